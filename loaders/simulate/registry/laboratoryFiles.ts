import type {OutsideTruth} from "../latentTruth.js";
import type {MutationTruth} from "../patientTruth.js";
import type {Random} from "../random.js";
import {tabSeparated, type RawFile} from "../rawFile.js";
import type {VariantCatalogue} from "../variantCatalogue.js";
import type {RegistryDefects} from "./registryDefects.js";

const geneticColumns = [
  ...["Study_Variant_ID", "SAMPLE_NAME", "VARIANT_TYPE", "CHR", "POSITION", "MAX_POSITION", "WT", "MT"],
  ...["%_MUT_IN_TUM", "VAF", "TUM_DEPTH", "GENE", "CDNA_CHANGE", "AA_CHANGE", "CONSEQUENCE", "FINAL_CALL", "Result"]
];

/**
 * The list of mutations: one row a call, old-Macintosh line ends, former gene symbols, `misssense`, allele frequencies in
 * per cent, `na` or `NA` for what is not known; rows in the laboratory's order, samples outside the cohort among them.
 */
export function geneticFile(
  {patients, symbols: unknown}: RegistryDefects,
  outside: readonly OutsideTruth[],
  {symbols}: VariantCatalogue,
  random: Random
): RawFile {
  const samples = [...patients, ...outside.map((sample) => ({...sample, missing: []}))];
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
      unknown.get(mutation) ?? symbols[mutation.gene] ?? mutation.gene,
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

/**
 * The karyotypes: old-Macintosh line ends, every karyotype in quotes, line feeds inside some, `na` where missing, and
 * wherever the code for missing values, −9, was found.
 */
export function karyotypeFile({patients}: RegistryDefects, outside: readonly OutsideTruth[], random: Random): RawFile {
  const studies: Record<string, string> = {AMLHD98A: "98A", AMLHD98B: "98B", AMLSG0704: "_07-04"};
  const known = patients.map(({id, trial, karyotype}) => ({id, study: studies[trial], karyotype}));
  const others = outside.flatMap(({id, karyotype}) =>
    karyotype ? [{id, study: random.pick(Object.values(studies)), karyotype}] : []
  );
  const rows = [...known, ...others]
    .map((row) => ({...row, order: random.uniform()}))
    .sort((a, b) => a.order - b.order)
    .map(({id, study, karyotype}) => [study, id, replaceMinus9(karyotype.text)]);
  return tabSeparated("karyotypes.tsv", ["Studie", "SDID", "Karyotyp"], rows, {lineEnd: "\r", quoted: ["Karyotyp"]});
}

/**
 * A karyotype after someone replaced the code −9 by `na` in the whole file: a loss of chromosome 9 between commas was
 * taken for it.
 */
export function replaceMinus9(karyotype: string): string {
  return karyotype.replace(/,-9(?=[,[/]|$)/g, ",na");
}

const itdColumns = ["Sample", "FLT3_ITD_status", "Read_count", "Insertion_pt", "Length", "Num_ITDs", "Coverage"];

/**
 * What the caller of FLT3 duplications saw, one row a patient; sample names carry a prefix.
 *
 * @param random decides the order of the columns where they are not in the agreed one
 */
export function itdFile({patients, permutedFile}: RegistryDefects, random: Random): RawFile {
  const file = "flt3itd.tsv";
  const order = permutedFile === file ? permuted(itdColumns, random) : itdColumns;
  const rows = patients.map(({id, itdCall}) => {
    const cells: Record<string, string> = {
      Sample: `WGA_${id}`,
      FLT3_ITD_status: itdCall.count > 0 ? "ITD" : "No_ITD",
      Read_count: dot(itdCall.reads),
      Insertion_pt: itdCall.position === null ? "." : `13:${itdCall.position}`,
      Length: dot(itdCall.length),
      Num_ITDs: String(itdCall.count),
      Coverage: String(itdCall.coverage)
    };
    return order.map((name) => cells[name]);
  });
  const comments = ["# FLT3-ITD-Auswertung, Stand der Lieferung", "# fehlend: Punkt"];
  return tabSeparated(file, order, rows, {lineEnd: "\n", comments});
}

/** The names in another order than given. */
function permuted(names: readonly string[], random: Random): string[] {
  const keyed = names.map((name) => ({name, at: random.uniform()})).sort((a, b) => a.at - b.at);
  const order = keyed.map(({name}) => name);
  return order.every((name, i) => name === names[i]) ? order.reverse() : order;
}

function text(value: string | number | null): string {
  return value === null ? "na" : String(value);
}

function dot(value: number | null): string {
  return value === null ? "." : String(value);
}
