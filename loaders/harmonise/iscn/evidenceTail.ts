import {ishSignals} from "./ishSignals.js";
import type {EvidenceFinding, EvidenceMethod} from "./karyotype.js";

const method = /\b(?:in\s)?(FISH|RT-PCR|PCR|(?:array-?)?CGH|SNP-?array|nuc\s?ish)\b|(?<=\.)\s?(ish)\b/gi;

const methods: Readonly<Record<string, EvidenceMethod>> = {
  fish: "FISH",
  nucish: "FISH",
  "nuc ish": "FISH",
  ish: "FISH",
  pcr: "PCR",
  "rt-pcr": "PCR"
};

const negative = /negativ|\bneg\b|kein|nicht|\bno\b|\bnot\b|ohne|unauff|normal/i;

/** Lesions as FISH, PCR and array reports name them; German and English. */
const lesions: readonly (readonly [flag: string, pattern: RegExp])[] = [
  ["t_8_21", /t\(8;21\)|RUNX1T1|AML1.?ETO/i],
  ["inv16", /inv\s?\(16\)|inversion\s16|t\(16;16\)|CBFB/i],
  ["t_15_17", /t\(15;17\)|PML.{0,2}RAR/i],
  ["t_9_11", /t\(9;11\)/i],
  ["kmt2a_other", /11q23|\bMLL\b|KMT2A/i],
  ["t_6_9", /t\(6;9\)/i],
  ["inv3", /inv\(3\)|t\(3;3\)/i],
  ["t_9_22", /t\(9;22\)|BCR.{0,2}ABL/i],
  ["minus7", /monosom(?:ie|y)\s7\b|(?:^|[\s,])-7(?![\dpq])/i],
  ["minus5", /monosom(?:ie|y)\s5\b|(?:^|[\s,])-5(?![\dpq])/i],
  ["del5q", /-5q|del\(5q\)|\b5q-(?!\w)|5q-?deletion/i],
  ["del7q", /-7q|del\(7q\)|\b7q-(?!\w)|7q-?deletion/i],
  ["abn17p", /-17p|del\(17p\)|\b17p-(?!\w)|17p-?deletion/i],
  ["gain8", /trisom(?:ie|y)\s8\b|\+8(?![\dpq])/i]
];

/**
 * Splits the results of other methods off a karyotype: from the first mention of FISH, PCR or array on, with the
 * punctuation before it. A result that is negated in words gives no finding.
 */
export function splitEvidence(text: string): {iscn: string; evidence: EvidenceFinding[]} {
  const mentions = [...text.matchAll(method)];
  if (mentions.length === 0) return {iscn: text, evidence: []};
  const evidence: EvidenceFinding[] = [];
  mentions.forEach((mention, i) => {
    const statement = text.slice(mention.index + mention[0].length, mentions[i + 1]?.index ?? text.length);
    const by = methods[(mention[1] ?? mention[2]).toLowerCase()] ?? "array";
    for (const flag of lesionsIn(statement)) evidence.push({method: by, flag});
  });
  const iscn = text.slice(0, mentions[0].index).replace(/[\s/;,.('"]{0,20}$/, "");
  return {iscn, evidence};
}

function lesionsIn(statement: string): string[] {
  const signals = ishSignals(statement);
  if (signals) return signals;
  if (negative.test(statement)) return [];
  const found = lesions.filter(([, pattern]) => pattern.test(statement)).map(([flag]) => flag);
  // A rearrangement of 11q23 whose partner is named is that one.
  return found.includes("t_9_11") ? found.filter((flag) => flag !== "kmt2a_other") : found;
}
