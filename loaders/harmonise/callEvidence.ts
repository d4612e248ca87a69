import type {Cell} from "../release/tableData.js";
import type {DiseaseAlteration} from "../study/diseaseSchema.js";
import type {Panel} from "../study/panelSchema.js";
import type {Evidence} from "./evidence.js";
import {noEvidence} from "./evidence.js";
import type {Calls} from "./mutations.js";
import {reasonCode} from "./nullReasons.js";
import {panelCovers} from "./panelCoverage.js";

/** An assay that was done: which patients had it, and what it can see. */
export interface DoneAssay {
  readonly name: string;
  readonly panel: Panel | undefined;
  /** 1 for patients in whom it was done. */
  readonly done: Uint8Array;
  /** 1 for patients in whom it was tried and gave no result. */
  readonly failed: Uint8Array;
  /** False for an assay of a later sample: its calls say nothing of the patient at the index event. */
  readonly decides: boolean;
}

/**
 * What the mutation calls say of an alteration. 1: a driver call makes it. 0: an assay that covers it was done and no
 * call makes it. Unknown: no such assay (`NOT_TESTED`), all of them failed (`FAILED`), or a driver call of the gene may be
 * it but lacks the codon or the frame (`UNKNOWN`). Calls of a patient in whom the assay was not done, or that it cannot
 * see, never count.
 */
export function callEvidence(
  alteration: DiseaseAlteration,
  calls: readonly Calls[],
  assays: readonly DoneAssay[],
  size: number
): Evidence {
  const evidence = noEvidence(size);
  if (alteration.calls === "none") return evidence;
  const covering = assays.filter(({panel, decides}) => decides && panel && panelCovers(panel, alteration));
  const noResult = reasonCode("FAILED");
  for (const {done, failed} of covering)
    for (let i = 0; i < size; ++i) {
      if (done[i] === 1) evidence.status[i] = 0;
      else if (failed[i] === 1) evidence.reasons[i] = noResult;
    }
  const unclear = reasonCode("UNKNOWN");
  for (const {assay, patient, gene, variantClass, codon, inFrame, driver} of calls) {
    const source = covering.find(({name}) => name === assay);
    if (!source) continue;
    for (let i = 0; i < patient.length; ++i) {
      const p = patient[i];
      if (gene[i] !== alteration.gene || !driver[i] || source.done[p] !== 1) continue;
      const makes = matches(alteration.calls, {variantClass: variantClass[i], codon: codon[i], inFrame: inFrame[i]});
      if (makes) evidence.status[p] = 1;
      else if (makes === null && evidence.status[p] !== 1) {
        evidence.status[p] = -1;
        evidence.reasons[p] = unclear;
      }
    }
  }
  return evidence;
}

type CallRule = Exclude<DiseaseAlteration["calls"], "none">;

/** Whether a driver call of the gene makes the alteration; null where that needs a codon or frame that is not known. */
function matches(
  {variantClass: classes, codons, exceptCodons, fromCodon = -Infinity, toCodon = Infinity, inFrame: frame}: CallRule,
  {variantClass, codon, inFrame}: {readonly variantClass: Cell; readonly codon: Cell; readonly inFrame: Cell}
): boolean | null {
  const duplication = variantClass === "ITD" || variantClass === "PTD";
  if (classes ? !classes.includes(String(variantClass)) : duplication) return false;
  if (frame !== undefined && inFrame !== null && inFrame !== frame) return false;
  const place = codons || exceptCodons || fromCodon > -Infinity || toCodon < Infinity;
  if (place) {
    if (typeof codon !== "number") return null;
    if (codon < fromCodon || codon > toCodon) return false;
    if (codons?.includes(codon) === false || exceptCodons?.includes(codon)) return false;
  }
  return frame === undefined || inFrame !== null ? true : null;
}
