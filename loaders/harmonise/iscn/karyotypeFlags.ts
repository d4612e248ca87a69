import {cytogeneticFlags} from "../../../src/model/cytogeneticFlags.js";
import {flagRules} from "./flagRules.js";
import type {Karyotype, KaryotypeItem} from "./karyotype.js";

/** Conventions on which the literature differs. */
export interface KaryotypeConventions {
  /** Markers and rings count as structural abnormalities of a monosomal karyotype. */
  readonly markersAreStructural: boolean;
}

/** What is counted over the clonal, acquired abnormalities. */
export interface KaryotypeCounts {
  readonly abnormalities: number;
  readonly autosomalMonosomies: number;
  readonly structural: number;
}

/** Flags by name, three-valued; counts are null where no karyotype could be evaluated. */
export interface KaryotypeFlags {
  readonly flags: Readonly<Record<string, boolean | null>>;
  readonly counts: KaryotypeCounts | null;
}

const recurrent2017 = ["t_8_21", "inv16", "t_15_17", "t_9_11", "kmt2a_other", "t_6_9", "inv3", "t_9_22"];
const recurrent2022 = [...recurrent2017, "t_8_16", "mecom_other"];
const complexFlags = ["complex_raw3", "complex", "complex_eln2017", "complex_eln2022"];

/**
 * The cytogenetic flags that a karyotype's text decides (CLASSIFICATIONS §2 and §7). Where the karyotype could not be
 * evaluated every flag is null, except those that FISH, PCR or an array found. Where a part of the text could not be
 * read, nothing that it might say is called absent: flags of the chromosomes it names, all flags if it names none, and
 * the counts of abnormalities are then null unless they are true already.
 */
export function karyotypeFlags(
  karyotype: Karyotype,
  {markersAreStructural}: KaryotypeConventions = {markersAreStructural: true}
): KaryotypeFlags {
  const {status, abnormalities, unparsed, evidence, saidComplex} = karyotype;
  const evaluable = status === "normal" || status === "normal_insufficient" || status === "abnormal";
  const flags: Record<string, boolean | null> = Object.fromEntries(cytogeneticFlags.map(({name}) => [name, null]));
  if (!evaluable) {
    if (saidComplex) for (const name of complexFlags) flags[name] = true;
    addEvidence(flags, evidence);
    return {flags, counts: null};
  }
  const items = abnormalities.filter((d) => d.clonal && !d.item.constitutional).map((d) => d.item);
  const doubtful = doubtfulChromosomes(unparsed.map(({text}) => text));
  for (const [name, {chromosomes, test}] of Object.entries(flagRules)) {
    const found = test(items);
    flags[name] = found || !(doubtful === "all" || chromosomes.some((d) => doubtful.has(d))) ? found : null;
  }
  const counts = count(items, markersAreStructural);
  Object.assign(flags, countedFlags(items, counts, flags, unparsed.length > 0));
  flags.normal = status !== "abnormal" && evidence.length === 0 ? (unparsed.length > 0 ? null : true) : false;
  addEvidence(flags, evidence);
  return {flags, counts};
}

function count(items: readonly KaryotypeItem[], markersAreStructural: boolean): KaryotypeCounts {
  const isNumerical = ({op}: KaryotypeItem) => op === "gain" || op === "loss" || op === "dmin";
  const isMarker = ({op, parts}: KaryotypeItem) => op === "mar" || (op === "r" && parts[0].chromosomes.length === 0);
  const monosomies = new Set(
    items
      .filter(({op}) => op === "loss")
      .map(({parts: [part]}) => part.chromosomes[0])
      .filter((name) => /^\d+$/.test(name))
      .filter(
        (name) =>
          !items.some(({op, sign, parts: [part]}) => op === "der" && sign === "+" && part.chromosomes[0] === name)
      )
  );
  return {
    abnormalities: items.filter(({op}) => op !== "dmin").length,
    autosomalMonosomies: monosomies.size,
    structural: items.filter((item) => !isNumerical(item) && (markersAreStructural || !isMarker(item))).length
  };
}

/** Complex, monosomal and hyperdiploid karyotypes (CLASSIFICATIONS §2). */
function countedFlags(
  items: readonly KaryotypeItem[],
  {abnormalities, autosomalMonosomies, structural}: KaryotypeCounts,
  flags: Readonly<Record<string, boolean | null>>,
  incomplete: boolean
): Record<string, boolean | null> {
  const has = (names: readonly string[]): boolean => names.some((name) => flags[name] === true);
  const three = abnormalities >= 3;
  const gains = items.filter(({op}) => op === "gain").length;
  const losses = items.filter(({op}) => op === "loss").length;
  const hyperdiploid = gains >= 3 && gains > losses && structural === 0;
  const cbf = has(["t_8_21", "inv16"]);
  const monosomal = autosomalMonosomies >= 2 || (autosomalMonosomies === 1 && structural >= 1);
  const counted: Record<string, boolean> = {
    complex_raw3: three,
    complex: three && !cbf && !has(["t_15_17"]),
    complex_eln2017: three && !has(recurrent2017),
    complex_eln2022: three && !has(recurrent2022) && !hyperdiploid,
    hyperdiploid_only: hyperdiploid,
    monosomal: monosomal && !cbf
  };
  if (!incomplete) return counted;
  // What could not be read might be one abnormality more.
  return Object.fromEntries(Object.entries(counted).map(([name, found]) => [name, found || null]));
}

/** Chromosomes that unreadable text names; "all" if a piece of it names none. */
function doubtfulChromosomes(texts: readonly string[]): ReadonlySet<string> | "all" {
  // Words on the ploidy of a clone say nothing of a single chromosome.
  const named = texts
    .filter((text) => !/ploid/i.test(text))
    .map((text) => text.match(/(?<![\dpq.])(?:[1-9]|1\d|2[0-2]|X|Y)(?!\d)/g));
  return named.some((list) => list === null) ? "all" : new Set(named.flatMap((list) => list ?? []));
}

/** Other methods only add what they found; what they did not look for stays as it was. */
function addEvidence(flags: Record<string, boolean | null>, evidence: Karyotype["evidence"]): void {
  for (const {flag} of evidence) {
    flags[flag] = true;
    if (flag === "minus5" || flag === "del5q") flags.loss5q = true;
    if (flag === "minus7" || flag === "del7q") flags.loss7q = true;
  }
}
