import type {Random} from "../random.js";
import type {RawFile} from "../rawFile.js";
import {commaNumber, dutchTable} from "./dutchTable.js";
import type {TrialDefects} from "./trialDefects.js";
import type {FollowedMutation, TrialPatientTruth, TrialTruth} from "./trialTruth.js";

/** Columns of the wide table that are 0, 1 or 9, with the feature of the truth that each is. */
const wideGenes: readonly string[] = [
  ...[
    "NPM1",
    "DNMT3A",
    "NRAS",
    "KRAS",
    "TET2",
    "IDH1",
    "IDH2_R140",
    "IDH2_R172",
    "FLT3_TKD",
    "RUNX1",
    "PTPN11",
    "TP53"
  ],
  ...["SRSF2", "WT1", "ASXL1", "KIT", "STAG2", "RAD21", "EZH2", "PHF6", "SF3B1", "CBL", "U2AF1", "GATA2", "BCOR"],
  ...["ETV6", "ZRSR2", "KDM6A", "JAK2"]
];

/**
 * Molecular results at diagnosis: one row a patient, 0 wild type, 1 mutated, 9 not done; CEBPA as wt, sm, dm; expression of
 * EVI1; length and allelic ratio of the FLT3-ITD. Some ids have lost their leading zeros.
 */
export function wideGeneFile({patients}: TrialTruth, {lostZeros}: TrialDefects, random: Random): RawFile {
  const columns = ["patientnr", "NGS", ...wideGenes, "CEBPA", "EVI1", "FLT3_ITD", "ITD_lengte_bp", "FLT3_AR"];
  const rows = patients.map((patient) => {
    const {id, features, missing, fragment} = patient;
    const isSequenced = !missing.includes("sequencing");
    const bit = (isMutated: boolean): string => (isMutated ? "1" : "0");
    const highEvi1 = random.chance(features.includes("inv3") ? 0.95 : 0.06);
    return [
      lostZeros.includes(id) ? id.replace("-0", "-") : id,
      isSequenced ? "ja" : "nee",
      ...wideGenes.map((name) => (isSequenced ? bit(features.includes(name)) : "9")),
      isSequenced ? cebpa(features) : "9",
      isSequenced ? bit(highEvi1) : "9",
      bit(fragment !== null),
      fragment ? String(fragment.length) : "nvt",
      fragment ? commaNumber(fragment.allelicRatio) : "nvt"
    ];
  });
  return dutchTable("genen.csv", columns, rows);
}

function cebpa(features: readonly string[]): string {
  return features.includes("CEBPA_bi") ? "dm" : features.includes("CEBPA_mono") ? "sm" : "wt";
}

/** The FLT3-ITDs that fragment analysis found, one row each. */
export function fragmentFile({patients}: TrialTruth): RawFile {
  const rows = patients.flatMap(({id, fragment}) =>
    fragment ? [[`F-${id}`, id, "FLT3", "ITD", String(fragment.length), commaNumber(fragment.allelicRatio)]] : []
  );
  return dutchTable("flt3_itd.csv", ["meting", "patientnr", "gen", "type", "lengte_bp", "AR"], rows);
}

const callColumns = [
  ...["variant", "patientnr", "gen", "chr", "positie", "einde", "ref", "alt", "cDNA", "eiwit", "type", "effect"],
  ...["VAF", "dekking"]
];
const effects: Readonly<Record<string, string>> = {
  insertion_frameshift: "frameshift",
  deletion_frameshift: "frameshift",
  insertion: "in frame",
  deletion: "in frame"
};

/** Mutations found by sequencing at diagnosis, one row a call. */
export function diagnosisCallFile({patients}: TrialTruth): RawFile {
  const rows = sequenced(patients).flatMap((patient) =>
    patient.mutations.map((call, k) => callRow(`D-${patient.id}-${k + 1}`, patient.id, call, call.vaf!, call.depth!))
  );
  return dutchTable("ngs_diagnose.csv", callColumns, rows);
}

/** Mutations of the diagnosis that sequencing found again after cycle 2, twenty times as deep. */
export function followUpCallFile({patients}: TrialTruth): RawFile {
  const rows = patients
    .filter(({residual}) => residual !== null)
    .flatMap(({id, mutations}) =>
      mutations.flatMap((call, k) =>
        call.residualVaf === null ? [] : [callRow(`C2-${id}-${k + 1}`, id, call, call.residualVaf, 20 * call.depth!)]
      )
    );
  return dutchTable("ngs_na_c2.csv", callColumns, rows);
}

function sequenced(patients: readonly TrialPatientTruth[]): TrialPatientTruth[] {
  return patients.filter(({missing}) => !missing.includes("sequencing"));
}

function callRow(variant: string, id: string, call: FollowedMutation, vaf: number, depth: number): string[] {
  const text = (value: string | number | null): string => (value === null ? "onb" : String(value));
  return [
    variant,
    id,
    call.gene,
    call.chromosome,
    text(call.start),
    text(call.end),
    text(call.ref),
    text(call.alt),
    text(call.cdna),
    text(call.protein),
    call.variantType,
    effects[call.consequence] ?? call.consequence,
    commaNumber(vaf),
    String(depth)
  ];
}
