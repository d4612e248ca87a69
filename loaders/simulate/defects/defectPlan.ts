import type {Random} from "../random.js";

/** One defect that was put into a delivery. */
export interface InjectedDefect {
  /** Name of the kind, as `relapse before remission`. */
  readonly defect: string;
  readonly file: string;
  /** The partner's id of the patient; null where the defect is the file's. */
  readonly patient: string | null;
  /** What was changed, in words. */
  readonly what: string;
}

/**
 * Chooses the patients of a delivery that get a defect, and keeps record of what was done. Each kind of defect has its own sub-stream
 * of random numbers; no patient gets two defects.
 */
export class DefectPlan {
  private readonly taken = new Set<string>();
  private readonly done: InjectedDefect[] = [];
  private readonly streams = new Map<string, Random>();

  /** @param open opens a sub-stream of the source by name */
  constructor(private readonly open: (block: string) => Random) {}

  /** The random numbers of one kind of defect, which go on from call to call. */
  random(defect: string): Random {
    const stream = this.streams.get(defect) ?? this.open(`defects/${defect}`);
    this.streams.set(defect, stream);
    return stream;
  }

  /**
   * Draws `count` of the candidates whose patient has no defect yet, without replacement.
   *
   * @throws {Error} if there are fewer
   */
  choose<T extends {readonly id: string}>(defect: string, count: number, candidates: readonly T[]): T[] {
    const free = candidates.filter(({id}) => !this.taken.has(id));
    if (free.length < count)
      throw new Error(`invalid number of defects: ${count} of ${defect}, ${free.length} possible`);
    const random = this.random(defect);
    for (let i = 0; i < count; ++i) {
      const other = random.integer(i, free.length - 1);
      [free[i], free[other]] = [free[other], free[i]];
      this.taken.add(free[i].id);
    }
    return free.slice(0, count);
  }

  /** Keeps record of a defect. */
  record(defect: InjectedDefect): void {
    this.done.push(defect);
  }

  /** What was done, in the order in which it was. */
  get injected(): readonly InjectedDefect[] {
    return this.done;
  }
}
