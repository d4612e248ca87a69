import type {Cell} from "../../release/tableData.js";
import type {ProteinChange} from "./proteinChange.js";

const ofKind: Readonly<Record<ProteinChange["kind"], string | null>> = {
  substitution: "missense",
  stop: "nonsense",
  synonymous: "other",
  frameshift: "frameshift",
  deletion: "inframe_indel",
  duplication: "inframe_indel",
  insertion: "inframe_indel",
  delins: "inframe_indel",
  extension: "other",
  start_lost: "other",
  splice: "splice",
  unknown: null
};

const frameOf: Readonly<Record<string, boolean | null>> = {
  missense: true,
  nonsense: false,
  frameshift: false,
  inframe_indel: true
};

/** The consequence (vocabulary `consequence`) that a protein change tells; null if it tells none. */
export function consequenceOf({kind, inFrame}: ProteinChange): string | null {
  return ofKind[kind] === "inframe_indel" && inFrame === false ? "nonsense" : ofKind[kind];
}

/** The consequence of a duplication that has a name of its own; null for small variants. */
export function variantConsequence(variantClass: Cell): string | null {
  return variantClass === "ITD" || variantClass === "PTD" ? variantClass : null;
}

/** Whether a consequence keeps the reading frame and gains no stop; null where that depends. */
export function consequenceInFrame(consequence: string): boolean | null {
  return frameOf[consequence] ?? null;
}

/**
 * Whether a consequence given by a source and a protein change cannot both be true. A frameshift may make a stop at
 * once, a substitution of several residues may be told as missense, and a variant at a splice site may be told by what
 * it does to the protein; none of these is a contradiction.
 */
export function contradicts(consequence: string, change: ProteinChange): boolean {
  const told = consequenceOf(change);
  if (told === null || told === consequence) return false;
  if (consequence === "splice" || consequence === "other" || told === "splice" || told === "other") return false;
  if (consequence === "frameshift" || consequence === "nonsense") return change.inFrame !== false;
  return !(consequence === "missense" && change.kind === "delins" && change.inFrame === true);
}
