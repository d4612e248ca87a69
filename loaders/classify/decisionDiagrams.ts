/** Diagrams that answer false or true; every other number below {@link firstNode} is an outcome given by the caller. */
export const no = 0;
export const yes = 1;

/** What a diagram still allows when some variables are known. */
export interface Allowed {
  /** Outcomes that some completion of the unknown variables reaches, ascending. */
  readonly outcomes: readonly number[];
  /** Unknown variables on which the class of the outcome depends, ascending. */
  readonly matters: readonly number[];
}

const firstNode = 1024;

/**
 * Reduced ordered decision diagrams over variables with few values each: one node for one function, so that two
 * functions are equal if and only if their numbers are (Bryant, IEEE Trans Comput 1986;35:677–691; with several outcomes:
 * Clarke et al. 1993). What is possible when some variables are unknown is read off by following all their branches,
 * without trying every combination.
 */
export class DecisionDiagrams {
  private readonly variables: number[] = [];
  private readonly branches: (readonly number[])[] = [];
  private readonly nodes = new Map<string, number>();
  private readonly chosen = new Map<string, number>();

  /** @param sizes number of values of each variable; a variable with a smaller number is asked first */
  constructor(private readonly sizes: readonly number[]) {}

  /** Number of nodes made. */
  get size(): number {
    return this.variables.length;
  }

  /** True where the variable has one of the values, given as bits. */
  among(variable: number, values: number): number {
    return this.node(
      variable,
      Array.from({length: this.sizes[variable]}, (_, value) => (values >> value) & 1)
    );
  }

  /** `then` where `condition` is true, else `otherwise`. */
  choose(condition: number, then: number, otherwise: number): number {
    if (condition === yes || then === otherwise) return then;
    if (condition === no) return otherwise;
    const key = `${condition},${then},${otherwise}`;
    const known = this.chosen.get(key);
    if (known !== undefined) return known;
    const variable = Math.min(...[condition, then, otherwise].map((d) => this.variableOf(d)));
    const branches = Array.from({length: this.sizes[variable]}, (_, value) =>
      this.choose(
        this.branch(condition, variable, value),
        this.branch(then, variable, value),
        this.branch(otherwise, variable, value)
      )
    );
    const made = this.node(variable, branches);
    this.chosen.set(key, made);
    return made;
  }

  /** True where at least `least` and at most `most` of the conditions are. */
  count(conditions: readonly number[], least: number, most: number): number {
    const known = new Map<number, number>();
    const from = (i: number, found: number): number => {
      if (found > most || found + conditions.length - i < least) return no;
      if (i === conditions.length) return yes;
      const key = i * (conditions.length + 1) + found;
      let made = known.get(key);
      if (made === undefined) {
        made = this.choose(conditions[i], from(i + 1, found + 1), from(i + 1, found));
        known.set(key, made);
      }
      return made;
    };
    return from(0, 0);
  }

  /**
   * What is still possible.
   *
   * @param values bits of the values that each variable may have; one bit = known
   * @param classOf class of an outcome: a variable that only decides between outcomes of one class does not matter
   */
  allowed(diagram: number, values: ArrayLike<number>, classOf: readonly number[]): Allowed {
    const outcomes = new Set<number>();
    const matters = new Set<number>();
    const simplified = new Map<number, number>();
    const distinct = new Map<string, number>();
    const simplify = (d: number): number => {
      if (d < firstNode) {
        outcomes.add(d);
        return -1 - classOf[d];
      }
      let made = simplified.get(d);
      if (made !== undefined) return made;
      const variable = this.variableOf(d);
      const rest = this.branches[d - firstNode].filter((_, value) => (values[variable] >> value) & 1).map(simplify);
      made = rest[0];
      if (rest.some((other) => other !== made)) {
        matters.add(variable);
        const key = `${variable}:${rest.join()}`;
        made = distinct.get(key) ?? distinct.size;
        distinct.set(key, made);
      }
      simplified.set(d, made);
      return made;
    };
    simplify(diagram);
    const ascending = (set: Set<number>): number[] => [...set].sort((a, b) => a - b);
    return {outcomes: ascending(outcomes), matters: ascending(matters)};
  }

  private variableOf(d: number): number {
    return d < firstNode ? Infinity : this.variables[d - firstNode];
  }

  private branch(d: number, variable: number, value: number): number {
    return this.variableOf(d) === variable ? this.branches[d - firstNode][value] : d;
  }

  private node(variable: number, branches: readonly number[]): number {
    if (branches.every((d) => d === branches[0])) return branches[0];
    const key = `${variable}:${branches.join()}`;
    let made = this.nodes.get(key);
    if (made === undefined) {
      made = firstNode + this.variables.length;
      this.variables.push(variable);
      this.branches.push(branches);
      this.nodes.set(key, made);
    }
    return made;
  }
}
