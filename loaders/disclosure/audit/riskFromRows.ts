import {columnOf, rowsOf} from "../../release/columnOf.js";
import {hasTable} from "../../release/hasTable.js";
import type {Release} from "../../release/readRelease.js";
import {coarseTimes} from "../consortium/coarseTimes.js";
import {isSafe} from "../consortium/equivalenceClasses.js";
import {outcomeAtMonth} from "../consortium/outcomeAtMonth.js";
import {identifyingColumns} from "../consortium/patientIdentity.js";
import {profilesOf} from "../consortium/profiles.js";
import {reidentificationRisk, type ReidentificationRisk} from "../consortium/reidentificationRisk.js";
import type {Policy} from "../policySchema.js";
import {tableDataOf} from "../releaseSchema.js";

/** Risk of a release of rows, counted from the rows as any reader has them. */
export interface RowRisk {
  readonly names: readonly string[];
  readonly risk: ReidentificationRisk;
  /** Classes of patients of whom all known outcomes are the same. */
  readonly diversity: number;
  /** Patients of whom all is blank but what every record has, and those of whom anything is that others show. */
  readonly blank: number;
  readonly partlyBlank: number;
  /** Measures after generalisation as the table `disclosure_risk` has them. */
  readonly said: ReadonlyMap<string, number>;
}

/** Counts the classes of equal quasi-identifiers in the rows of a release. */
export function riskFromRows(release: Release, policy: Policy): RowRisk {
  const patients = tableDataOf(release, "patients");
  const names = Object.keys(policy.quasi_identifiers).filter((name) => Object.hasOwn(patients.columns, name));
  const columns = identifyingColumns(patients, names);
  const outcomes = hasTable(release, "outcomes") ? tableDataOf(release, "outcomes") : undefined;
  const ids = Array.from(patients.columns.patient_id);
  const outcome = outcomeAtMonth(ids, outcomes, coarseTimes(policy.times), policy.outcome_month);
  const classes = profilesOf(names, columns, outcome);
  const diversity = Array.from(classes.n).filter(
    (n, c) => !isSafe(Math.max(n, policy.k), classes.alive[c], classes.dead[c], policy)
  ).length;
  const varied = columns.filter(
    (cells, q) => names[q] !== "source_id" && names[q] !== "disease" && cells.some((cell) => cell !== null)
  );
  const rows = Array.from(ids.keys());
  return {
    names,
    risk: reidentificationRisk(columns, policy.k),
    diversity,
    blank: rows.filter((row) => varied.every((cells) => cells[row] === null)).length,
    partlyBlank: rows.filter((row) => varied.some((cells) => cells[row] === null)).length,
    said: saidRisk(release, names.join(", "))
  };
}

function saidRisk(release: Release, attributes: string): Map<string, number> {
  if (!hasTable(release, "disclosure_risk")) return new Map();
  return new Map(
    rowsOf(release.table("disclosure_risk"))
      .filter((row) => row.stage === "after" && row.attributes === attributes)
      .map((row) => [String(row.measure), Number(row.value)])
  );
}

/** Records that the exact release had of patients, by the table of decisions; null if it is not there. */
export function patientsBefore(release: Release): number | null {
  if (!hasTable(release, "disclosure_decisions")) return null;
  const table = release.table("disclosure_decisions");
  const columns = columnOf(table, "column");
  const row = columnOf(table, "table").findIndex((name, i) => name === "patients" && columns[i] === null);
  return row < 0 ? null : Number(columnOf(table, "rows_before")[row]);
}
