import {patientsTable} from "../../../src/model/tables.js";
import {vocabularies} from "../../../src/model/vocabulary.js";
import type {ReleaseRow} from "./exportedRelease.js";
import {alterationAttribute, leftOut, responseAttribute} from "./patientAttributes.js";
import {clinical, type Declared, feed, missing} from "./returnFormat.js";
import {identity, type ReturnSource} from "./returnSource.js";

/** The file of patients in a mapping for one source: variables, alterations, undated responses, reported endpoints. */
export function clinicalPatients(
  source: ReturnSource,
  features: readonly string[],
  own: (table: string) => readonly ReleaseRow[]
): Declared {
  const rows = own("patients");
  const aged = rows.some((row) => row.age_years !== null);
  const columns: Declared = aged ? {AGE: {to: "patients.age_years", unit: "a"}} : {};
  for (const column of patientsTable.columns) {
    const {name} = column;
    if (leftOut.has(name) || name === "age_band" || rows.every((row) => row[name] === null)) continue;
    columns[name.toUpperCase()] = name === "sex" ? sexFeed : feed(`patients.${name}`, column, rows);
  }
  for (const name of features)
    columns[alterationAttribute(name)] = {
      to: `alterations.${name}`,
      missing: {"": "NOT_TESTED"},
      codes: {0: "0", 1: "1"}
    };
  const reported = [...new Set(own("reported_outcomes").map((d) => String(d.endpoint)))].map((endpoint) => ({
    endpoint,
    time: `REPORTED_${endpoint}_DAYS`,
    status: {
      column: `REPORTED_${endpoint}_CODE`,
      codes: endpoint === "CIR" || endpoint === "NRM" ? {0: "0", 1: "1", 2: "2"} : {0: "0", 1: "1"}
    }
  }));
  const undated = new Map<string, ReleaseRow[]>();
  for (const row of own("responses")) {
    if (row.day !== null) continue;
    const attribute = responseAttribute(row.after_phase, row.criteria);
    undated.set(attribute, [...(undated.get(attribute) ?? []), row]);
  }
  return {
    file: "data_clinical_patient.txt",
    format: clinical,
    rows: "patients",
    key: {column: "PATIENT_ID"},
    withoutFollowUp: "keep",
    missing,
    filters: [{keep: {SOURCE_ID: {is: source.id}}, reason: "another source"}],
    columns,
    reported,
    responses: [...undated].map(([attribute, [{after_phase: after, criteria}, ...rest]]) => ({
      ...(after === null ? {} : {after_phase: after}),
      ...(criteria === null ? {} : {criteria}),
      response: {
        column: attribute,
        codes: identity([...rest.map((d) => d.response), ...own("responses").map((d) => d.response)])
      }
    }))
  };
}

const sexFeed = {to: "patients.sex", codes: Object.fromEntries(vocabularies.sex.map(({code, label}) => [label, code]))};
