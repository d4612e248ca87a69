import type {RawFile} from "../rawFile.js";
import {deliveredLabs} from "./deliveredLabs.js";
import {commaNumber, dutchTable} from "./dutchTable.js";
import type {PartialDate, TrialDefects} from "./trialDefects.js";
import {calendarOf, dutchDate} from "./trialDates.js";
import type {OtherDiseaseTruth, TrialTruth} from "./trialTruth.js";

const columns = [
  ...["patientnr", "studie", "land", "diagnose", "geboortejaar", "geslacht", "diagnosedatum", "registratiedatum"],
  ...["WHO", "type_AML", "Hb_mmol/l", "WBC_x10E9/l", "trombocyten_x10E9/l", "LDH", "LDH_eenheid"],
  ...["blasten_BM", "blasten_PB", "splenomegalie", "datum_CR", "recidief", "OS_maanden", "dood", "laatst_gezien"]
];
const types: Readonly<Record<string, string>> = {AML: "de novo", sAML: "secundair", tAML: "therapiegerelateerd"};

/**
 * The trials’ file: one row a patient, also of those with another disease; Dutch words, decimal commas, dates of which a
 * few are known in part, survival in months, and several tokens for what is missing.
 */
export function trialPatientFile(truth: TrialTruth, defects: TrialDefects): RawFile {
  const rows = [
    ...truth.patients.map((patient) => ({patient, disease: "AML"})),
    ...truth.otherDisease.map((patient) => ({patient, disease: "RAEB-2"}))
  ];
  rows.sort((a, b) => (a.patient.id < b.patient.id ? -1 : 1));
  return dutchTable(
    "patienten.csv",
    columns,
    rows.map(({patient, disease}) => patientRow(patient, disease, defects))
  );
}

function patientRow(patient: OtherDiseaseTruth, disease: string, defects: TrialDefects): string[] {
  const {id, course, registrationDay, diagnosisDay, missing} = patient;
  const labs = deliveredLabs(patient, defects);
  const date = (day: number | null, partial: readonly PartialDate[]): string => {
    const precision = partial.find((d) => d.id === id)?.precision;
    return day === null ? "nvt" : dutchDate(registrationDay + day, precision);
  };
  const seenLater = defects.aliveAfterDeath.find((d) => d.id === id);
  const lastSeen = course.dead ? (seenLater?.day ?? null) : course.osDays;
  return [
    id,
    patient.studyCode,
    patient.country,
    disease,
    String(calendarOf(diagnosisDay).year - patient.ageYears),
    patient.sex === "male" ? "m" : "v",
    dutchDate(diagnosisDay),
    dutchDate(registrationDay),
    missing.includes("ecog") ? "99" : String(patient.ecog),
    types[patient.amlType],
    labs.haemoglobin.text,
    labs.wbc.text,
    labs.platelets.text,
    labs.ldh.text,
    patient.country === "CH" ? "µkat/l" : "U/l",
    labs.bmBlasts.text,
    labs.pbBlasts.text,
    missing.includes("splenomegaly") ? "onb" : patient.splenomegaly ? "ja" : "nee",
    date(course.remissionDay, defects.partialRemission),
    date(course.relapseDay, defects.partialRelapse),
    commaNumber(course.osDays / 30.4375, 2),
    course.dead ? "ja" : "nee",
    date(lastSeen, [])
  ];
}
