import {disclosureRiskTable} from "../../../src/model/tables.js";
import type {Cell, TableData} from "../../release/tableData.js";
import {TableBuilder} from "../../release/tableData.js";
import type {Policy} from "../policySchema.js";
import {isSafe} from "./equivalenceClasses.js";
import {generaliser} from "./generaliser.js";
import {profilesOf} from "./profiles.js";
import {reidentificationRisk, type ReidentificationRisk} from "./reidentificationRisk.js";
import type {ReleasedPatients} from "./releasedPatients.js";

/** The measures of a set of attributes, in words, and the limit that the policy sets on them after generalisation. */
const measures: readonly {
  readonly name: keyof ReidentificationRisk;
  readonly label: string;
  readonly limit?: (policy: Policy) => number;
  readonly atLeast?: boolean;
}[] = [
  {name: "patients", label: "Patients"},
  {name: "classes", label: "Classes of patients who look alike"},
  {name: "smallestClass", label: "Patients in the smallest class", limit: ({k}) => k, atLeast: true},
  {name: "unique", label: "Patients who are alone in their class"},
  {name: "belowK", label: "Patients in classes of fewer than k", limit: () => 0},
  {name: "prosecutorMax", label: "Prosecutor risk, largest", limit: (policy) => policy.max_risk},
  {name: "prosecutorMean", label: "Prosecutor risk, mean", limit: (policy) => policy.max_mean_risk},
  {name: "journalistMax", label: "Journalist risk, largest; the records before suppression are the population"},
  {name: "marketer", label: "Marketer risk: share of records linked rightly to those before suppression"}
];

/** What is measured of the released table `outcomes` for an attacker who also knows how long a patient lived. */
export interface SurvivalKnowledge {
  /** Days and status of overall survival by patient key; the keys are those of the table they belong to. */
  readonly exact: ReadonlyMap<Cell, string>;
  readonly released: ReadonlyMap<Cell, string>;
}

/**
 * The table `disclosure_risk`: what an attacker who knows the quasi-identifiers finds in the exact rows and in those released,
 * with the limits of the policy, and, without a limit, what one finds who also knows the overall survival and status.
 */
export function riskTable(
  patients: ReleasedPatients,
  policy: Policy,
  survival: SurvivalKnowledge
): {table: TableData; breaches: string[]} {
  const {names, exact, identities, levels, removedIds, blanked} = patients;
  const result = new TableBuilder(disclosureRiskTable);
  const breaches: string[] = [];
  const kept = (cells: readonly Cell[]) => cells.filter((_, row) => identities.removed[row] === 0);
  const released = identities.shown.map(kept);
  const population = exact.map((cells, q) =>
    cells.map(generaliser(policy.quasi_identifiers[names[q]].levels[levels[q]], cells))
  );
  const known = names.join(", ");
  const add = (stage: "before" | "after", attributes: string, risk: ReidentificationRisk, limited: boolean): void => {
    for (const {name, label, limit, atLeast} of measures) {
      const bound = limited && limit ? limit(policy) : null;
      const value = risk[name];
      const passed = bound === null ? null : atLeast === true ? value >= bound : value <= bound + 1e-9;
      if (passed === false) breaches.push(`patients: ${label}: ${value}, expected ${bound}`);
      result.push({stage, attributes, measure: name, label, value: rounded(value), limit: bound, passed});
    }
  };
  add("before", known, reidentificationRisk(exact, policy.k), false);
  add("after", known, reidentificationRisk(released, policy.k, population), true);
  const withSurvival = `${known}, time and status of overall survival`;
  const times = (ids: readonly Cell[], of: ReadonlyMap<Cell, string>) => ids.map((id) => of.get(id) ?? null);
  const exactIds = [...survival.exact.keys()];
  const releasedIds = [...survival.released.keys()];
  add("before", withSurvival, reidentificationRisk([...exact, times(exactIds, survival.exact)], policy.k), false);
  add(
    "after",
    withSurvival,
    reidentificationRisk([...released, times(releasedIds, survival.released)], policy.k),
    false
  );
  const total = identities.removed.length;
  const suppressed = removedIds.size + blanked;
  const further: [measure: string, label: string, value: number, limit: number | null, passed: boolean | null][] = [
    [
      "suppressed",
      "Share of records blanked or left out",
      suppressed / total,
      policy.max_suppression,
      suppressed <= policy.max_suppression * total + 1e-9
    ],
    ["blanked", "Records with blanked quasi-identifiers", blanked, null, null],
    ["removed", "Records left out", removedIds.size, null, null],
    [
      "diversity",
      `Classes with fewer than ${policy.l} known outcomes at ${policy.outcome_month} months`,
      homogeneous(patients, policy),
      0,
      homogeneous(patients, policy) === 0
    ],
    [
      "loss",
      "Weighted mean share of the entropy of the quasi-identifiers that is lost",
      patients.search.best!.loss,
      null,
      null
    ]
  ];
  for (const [measure, label, value, limit, passed] of further) {
    if (passed === false) breaches.push(`patients: ${label}: ${value}, expected ${limit}`);
    result.push({stage: "after", attributes: known, measure, label, value: rounded(value), limit, passed});
  }
  return {table: result.build(), breaches};
}

/** Released classes whose known outcomes are too few. */
function homogeneous({names, identities, outcome}: ReleasedPatients, policy: Policy): number {
  const rows = Array.from(outcome.keys()).filter((row) => identities.removed[row] === 0);
  const classes = profilesOf(
    names,
    identities.shown.map((cells) => rows.map((row) => cells[row])),
    Uint8Array.from(rows, (row) => outcome[row])
  );
  return Array.from(classes.n).filter(
    (n, c) => !isSafe(Math.max(n, policy.k), classes.alive[c], classes.dead[c], policy)
  ).length;
}

/** Time and status of overall survival of every patient, as an attacker would look for them: in days, or as released. */
export function survivalKnowledge(patients: TableData, outcomes: TableData | undefined): Map<Cell, string> {
  const known = new Map<Cell, string>(Array.from(patients.columns.patient_id, (id) => [id, ""]));
  for (let row = 0; row < (outcomes?.rows ?? 0); ++row) {
    const {patient_id: ids, definition, time_days: days, status} = outcomes!.columns;
    if (definition[row] === "OS" && known.has(ids[row]))
      known.set(ids[row], `${String(days[row])} ${String(status[row])}`);
  }
  return known;
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
