import type {Release} from "../../release/readRelease.js";
import {optionalRows, textCell} from "../optionalRows.js";
import {type IndexedSample, sampleIndex} from "./sampleIndex.js";

/** A gene in a patient sequenced for it at two time points. */
export interface PairedGene {
  readonly patient: string;
  readonly gene: string;
  readonly before: boolean;
  readonly after: boolean;
}

/** Assays that read the sequence of genes. */
const sequencing: readonly (string | null)[] = ["NGS_panel", "WES"];

/**
 * The genes of patients who were sequenced at two time points, with what was found at each: genes that a panel sees at
 * both. Suspected germline variants and questionable calls do not count. Of several samples at a time point the first by
 * day stands for it.
 *
 * @param from code of the vocabulary `timepoint`
 * @param to a later one
 */
export function pairedSamples(release: Release, from: string, to: string): PairedGene[] {
  const samples = sampleIndex(release);
  const seen = genesSeen(release);
  const [first, second] = [from, to].map((timepoint) => samplesAt(samples, seen, timepoint));
  const mutated = new Map<string, Set<string>>();
  for (const row of optionalRows(release, "mutations")) {
    if (row.call_class === "germline_suspect" || row.qc === "questionable") continue;
    const sample = textCell(row, "sample_id") ?? "";
    const genes = mutated.get(sample) ?? new Set<string>();
    mutated.set(sample, genes.add(textCell(row, "gene_symbol") ?? ""));
  }
  const found = (sample: IndexedSample, gene: string) => mutated.get(sample.id)?.has(gene) === true;
  return [...first].flatMap(([patient, before]) => {
    const after = second.get(patient);
    if (after === undefined) return [];
    const shared = [...(seen.get(before.id) ?? [])].filter((gene) => seen.get(after.id)?.has(gene) === true);
    return shared.sort().map((gene) => ({patient, gene, before: found(before, gene), after: found(after, gene)}));
  });
}

/** The patients with a sample of a time point that was sequenced. */
export function sequencedAt(release: Release, timepoint: string): Set<string> {
  return new Set(samplesAt(sampleIndex(release), genesSeen(release), timepoint).keys());
}

/** The genes that the sequencing assays of each sample see. */
function genesSeen(release: Release): Map<string, Set<string>> {
  const panels = new Map<string, string[]>();
  for (const row of optionalRows(release, "gene_panels")) {
    const panel = textCell(row, "panel_id") ?? "";
    panels.set(panel, [...(panels.get(panel) ?? []), textCell(row, "gene_symbol") ?? ""]);
  }
  const seen = new Map<string, Set<string>>();
  for (const row of optionalRows(release, "assays")) {
    if (!sequencing.includes(textCell(row, "assay_type")) || row.status !== "done") continue;
    const sample = textCell(row, "sample_id") ?? "";
    const genes = seen.get(sample) ?? new Set<string>();
    for (const gene of panels.get(textCell(row, "panel_id") ?? "") ?? []) genes.add(gene);
    seen.set(sample, genes);
  }
  return seen;
}

function samplesAt(
  samples: ReadonlyMap<string, IndexedSample>,
  seen: ReadonlyMap<string, unknown>,
  timepoint: string
): Map<string, IndexedSample> {
  const chosen = new Map<string, IndexedSample>();
  const own = [...samples.values()].filter((d) => d.timepoint === timepoint && seen.has(d.id));
  own.sort((a, b) => (a.day ?? Infinity) - (b.day ?? Infinity) || (a.id < b.id ? -1 : 1));
  for (const sample of own) if (!chosen.has(sample.patient)) chosen.set(sample.patient, sample);
  return chosen;
}
