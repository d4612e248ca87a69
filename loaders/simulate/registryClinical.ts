import {calibratedFlags} from "./features.js";
import type {RegistryTruth} from "./latentTruth.js";
import type {PatientTruth} from "./patientTruth.js";
import type {Random} from "./random.js";
import {tabSeparated, type RawFile} from "./rawFile.js";

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

/** A number as written, or the token for a value that is missing. */
type Cell = (patient: PatientTruth) => string;

/**
 * The clinical file: one row a patient, Windows line ends, German headers and words, `na`, `.` or nothing where a value is
 * missing, gender 1/2, days from diagnosis, status 1 = dead, the first event of event-free survival in words.
 */
export function clinicalFile({patients}: RegistryTruth, random: Random): RawFile {
  const columns: [string, Cell][] = [
    ["Studie", ({trial}) => trial],
    ["SDID", ({id}) => id],
    ["Zentrum", () => String(random.integer(1, 45))],
    ["TypeAML", ({amlType}) => amlType],
    ["AOD", ({ageYears}) => String(ageYears)],
    ["gender", ({sex}) => (sex === "male" ? "1" : "2")],
    ["ECOG", lacking("ecog", ".", ({ecog}) => String(ecog))],
    ["Hb_g_dl", lacking("haemoglobin", "na", ({labs}) => labs.haemoglobin.toFixed(1))],
    ["Thrombozyten", lacking("platelets", "na", ({labs}) => String(labs.platelets))],
    ["Leukozyten", lacking("wbc", "na", ({labs}) => String(labs.wbc))],
    ["LDH", lacking("ldh", "na", ({labs}) => String(labs.ldh))],
    ["KM_Blasten", lacking("bmBlasts", "", ({labs}) => String(labs.bmBlasts))],
    ["PB_Blasten", lacking("pbBlasts", "", ({labs}) => String(labs.pbBlasts))],
    ["Splenomegalie", lacking("splenomegaly", ".", ({splenomegaly}) => (splenomegaly ? "ja" : "nein"))],
    ["M_Risk", ({riskEln2010}) => riskEln2010 ?? ""],
    ["NK", ({karyotype}) => normalKaryotype(karyotype.status)],
    ...Object.entries(flags).map(([raw, flag]): [string, Cell] => [raw, (patient) => flagCell(patient, flag)]),
    ...Object.entries(genes).map(([raw, name]): [string, Cell] => [raw, ({features}) => bit(features.includes(name))]),
    ["MLL_PTD", lacking("kmt2aPtd", "", ({features}) => bit(features.includes("KMT2A_PTD")))],
    ["CEBPA", lacking("cebpa", "", cebpaCell)],
    ["Ansprechen", ({course}) => course.response],
    ["CR_date", ({course}) => day(course.remissionDay)],
    ["Recurrence_date", ({course}) => day(course.relapseDay)],
    ["TPL_type", ({course}) => course.transplant?.type ?? ""],
    ["TPL_Phase", ({course}) => course.transplant?.phase ?? ""],
    ["TPL_date", ({course}) => day(course.transplant?.day ?? null)],
    ["OS", ({course}) => String(course.osDays)],
    ["Status", ({course}) => bit(course.dead)],
    ["efs", ({course}) => String(course.efsDays)],
    ["EFSSTAT", ({course}) => bit(course.efsEvent !== null)],
    ["ereignart", ({course}) => course.efsEvent ?? ""],
    ["rfs", rfsCell],
    ["cuminc", cumulativeIncidenceCell],
    ["Bemerkung", () => (random.chance(0.06) ? random.pick(remarks) : "")]
  ];
  const rows = patients.map((patient) => columns.map(([, cell]) => cell(patient)));
  const names = columns.map(([name]) => name);
  return tabSeparated("clinical.tsv", names, rows, {lineEnd: "\r\n", quoted: ["Bemerkung"]});
}

function lacking(name: string, token: string, cell: Cell): Cell {
  return (patient) => (patient.missing.includes(name) ? token : cell(patient));
}

function bit(value: boolean): string {
  return value ? "1" : "0";
}

function day(value: number | null): string {
  return value === null ? "" : String(value);
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

function rfsCell({course}: PatientTruth): string {
  return course.remissionDay === null ? "" : String((course.relapseDay ?? course.osDays) - course.remissionDay);
}

/** 0 censored, 1 relapse, 2 death in remission. */
function cumulativeIncidenceCell({course}: PatientTruth): string {
  if (course.remissionDay === null) return "";
  return course.relapseDay !== null ? "1" : course.dead ? "2" : "0";
}
