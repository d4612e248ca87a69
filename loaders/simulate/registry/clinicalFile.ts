import {calibratedFlags} from "../features.js";
import type {PatientTruth} from "../patientTruth.js";
import type {Random} from "../random.js";
import {tabSeparated, type RawFile} from "../rawFile.js";
import {writeDate} from "./diagnosisDays.js";
import type {RegistryDefects} from "./registryDefects.js";

/** Raw names of the flags, in the partner's order. */
const flags: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(calibratedFlags).filter(([raw]) => raw !== "t_v_11" && raw !== "t_9_11")),
  t_9_22: "t_9_22",
  mono4_4q_abn4q: "loss4",
  abn7other: "abn7_other",
  t_9_11: "t_9_11",
  t_v_11: "kmt2a_other"
};

const genes: Readonly<Record<string, string>> = {
  NPM1: "NPM1",
  FLT3_ITD: "FLT3_ITD",
  FLT3_TKD: "FLT3_TKD",
  FLT3_other: "FLT3_other"
};

/** What a study nurse writes beside a record; in no case a fact of the model. */
const remarks = [
  "Spender männlich, unverwandt",
  "Rückfrage an Prüfzentrum läuft",
  "Nachsorge außerhalb\nBrief liegt vor",
  "Müdigkeit, Fieber über 38,5 °C",
  'Angabe "ungefähr", siehe Akte'
];

/** A value as written, or the token for one that is missing. */
type Cell = (patient: PatientTruth) => string;

/** How a value that is missing is written, here so and there so. */
const missingTokens = {na: 5, "": 3, ".": 2};

/**
 * The clinical file: one row a patient, old-Macintosh line ends, line feeds inside remarks, German headers and words, `na`, `.` or nothing
 * where a value is missing, gender 1/2, dates as `3-Mar-04`, survival in days, status 1 = dead, the first event of
 * event-free survival in words.
 *
 * @param diagnosis day of diagnosis by patient, in days since 1 January 1970
 */
export function clinicalFile(
  {patients, duplicates, remissionDays}: RegistryDefects,
  diagnosis: ReadonlyMap<string, number>,
  stream: {readonly remarks: Random; readonly missing: Random}
): RawFile {
  const missing = (): string => stream.missing.pickWeighted(missingTokens);
  const lacking =
    (name: string, cell: Cell): Cell =>
    (patient) =>
      patient.missing.includes(name) ? missing() : cell(patient);
  const optional =
    (value: (patient: PatientTruth) => string | number | null): Cell =>
    (patient) =>
      String(value(patient) ?? missing());
  const date = (day: (patient: PatientTruth) => number | null): Cell =>
    optional((patient) => {
      const after = day(patient);
      return after === null ? null : writeDate(diagnosis.get(patient.id)! + after);
    });
  const columns: [string, Cell][] = [
    ["Studie", ({trial}) => trial],
    ["SDID", ({id}) => id],
    ["Zentrum", () => String(stream.remarks.integer(1, 45))],
    ["TypeAML", ({amlType}) => amlType],
    ["ERDate", date(() => 0)],
    ["AOD", ({ageYears}) => String(ageYears)],
    ["gender", ({sex}) => (sex === "male" ? "1" : "2")],
    ["ECOG", lacking("ecog", ({ecog}) => String(ecog))],
    ["Hb_g_dl", lacking("haemoglobin", ({labs}) => labs.haemoglobin.toFixed(1))],
    ["Thrombozyten", lacking("platelets", ({labs}) => String(labs.platelets))],
    ["Leukozyten", lacking("wbc", ({labs}) => String(labs.wbc))],
    ["LDH", lacking("ldh", ({labs}) => String(labs.ldh))],
    ["KM_Blasten", lacking("bmBlasts", ({labs}) => String(labs.bmBlasts))],
    ["PB_Blasten", lacking("pbBlasts", ({labs}) => String(labs.pbBlasts))],
    ["Splenomegalie", lacking("splenomegaly", ({splenomegaly}) => (splenomegaly ? "ja" : "nein"))],
    ["M_Risk", optional(({riskEln2010}) => riskEln2010)],
    ["NK", ({karyotype}) => normalKaryotype(karyotype.status)],
    ...Object.entries(flags).map(([raw, flag]): [string, Cell] => [raw, (patient) => flagCell(patient, flag)]),
    ...Object.entries(genes).map(([raw, name]): [string, Cell] => [raw, ({features}) => bit(features.includes(name))]),
    ["MLL_PTD", blankIf("kmt2aPtd", ({features}) => bit(features.includes("KMT2A_PTD")))],
    ["CEBPA", blankIf("cebpa", cebpaCell)],
    ["Ansprechen", ({course}) => course.response],
    ["CR_date", date(({id, course}) => remissionDays.get(id) ?? course.remissionDay)],
    ["Recurrence_date", date(({course}) => course.relapseDay)],
    ["TPL_type", optional(({course}) => course.transplant?.type ?? null)],
    ["TPL_Phase", optional(({course}) => course.transplant?.phase ?? null)],
    ["TPL_date", date(({course}) => course.transplant?.day ?? null)],
    ["OS", ({course}) => String(course.osDays)],
    ["Status", ({course}) => bit(course.dead)],
    ["efs", ({course}) => String(course.efsDays)],
    ["EFSSTAT", ({course}) => bit(course.efsEvent !== null)],
    ["ereignart", optional(({course}) => course.efsEvent)],
    ["rfs", optional(rfsDays)],
    ["cuminc", optional(cumulativeIncidence)],
    ["Bemerkung", () => (stream.remarks.chance(0.06) ? stream.remarks.pick(remarks) : "")]
  ];
  const row = (patient: PatientTruth): string[] => columns.map(([, cell]) => cell(patient));
  const rows = patients.map(row);
  const second = duplicates.map(({patient, after}) => ({cells: row(patient), after}));
  // From the end on, so that the places of the others stay.
  for (const {cells, after} of second.sort((a, b) => b.after - a.after)) rows.splice(after, 0, cells);
  const names = columns.map(([name]) => name);
  return tabSeparated("clinical.tsv", names, rows, {lineEnd: "\r", quoted: ["Bemerkung"]});
}

/** A blank means that the test was not done. */
function blankIf(name: string, cell: Cell): Cell {
  return (patient) => (patient.missing.includes(name) ? "" : cell(patient));
}

function bit(value: boolean): string {
  return value ? "1" : "0";
}

function normalKaryotype(status: PatientTruth["karyotype"]["status"]): string {
  return status === "normal" ? "1" : status === "abnormal" ? "0" : "";
}

/** Flags come from the karyotype; of a complex karyotype told in words nothing else is known. */
function flagCell({karyotype, features}: PatientTruth, flag: string): string {
  if (karyotype.status === "narrative") return flag === "complex" ? "1" : "";
  if (karyotype.status !== "normal" && karyotype.status !== "abnormal") return "";
  return bit(features.includes(flag));
}

function cebpaCell({features}: PatientTruth): string {
  return features.includes("CEBPA_bi") ? "2" : features.includes("CEBPA_mono") ? "1" : "0";
}

function rfsDays({course}: PatientTruth): number | null {
  return course.remissionDay === null ? null : (course.relapseDay ?? course.osDays) - course.remissionDay;
}

/** 0 censored, 1 relapse, 2 death in remission. */
function cumulativeIncidence({course}: PatientTruth): number | null {
  if (course.remissionDay === null) return null;
  return course.relapseDay !== null ? 1 : course.dead ? 2 : 0;
}
