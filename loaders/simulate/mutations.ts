import {drawAlleleFrequency, meanAlleleFrequency} from "./alleleFrequencies.js";
import type {RegistryParameters} from "./parameters.js";
import type {BaselineTruth, MutationTruth} from "./patientTruth.js";
import type {Random} from "./random.js";
import type {CatalogueGene, RecurrentVariant, VariantCatalogue} from "./variantCatalogue.js";

type Variant = Pick<
  MutationTruth,
  "variantType" | "consequence" | "start" | "end" | "ref" | "alt" | "cdna" | "protein"
>;

const residues = Array.from("ACDEFGHIKLMNPQRSTVWY");
const bases = Array.from("ACGT");

/**
 * Draws the mutation calls of one patient from the mutated features: recurrent variants by their share, otherwise a random
 * codon; biallelic CEBPA as an N-terminal frameshift and an in-frame change of the bZIP region; duplications without
 * position or allele frequency.
 */
export function drawMutations(
  features: readonly string[],
  sex: BaselineTruth["sex"],
  catalogue: VariantCatalogue,
  parameters: RegistryParameters,
  random: Random
): MutationTruth[] {
  const calls: MutationTruth[] = [];
  for (const feature of features) {
    if (feature === "FLT3_ITD") calls.push(duplication("FLT3", feature, "ITD", "13"));
    else if (feature === "KMT2A_PTD") calls.push(duplication("KMT2A", feature, "PTD", "11"));
    else if (feature === "CEBPA_bi") {
      calls.push(call("CEBPA", feature, terminalFrameshift(random)), call("CEBPA", feature, bzipChange(random)));
    } else {
      const name = feature === "CEBPA_mono" ? "CEBPA" : feature;
      if (!Object.hasOwn(catalogue.genes, name)) continue; // a cytogenetic feature
      const variant = drawVariant(catalogue.genes[name], random);
      calls.push(call(name, feature, variant));
      const again = random.chance(catalogue.second[name] ?? 0);
      const other = drawVariant(catalogue.genes[name], random);
      if (again && other.protein !== variant.protein) calls.push(call(name, feature, other));
    }
  }
  return calls;

  function call(name: string, feature: string, variant: Variant): MutationTruth {
    const gene = catalogue.genes[name];
    const symbol = gene.symbol ?? name;
    return {
      gene: symbol,
      feature,
      ...variant,
      chromosome: gene.chromosome,
      vaf: drawAlleleFrequency(meanAlleleFrequency(symbol, sex, parameters), parameters, random),
      depth: Math.max(20, Math.min(1000, Math.round(random.lognormal(Math.log(160), 0.8)))),
      oncogenic: random.chance(catalogue.possible) ? "POSSIBLE" : "ONCOGENIC",
      isQuestionable: false
    };
  }
}

/** A call that its source doubts, in a gene where the patient has none; null if every gene drawn is mutated. */
export function drawQuestionable(
  features: readonly string[],
  sex: BaselineTruth["sex"],
  catalogue: VariantCatalogue,
  parameters: RegistryParameters,
  random: Random
): MutationTruth | null {
  const feature = random.pick(["TET2", "NF1", "EP300", "KDM6A", "CUX1"].filter((name) => !features.includes(name)));
  if (feature === undefined) return null;
  const [first] = drawMutations([feature], sex, catalogue, parameters, random);
  return {...first, isQuestionable: true};
}

function duplication(gene: string, feature: string, type: "ITD" | "PTD", chromosome: string): MutationTruth {
  return {
    gene,
    feature,
    variantType: type,
    consequence: type,
    chromosome,
    start: null,
    end: null,
    ref: null,
    alt: null,
    cdna: null,
    protein: null,
    vaf: null,
    depth: null,
    oncogenic: "ONCOGENIC",
    isQuestionable: false
  };
}

function drawVariant(gene: CatalogueGene, random: Random): Variant {
  const total = gene.recurrent.reduce((sum, {weight}) => sum + weight, 0);
  const u = random.uniform();
  let passed = 0;
  for (const variant of gene.recurrent) {
    passed += variant.weight / Math.max(total, 1);
    if (u < passed) return recurrent(variant);
  }
  return randomVariant(gene, random);
}

function recurrent({protein, cdna, start, end, ref, alt}: RecurrentVariant): Variant {
  const variantType = /ins|dup/.test(cdna) ? "I" : cdna.includes("del") ? "D" : "Sub";
  const consequence = protein.includes("fs") ? "insertion_frameshift" : variantType === "D" ? "deletion" : "missense";
  return {variantType, consequence, start, end, ref, alt, cdna, protein};
}

function randomVariant({length, mix}: CatalogueGene, random: Random): Variant {
  const codon = random.integer(10, length - 5);
  const base = 3 * codon - 2 + random.integer(0, 2);
  const from = random.pick(residues);
  const to = random.pick(residues.filter((residue) => residue !== from));
  const ref = random.pick(bases);
  const alt = random.pick(bases.filter((letter) => letter !== ref));
  const nowhere = {start: null, end: null, ref: null, alt: null};
  const substitution = {variantType: "Sub", ...nowhere, cdna: `c.${base}${ref}>${alt}`};
  switch (random.categorical(mix)) {
    case 0:
      return {...substitution, consequence: "missense", protein: `p.${from}${codon}${to}`};
    case 1:
      return {...substitution, consequence: "nonsense", protein: `p.${from}${codon}*`};
    case 2:
      return frameshift(codon, base, from, random);
    default:
      return {...substitution, consequence: "splice", cdna: `c.${base}+1${ref}>${alt}`, protein: null};
  }
}

function frameshift(codon: number, base: number, from: string, random: Random): Variant {
  const stop = random.integer(2, 60);
  const isInsertion = random.chance(0.5);
  return {
    variantType: isInsertion ? "I" : "D",
    consequence: isInsertion ? "insertion_frameshift" : "deletion_frameshift",
    start: null,
    end: null,
    ref: null,
    alt: null,
    cdna: isInsertion ? `c.${base}dup${random.pick(bases)}` : `c.${base}del${random.pick(bases)}`,
    protein: `p.${from}${codon}fs*${stop}`
  };
}

function terminalFrameshift(random: Random): Variant {
  const codon = random.integer(15, 110);
  return frameshift(codon, 3 * codon - 2, random.pick(residues), random);
}

function bzipChange(random: Random): Variant {
  const codon = random.integer(297, 330);
  const residue = random.pick(residues);
  const nowhere = {start: null, end: null, ref: null, alt: null};
  if (random.chance(0.6)) {
    const cdna = `c.${3 * codon}_${3 * codon + 1}ins${random.pick(["AAG", "CAG", "GAG"])}`;
    return {variantType: "I", consequence: "insertion", ...nowhere, cdna, protein: `p.${residue}${codon}dup`};
  }
  const to = random.pick(residues.filter((other) => other !== residue));
  return {
    variantType: "Sub",
    consequence: "missense",
    ...nowhere,
    cdna: `c.${3 * codon - 1}G>C`,
    protein: `p.${residue}${codon}${to}`
  };
}
