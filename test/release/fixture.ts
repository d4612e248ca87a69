import type {ManifestParts} from "../../loaders/release/manifestParts.js";
import {TableBuilder, type TableData} from "../../loaders/release/tableData.js";
import {eventsTable, patientFeaturesTable, patientsTable} from "../../src/model/tables.js";

/** Declarations of a small release. */
export const parts: ManifestParts = {
  study: {id: "small", title: "A small study", disease: "aml"},
  tier: "internal",
  simulated: true,
  simulatedNotice: "simulated data",
  sources: [{id: "S", name: "Source", version: "1", simulated: true, patients: 3}],
  inputs: [{source: "S", file: "clinical.csv", bytes: 10, sha256: "0".repeat(64), rows: 3}],
  versions: {dictionary: "1", mappings: {S: "1"}, rules: "1", hemiola: "0.1.0"},
  audit: {patients: 3, rejects: 0, findings: 0}
};

/** Three patients with values, nulls, closed and open codes and text outside ASCII. */
export function smallTables(): TableData[] {
  const patients = new TableBuilder(patientsTable);
  patients.push({patient_id: "S-b", source_id: "S", disease: "AML", age_years: 61, sex: "male", followup_days: 10});
  patients.push({patient_id: "S-a", source_id: "S", disease: "AML", wbc: 2.5, sex: "female", followup_days: 0});
  patients.push({patient_id: "S-ç", source_id: "S", disease: "AML", splenomegaly: false, followup_days: 5384});
  const features = new TableBuilder(patientFeaturesTable(["NPM1", "FLT3-ITD"]));
  features.push({patient_id: "S-a", NPM1: 1, "FLT3-ITD": 0});
  features.push({patient_id: "S-b", NPM1: null, "FLT3-ITD": 1});
  features.push({patient_id: "S-ç", NPM1: 0});
  const events = new TableBuilder(eventsTable);
  events.push({patient_id: "S-b", event: "death", day: 10});
  events.push({patient_id: "S-a", event: "last_contact", day: 0});
  return [patients.build(), features.build(), events.build()];
}

/** The small tables with other events: another release of the same study. */
export function nextTables(): TableData[] {
  const [patients, features] = smallTables();
  const events = new TableBuilder(eventsTable);
  events.push({patient_id: "S-a", event: "relapse", day: 3});
  return [patients, features, events.build()];
}
