import type {Release} from "../../release/readRelease.js";
import {patientRows} from "../patientRows.js";
import {assayFacts} from "./assayFacts.js";
import {classFacts} from "./classFacts.js";
import {courseFacts} from "./courseFacts.js";
import {type DerivedColumn, isKnown} from "./derivedColumn.js";
import {mrdFacts} from "./mrdFacts.js";
import {responseFacts} from "./responseFacts.js";
import {transplantFacts} from "./transplantFacts.js";

const known = new WeakMap<Release, readonly DerivedColumn[]>();

/**
 * The columns of the cohort extract that are put together from several records of a patient: classes, response,
 * remission, residual disease, transplantation, relapse, death, and which assays were done. Columns of which nothing is
 * known are left out, but for the day of transplantation. Computed once per release.
 */
export function derivedColumns(release: Release): readonly DerivedColumn[] {
  const columns = known.get(release) ?? derive(release);
  known.set(release, columns);
  return columns;
}

function derive(release: Release): DerivedColumn[] {
  const rows = patientRows(release);
  const course = courseFacts(release, rows);
  const cells = (name: string) => course.find(({column}) => column.name === name)?.cells ?? [];
  const all = [
    ...classFacts(release, rows),
    ...transplantFacts(release, rows),
    ...responseFacts(release, rows),
    ...course,
    ...mrdFacts(release, rows, {remission: cells("cr_day"), relapse: cells("relapse_day")}),
    ...assayFacts(release, rows)
  ];
  return all.filter((column) => column.column.name === "hct_day" || isKnown(column));
}
