import type {Release} from "../../release/readRelease.js";
import {
  hovonAlterations,
  type HovonAlteration,
  type HovonFacts,
  type HovonKaryotype,
  type HovonResidual
} from "../../simulate/hovon/hovonFacts.js";
import {numberCell, type OptionalRow, textCell} from "../optionalRows.js";
import {sourceRows, type SourceRows} from "./sourceRows.js";

/** The patients of the HOVON-like trials as a release knows them. */
export function hovonFromRelease(release: Release, source: string): HovonFacts[] {
  const read = sourceRows(release, source);
  return read.patients.map((patient): HovonFacts => {
    const features = read.rows("patient_features", patient)[0] ?? {};
    const remissionDay = read.eventDay(patient, "cr");
    const relapse = read.eventDay(patient, "relapse");
    return {
      ageYears: numberCell(patient, "age_years"),
      sex: textCell(patient, "sex") as HovonFacts["sex"],
      ecog: numberCell(patient, "ecog"),
      amlType: textCell(patient, "aml_type"),
      wbc: numberCell(patient, "wbc"),
      alterations: Object.fromEntries(
        hovonAlterations.map((name) => [name, known(features, name === "IDH2" ? ["IDH2-R140", "IDH2-R172"] : [name])])
      ) as Record<HovonAlteration, boolean | null>,
      karyotype: karyotypeOf(patient, read),
      remissionDay,
      // A relapse before the remission is a fault of the file, reported as such; it counts as none.
      relapseDay: relapse !== null && remissionDay !== null && relapse < remissionDay ? null : relapse,
      followUpDays: numberCell(patient, "followup_days") ?? NaN,
      dead: read.eventDay(patient, "death") !== null,
      residual: residualOf(patient, read)
    };
  });
}

/** True if one of the alterations is found; null if none is and one is not known. */
function known(features: OptionalRow, names: readonly string[]): boolean | null {
  const values = names.map((name) => numberCell(features, name));
  if (values.includes(1)) return true;
  return values.includes(null) ? null : false;
}

function karyotypeOf(patient: OptionalRow, read: SourceRows): HovonKaryotype | null {
  const row = read.rows("cytogenetics", patient)[0] ?? {};
  if (row.status !== "normal" && row.status !== "abnormal") return null;
  const abnormalities = read
    .rows("cytogenetic_abnormalities", patient)
    .filter(({constitutional, clonal}) => constitutional !== true && clonal !== false);
  const isSexLoss = ({op, chromosomes}: OptionalRow): boolean =>
    op === "loss" && (chromosomes === "X" || chromosomes === "Y");
  return {
    t_8_21: row.t_8_21 === true,
    inv16: row.inv16 === true,
    normalOrSexChromosomeLoss:
      row.normal === true || (abnormalities.length > 0 && abnormalities.every((abnormality) => isSexLoss(abnormality))),
    monosomal: row.monosomal === true
  };
}

/** Sequencing of the sample after the second cycle; null without one. */
function residualOf(patient: OptionalRow, read: SourceRows): HovonResidual | null {
  const sample = read.rows("samples", patient).find(({timepoint}) => timepoint === "post_c2");
  const day = sample === undefined ? null : numberCell(sample, "day");
  if (sample === undefined || day === null) return null;
  const tests = read.rows("mrd", patient).filter((row) => row.sample_id === sample.sample_id && row.method === "NGS");
  const genes = tests.filter(({target}) => target !== "any");
  return {
    day,
    followed: genes.length > 0,
    persistent: genes.some(({status}) => status === "pos"),
    nonDta: genes.some((row) => row.status === "pos" && row.is_dta === false)
  };
}
