import {Damage} from "../damage.js";
import type {GroupPlace} from "./parquetFault.js";
import {parquetFault} from "./parquetFault.js";

/** Hands out the cells of a column in a row group in the amounts asked for. */
export class PageReader {
  private held: readonly (string | null)[] = [];
  private from = 0;
  private taken = 0;

  constructor(
    private readonly pages: AsyncGenerator<(string | null)[]>,
    private readonly rows: number,
    private readonly place: (row: number) => GroupPlace
  ) {}

  /** Reads a page if none is held; how many cells are held. */
  async fill(): Promise<number> {
    while (this.from === this.held.length) {
      const page = await this.next();
      if (page === undefined) throw parquetFault(new Damage("fewer values than rows"), this.place(this.taken));
      this.held = page;
      this.from = 0;
      if (this.taken + page.length > this.rows)
        throw parquetFault(new Damage("more values than rows"), this.place(this.taken));
    }
    return this.held.length - this.from;
  }

  take(count: number): readonly (string | null)[] {
    const {held, from} = this;
    this.from += count;
    this.taken += count;
    return from === 0 && count === held.length ? held : held.slice(from, from + count);
  }

  /** Sees that nothing follows the last row. */
  async finish(): Promise<void> {
    for (let page = await this.next(); page !== undefined; page = await this.next())
      if (page.length > 0) throw parquetFault(new Damage("more values than rows"), this.place(this.taken));
  }

  async close(): Promise<void> {
    await this.pages.return(undefined);
  }

  private async next(): Promise<(string | null)[] | undefined> {
    try {
      const step = await this.pages.next();
      return step.done === true ? undefined : step.value;
    } catch (error) {
      throw parquetFault(error, this.place(this.taken));
    }
  }
}
