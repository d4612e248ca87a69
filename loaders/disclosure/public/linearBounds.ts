import loadHighs, {type Highs, type Model, type ObjectiveSense, type Solution} from "highs";
import {DisclosureError} from "../disclosureError.js";

/** Linear equations over unknown counts: Σ valueᵢ·xᵢ = total, xᵢ between its limits. */
export interface LinearSystem {
  readonly lower: readonly number[];
  readonly upper: readonly number[];
  readonly equations: readonly {
    readonly unknowns: readonly number[];
    readonly values: readonly number[];
    readonly total: number;
  }[];
}

/** What an attacker can say of an unknown count. */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/** Bounds, and the equations that hold them: without one of these they would be wider. */
export interface HeldBounds extends Bounds {
  readonly held: readonly number[];
}

/** A solution at which one unknown is least or greatest. */
export interface Optimum {
  readonly value: number;
  /** Of every unknown. */
  readonly values: ArrayLike<number>;
  /** By equation: how the optimum changes with its total; 0 if it does not. */
  readonly duals: ArrayLike<number>;
}

/** Makes {@link LinearBounds}; loads the solver once. */
export async function loadLinearBounds(): Promise<LinearBounds> {
  return new LinearBounds(await loadHighs());
}

/** Limits of solver noise: counts are whole, so that a millionth is nothing. */
const tolerance = 1e-6;

/** Bounds of unknown counts by linear programming (HiGHS, dual simplex, started from the last solution). */
export class LinearBounds {
  constructor(private readonly highs: Highs) {}

  /**
   * The least or greatest value of one unknown, with all values that it comes with and what each equation adds to it.
   *
   * @throws {DisclosureError} if the equations contradict each other, which counts of patients cannot
   */
  optimum(system: LinearSystem, target: number, sense: "least" | "greatest"): Optimum {
    const model = this.highs.createModel(modelOf(system));
    const {maximize, minimize} = this.highs.constants.objectiveSense;
    try {
      model.options.set({output_flag: false, presolve: "off"});
      model.changeColCost(target, 1);
      model.changeObjectiveSense(sense === "least" ? minimize : maximize);
      this.run(model);
      const {colValue, rowDual} = model.getSolution();
      return {value: colValue[target], values: colValue, duals: rowDual};
    } finally {
      model.dispose();
    }
  }

  /**
   * Least and greatest value of each target that the equations allow. A target for which two solutions met on the way are
   * `needed` whole numbers apart is not optimised further; its bounds are then inside the true ones.
   *
   * @throws {DisclosureError} if the equations contradict each other, which counts of patients cannot
   */
  solve(system: LinearSystem, targets: readonly number[], needed: (target: number) => number): HeldBounds[] {
    const model = this.highs.createModel(modelOf(system));
    const {minimize, maximize} = this.highs.constants.objectiveSense;
    const optimum = (wanted: readonly number[], sense: ObjectiveSense): Solution => {
      for (const target of wanted) model.changeColCost(target, 1);
      model.changeObjectiveSense(sense);
      this.run(model);
      const solution = model.getSolution();
      for (const target of wanted) model.changeColCost(target, 0);
      return solution;
    };
    try {
      model.options.set({output_flag: false, presolve: "off"});
      const lower = targets.map(() => Infinity);
      const upper = targets.map(() => -Infinity);
      const meet = ({colValue}: Solution) => {
        targets.forEach((target, i) => {
          lower[i] = Math.min(lower[i], colValue[target]);
          upper[i] = Math.max(upper[i], colValue[target]);
        });
      };
      const held = targets.map(() => new Set<number>());
      // All at once first: most are far apart already then.
      for (const sense of [minimize, maximize]) meet(optimum(targets, sense));
      for (const [i, target] of targets.entries()) {
        for (const sense of [minimize, maximize]) {
          if (candidates({lower: lower[i], upper: upper[i]}) >= needed(target)) break;
          const solution = optimum([target], sense);
          meet(solution);
          solution.rowDual.forEach((dual, row) => {
            if (!isZero(dual)) held[i].add(row);
          });
        }
      }
      return targets.map((_, i) => ({lower: lower[i], upper: upper[i], held: [...held[i]].sort((a, b) => a - b)}));
    } finally {
      model.dispose();
    }
  }

  private run(model: Model): void {
    const {modelStatus} = model.run();
    if (modelStatus !== this.highs.constants.modelStatus.optimal)
      throw new DisclosureError([`linear programme of the audit has no optimum: status ${modelStatus}`]);
  }
}

/** Whether a number is zero but for the solver's noise. */
export function isZero(value: number): boolean {
  return Math.abs(value) <= tolerance;
}

/** How many whole numbers lie within the bounds. */
export function candidates({lower, upper}: Bounds): number {
  return Math.floor(upper + tolerance) - Math.ceil(lower - tolerance) + 1;
}

/** Whether a reader can be sure that a count is less than k, and has fewer than k whole numbers to choose from. */
export function isKnownSmall(range: Bounds, k: number): boolean {
  return range.upper + tolerance < k && candidates(range) < k;
}

function modelOf({lower, upper, equations}: LinearSystem): Parameters<Highs["createModel"]>[0] {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const equation of equations) {
    indices.push(...equation.unknowns);
    values.push(...equation.values);
    starts.push(indices.length);
  }
  const totals = equations.map(({total}) => total);
  return {
    numCols: lower.length,
    numRows: equations.length,
    colCost: lower.map(() => 0),
    colLower: lower,
    colUpper: upper,
    rowLower: totals,
    rowUpper: totals,
    matrix: {format: "csr", numRows: equations.length, numCols: lower.length, starts, indices, values}
  };
}
