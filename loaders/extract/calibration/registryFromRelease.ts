import type {Release} from "../../release/readRelease.js";
import {calibratedGenes, flagNames} from "../../simulate/features.js";
import type {LabName} from "../../simulate/parameters.js";
import type {RegistryCourse, RegistryFacts} from "../../simulate/registry/registryFacts.js";
import {numberCell, type OptionalRow, textCell} from "../optionalRows.js";
import {sourceRows, type SourceRows} from "./sourceRows.js";

/** Words of the class model by code of the harmonised model. */
const types: Readonly<Record<string, string>> = {
  de_novo: "AML",
  secondary: "sAML",
  therapy_related: "tAML",
  other: "oAML"
};
const classes: Readonly<Record<string, string>> = {
  npm1: "NPM1",
  tp53_aneuploidy: "p53_aneuploidy",
  cebpa_biallelic: "CEBPA_bi",
  t_15_17: "t15_17",
  t_8_21: "t8_21",
  kmt2a: "t_MLL",
  t_6_9: "t6_9",
  idh2_r172: "IDH2_p172",
  ambiguous: "Ambiguous_classification",
  no_class: "No_class",
  no_drivers: "No_drivers"
};
const alterations: Readonly<Record<string, string>> = {
  FLT3_ITD: "FLT3-ITD",
  FLT3_TKD: "FLT3-TKD",
  FLT3_other: "FLT3-other",
  IDH2_R140: "IDH2-R140",
  IDH2_R172: "IDH2-R172",
  KMT2A_PTD: "KMT2A-PTD",
  CEBPA_bi: "CEBPA-biallelic",
  CEBPA_mono: "CEBPA-monoallelic"
};
const labColumns: Readonly<Record<LabName, string>> = {
  wbc: "wbc",
  platelets: "platelets",
  haemoglobin: "haemoglobin",
  ldh: "ldh",
  bmBlasts: "bm_blasts",
  pbBlasts: "pb_blasts"
};

/**
 * The patients of the AMLSG-like registry as a release knows them. What is not known counts as not found, as in the published
 * figures; what the partner does not deliver is named.
 */
export function registryFromRelease(release: Release, source: string): RegistryFacts[] {
  const read = sourceRows(release, source);
  return read.patients.map((patient): RegistryFacts => {
    const features = read.rows("patient_features", patient)[0] ?? {};
    const cytogenetics = read.rows("cytogenetics", patient)[0] ?? {};
    const status = textCell(cytogenetics, "status") ?? "missing";
    const isKnown = status === "normal" || status === "abnormal";
    const nejm = read.rows("classifications", patient).find(({system}) => system === "nejm2016");
    const value = (nejm && textCell(nejm, "value")) ?? "";
    return {
      sex: textCell(patient, "sex") as RegistryFacts["sex"],
      trial: textCell(patient, "study_code")?.replace("-", "") ?? null,
      amlType: types[textCell(patient, "aml_type") ?? ""] ?? null,
      ageYears: numberCell(patient, "age_years") ?? NaN,
      riskEln2010: textCell(patient, "risk_eln2010_reported"),
      missing: missingOf(patient, features, isKnown),
      labs: Object.fromEntries(
        Object.entries(labColumns).map(([name, column]) => [name, numberCell(patient, column) ?? NaN])
      ) as Record<LabName, number>,
      karyotype: {status},
      features: [
        ...calibratedGenes.filter((name) => features[alterations[name] ?? name] === 1),
        ...flagNames.filter((name) => cytogenetics[name] === true)
      ],
      genomicClass: classes[value] ?? value,
      mutations: read.rows("mutations", patient).map((row) => ({
        gene: textCell(row, "gene_symbol") ?? "",
        vaf: row.qc === "questionable" ? null : numberCell(row, "vaf")
      })),
      itdCall: {length: numberCell(patient, "flt3_itd_length")},
      course: courseOf(patient, read)
    };
  });
}

function missingOf(patient: OptionalRow, features: OptionalRow, hasKaryotype: boolean): string[] {
  const absent = (row: OptionalRow, column: string): boolean => (row[column] ?? null) === null;
  const columns: [string, boolean][] = [
    ...Object.entries(labColumns).map(([name, column]): [string, boolean] => [name, absent(patient, column)]),
    ["ecog", absent(patient, "ecog")],
    ["splenomegaly", absent(patient, "splenomegaly")],
    ["kmt2aPtd", absent(features, "KMT2A-PTD")],
    ["cebpa", absent(features, "CEBPA")],
    ["karyotype", !hasKaryotype]
  ];
  return columns.filter(([, isMissing]) => isMissing).map(([name]) => name);
}

function courseOf(patient: OptionalRow, read: SourceRows): RegistryCourse {
  const dead = read.eventDay(patient, "death") !== null;
  const remissionDay = read.eventDay(patient, "cr");
  // A relapse before the remission is a fault of the file, reported as such; it counts as none.
  const relapse = read.eventDay(patient, "relapse");
  const isEarly = dead && remissionDay === null && read.eventDay(patient, "refractory") === null;
  const efs = read.rows("outcomes", patient).find(({definition}) => definition === "EFS_AMLSG") ?? {};
  const firstEvents: Readonly<Record<string, string>> = {
    refractory: "RD",
    relapse: "Recurrence",
    death: remissionDay === null ? "Death_in_Induktion" : "Death_in_CR"
  };
  const [transplant] = read
    .rows("treatments", patient)
    .filter(({phase}) => phase === "hct_allo" || phase === "hct_auto");
  return {
    osDays: numberCell(patient, "followup_days") ?? NaN,
    dead,
    remissionDay,
    relapseDay: relapse !== null && remissionDay !== null && relapse < remissionDay ? null : relapse,
    response: isEarly ? "ED" : remissionDay === null ? "RD" : "CR",
    transplant:
      transplant === undefined
        ? null
        : {
            type: transplant.phase === "hct_auto" ? "AUTO" : "ALLO",
            phase: textCell(transplant, "remission_at_hct") ?? ""
          },
    efsDays: numberCell(efs, "time_days") ?? NaN,
    efsEvent: firstEvents[textCell(efs, "event") ?? ""] ?? null
  };
}
