import type {CohortRows} from "../../../src/cohort/cohortRows.js";
import type {DescribedVariable} from "../../../src/components/composition/describedVariables.js";
import type {TableGroups} from "../../../src/components/composition/tableOne.js";
import {geneticVariable} from "../../../src/model/cohortVariables.js";

const variable = (
  column: string,
  kind: DescribedVariable["kind"],
  codes: readonly string[],
  further: Partial<DescribedVariable> = {}
): DescribedVariable => ({
  column,
  label: column.toUpperCase(),
  unit: null,
  kind,
  levels: codes.map((code) => ({code, label: `${code}, as coded`})),
  missing: "missing",
  section: "Patient",
  variable: geneticVariable(column),
  ...further
});

export const described = [
  variable("age", "number", [], {unit: "a"}),
  variable("wbc", "number", []),
  variable("sex", "levels", ["female", "male"]),
  variable("type", "levels", ["de novo", "secondary", "therapy", "other"]),
  variable("NPM1", "finding", ["mutated", "wild_type"], {missing: "not tested", section: "Alterations"}),
  variable("TP53", "finding", ["mutated", "wild_type"], {missing: "not tested", section: "Alterations"}),
  variable("rare", "finding", ["mutated", "wild_type"], {missing: "not tested", section: "Alterations"}),
  variable("constant", "levels", ["only", "never"])
];

/** Made-up patients, the same every time: a linear congruential generator, for no test of ours depends on its quality. */
export function madeUpCohort(n: number, groups: number): {rows: CohortRows; groups: TableGroups} {
  let seed = 20;
  const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
  const group = Int16Array.from({length: n}, () => Math.floor(next() * (groups + 0.3)));
  const numbers: Record<string, Float64Array> = {
    age: Float64Array.from(group, (g) => (next() < 0.05 ? NaN : 18 + Math.floor(50 * next()) + 4 * g)),
    wbc: Float64Array.from(group, (g) =>
      next() < 0.1 ? NaN : Math.fround(Math.round(10 * Math.exp(3 * next() + 0.2 * g)) / 10)
    )
  };
  const pick = (shares: readonly number[]) => {
    const u = next();
    let passed = 0;
    return shares.findIndex((share) => (passed += share) > u);
  };
  const codes: Record<string, Int16Array> = {
    sex: Int16Array.from(group, () => pick([0.45, 0.5])),
    type: Int16Array.from(group, (g) => pick([0.8 - 0.1 * g, 0.12, 0.015, 0.01])),
    NPM1: Int16Array.from(group, (g) => pick([0.2 + 0.12 * g, 0.5])),
    TP53: Int16Array.from(group, () => pick([0.1, 0.8])),
    rare: Int16Array.from(group, () => pick([0.015, 0.9])),
    constant: Int16Array.from(group, () => 0)
  };
  const rows: CohortRows = {
    n,
    number: (column) => numbers[column],
    category: (column) => ({codes: codes[column], levels: described.find((d) => d.column === column)!.levels}),
    endpoint: (key) => {
      throw new RangeError(`column not asked for: ${key}`);
    }
  };
  const names = Array.from({length: groups}, (_, g) => ({code: `g${g}`, label: `Group ${g}`, compared: true}));
  const known = group.map((g) => (g < groups ? g : groups));
  return {rows, groups: {groups: [...names, {code: null, label: "Group unknown", compared: false}], codes: known}};
}
