import type {RegistryTruth} from "./latentTruth.js";
import type {MutationTruth} from "./patientTruth.js";
import type {Random} from "./random.js";
import {tabSeparated, type RawFile} from "./rawFile.js";
import type {VariantCatalogue} from "./variantCatalogue.js";

const geneticColumns = [
  ...["Study_Variant_ID", "SAMPLE_NAME", "VARIANT_TYPE", "CHR", "POSITION", "MAX_POSITION", "WT", "MT"],
  ...["%_MUT_IN_TUM", "VAF", "TUM_DEPTH", "GENE", "CDNA_CHANGE", "AA_CHANGE", "CONSEQUENCE", "FINAL_CALL", "Result"]
];

/**
 * The list of mutations: one row a call, old-Macintosh line ends, former gene symbols, `misssense`, allele frequencies in
 * per cent, `na` or `NA` for what is not known; rows in the laboratory's order, samples outside the cohort among them.
 */
export function geneticFile(truth: RegistryTruth, {symbols}: VariantCatalogue, random: Random): RawFile {
  const samples = [...truth.patients, ...truth.outside.map((sample) => ({...sample, missing: []}))];
  const calls = samples.flatMap(({id, mutations, missing}) =>
    mutations
      .filter((mutation) => !isUntested(missing, mutation))
      .map((mutation) => ({sample: id, mutation, order: random.uniform()}))
  );
  calls.sort((a, b) => a.order - b.order);
  let correct = 1; // once the word is written as it should be
  let decorated = 1; // once the call is marked `OK_`
  const rows = calls.map(({sample, mutation}, i) => {
    const percent = mutation.vaf === null ? "na" : (100 * mutation.vaf).toFixed(2);
    const isMissense = mutation.consequence === "missense";
    const consequence = isMissense && correct-- !== 1 ? "misssense" : mutation.consequence;
    const finalCall = mutation.isQuestionable ? "Q" : decorated-- === 1 ? "OK_" : "OK";
    return [
      String(700001 + i),
      sample,
      mutation.variantType,
      mutation.chromosome,
      text(mutation.start),
      text(mutation.end),
      text(mutation.ref),
      text(mutation.alt),
      percent === "na" ? percent : String(Number(percent)),
      percent,
      text(mutation.depth),
      symbols[mutation.gene] ?? mutation.gene,
      mutation.cdna ?? mutation.variantType,
      mutation.protein ?? (mutation.consequence === "splice" ? "NA" : mutation.variantType),
      consequence,
      finalCall,
      mutation.oncogenic
    ];
  });
  return tabSeparated("genetic.tsv", geneticColumns, rows, {lineEnd: "\r"});
}

/** A partner without the test result has no row of it either. */
function isUntested(missing: readonly string[], {feature}: MutationTruth): boolean {
  if (feature === "KMT2A_PTD") return missing.includes("kmt2aPtd");
  return feature.startsWith("CEBPA") && missing.includes("cebpa");
}

/** The karyotypes: old-Macintosh line ends, every karyotype in quotes, line feeds inside some, `na` where missing. */
export function karyotypeFile(truth: RegistryTruth, random: Random): RawFile {
  const studies: Record<string, string> = {AMLHD98A: "98A", AMLHD98B: "98B", AMLSG0704: "_07-04"};
  const known = truth.patients.map(({id, trial, karyotype}) => ({id, study: studies[trial], karyotype}));
  const outside = truth.outside.flatMap(({id, karyotype}) =>
    karyotype ? [{id, study: random.pick(Object.values(studies)), karyotype}] : []
  );
  const rows = [...known, ...outside]
    .map((row) => ({...row, order: random.uniform()}))
    .sort((a, b) => a.order - b.order)
    .map(({id, study, karyotype}) => [study, id, karyotype.text]);
  return tabSeparated("karyotypes.tsv", ["Studie", "SDID", "Karyotyp"], rows, {lineEnd: "\r", quoted: ["Karyotyp"]});
}

/** What the caller of FLT3 duplications saw, one row a patient; sample names carry a prefix. */
export function itdFile({patients}: RegistryTruth): RawFile {
  const columns = ["Sample", "FLT3_ITD_status", "Read_count", "Insertion_pt", "Length", "Num_ITDs", "Coverage"];
  const rows = patients.map(({id, itdCall}) => [
    `WGA_${id}`,
    itdCall.count > 0 ? "ITD" : "No_ITD",
    dot(itdCall.reads),
    itdCall.position === null ? "." : `13:${itdCall.position}`,
    dot(itdCall.length),
    String(itdCall.count),
    String(itdCall.coverage)
  ]);
  const comments = ["# FLT3-ITD-Auswertung, Stand der Lieferung", "# fehlend: Punkt"];
  return tabSeparated("flt3itd.tsv", columns, rows, {lineEnd: "\n", comments});
}

function text(value: string | number | null): string {
  return value === null ? "na" : String(value);
}

function dot(value: number | null): string {
  return value === null ? "." : String(value);
}
