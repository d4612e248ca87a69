import type {MutationTruth} from "../patientTruth.js";
import type {Random} from "../random.js";
import type {RawFile} from "../rawFile.js";
import {adamTable, missingToken} from "./adamTable.js";
import type {RatifyTruth} from "./ratifyTruth.js";
import {threeLetterProtein} from "./threeLetterProtein.js";

interface CallRow extends MutationTruth {
  readonly patient: string;
  readonly number: number;
}

const types: Readonly<Record<string, string>> = {Sub: "SNV", I: "INS", D: "DEL"};
const effects: Readonly<Record<string, string>> = {
  missense: "missense_variant",
  nonsense: "stop_gained",
  insertion_frameshift: "frameshift_variant",
  deletion_frameshift: "frameshift_variant",
  insertion: "inframe_insertion",
  deletion: "inframe_deletion",
  splice: "splice_donor_variant"
};

/** The calls of the sequencing: one row a call, proteins with three-letter amino acids, allele frequencies as fractions. */
export function callFile({patients}: RatifyTruth, random: Random): RawFile {
  const calls = patients.flatMap(({id, mutations}) => mutations.map((mutation) => ({...mutation, patient: id})));
  return adamTable<CallRow>(
    "admut.csv",
    [
      ["USUBJID", ({patient}) => patient],
      ["MUTSEQ", ({number}) => String(number)],
      ["GENE", ({gene}) => gene],
      ["CHROM", ({chromosome}) => `chr${chromosome}`],
      ["VARTYPE", ({variantType}) => types[variantType]],
      ["EFFECT", ({consequence}) => effects[consequence]],
      ["HGVSC", ({cdna}) => cdna ?? "."],
      ["HGVSP", ({protein}) => (protein === null ? "." : threeLetterProtein(protein))],
      ["VAF", ({vaf}) => (vaf === null ? missingToken(random) : String(vaf))],
      ["DP", ({depth}) => String(depth)],
      ["MUTCLAS", ({oncogenic}) => (oncogenic === "ONCOGENIC" ? "PATHOGENIC" : "LIKELY PATHOGENIC")]
    ],
    calls.map((call, i) => ({...call, number: i + 1}))
  );
}
