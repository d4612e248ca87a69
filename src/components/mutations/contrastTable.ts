import {testNames} from "../../cohort/mutations/association.js";
import type {GroupCounts, SubgroupContrast} from "../../cohort/mutations/subgroupContrast.js";
import type {FigureTable} from "../plainTable.js";
import {open, strataText} from "./pairTable.js";

/** The counts of all strata as one. */
export function together(strata: readonly GroupCounts[]): GroupCounts {
  const add = (key: "mutated" | "tested", g: 0 | 1) => strata.reduce((sum, d) => sum + d[key][g], 0);
  return {mutated: [add("mutated", 0), add("mutated", 1)], tested: [add("tested", 0), add("tested", 1)]};
}

/** Names of {@link contrastCells}. */
export const contrastColumns = [
  "alteration",
  "mutated_1",
  "tested_1",
  "mutated_2",
  "tested_2",
  "difference",
  "difference_lower95",
  "difference_upper95",
  "odds_ratio",
  "lower95",
  "upper95",
  "p",
  "q"
] as const;

/** An alteration in two groups in numbers. */
export function contrastCells(d: SubgroupContrast): (string | number | null)[] {
  return [
    d.name,
    d.mutated[0],
    d.tested[0],
    d.mutated[1],
    d.tested[1],
    d.difference,
    d.differenceLower,
    d.differenceUpper,
    open(d.oddsRatio),
    d.lower,
    d.upper,
    d.p,
    d.q
  ];
}

/** All alterations in numbers, in the order given.; the rows are made when they are asked for. */
export function contrastTable(
  rows: readonly SubgroupContrast[],
  order: readonly number[],
  counts: readonly (readonly GroupCounts[])[],
  stratified: boolean
): FigureTable {
  return {
    columns: [...contrastColumns, "test", "heterogeneity_p", "strata"],
    get rows() {
      return order.map((i) => {
        const d = rows[i];
        const tables = (stratified ? counts[i] : [together(counts[i])]).map(
          ({mutated: m, tested: t}) =>
            [
              [m[0], t[0] - m[0]],
              [m[1], t[1] - m[1]]
            ] as const
        );
        return [
          ...contrastCells(d),
          d.test === null ? null : testNames[d.test],
          d.heterogeneityP,
          strataText(tables) || "0 0 0 0"
        ];
      });
    }
  };
}
