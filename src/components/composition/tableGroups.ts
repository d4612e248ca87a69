import {type Catalogue, groupingOf, groupLabel} from "../../cohort/catalogue.js";
import type {CohortRows} from "../../cohort/cohortRows.js";
import type {TableGroups} from "./tableOne.js";

/** The columns of the table, and how many patients are of no known group. */
export interface CohortGroups extends TableGroups {
  readonly unknown: number;
}

/**
 * The groups of a cohort that have patients, in the order of the catalogue. Patients whose group is not known are a last
 * group if `withUnknown`, else none; either way they are counted and not compared.
 *
 * @param key of the grouping; null = one group of all patients
 */
export function tableGroups(
  rows: CohortRows,
  catalogue: Catalogue,
  key: string | null,
  withUnknown: boolean
): CohortGroups {
  if (key === null) {
    return {groups: [{code: null, label: "All patients", compared: false}], codes: new Int16Array(rows.n), unknown: 0};
  }
  const grouping = groupingOf(catalogue, key);
  const {codes, levels} = rows.category(key);
  const sizes = new Float64Array(levels.length);
  let unknown = 0;
  for (const code of codes) {
    if (code < 0) ++unknown;
    else ++sizes[code];
  }
  const present = levels.flatMap((_, i) => (sizes[i] > 0 ? [i] : []));
  const places = new Int16Array(levels.length).fill(-1);
  present.forEach((level, g) => (places[level] = g));
  const rest = withUnknown && unknown > 0 ? present.length : -1;
  const groups: TableGroups["groups"] = [
    ...present.map((i) => ({code: levels[i].code, label: groupLabel(grouping, levels[i].code), compared: true})),
    ...(rest < 0 ? [] : [{code: null, label: groupLabel(grouping, null), compared: false}])
  ];
  return {groups, codes: codes.map((code) => (code < 0 ? rest : places[code])), unknown};
}
