import type {Release} from "../../release/readRelease.js";
import {numberCell, optionalRows, textCell} from "../optionalRows.js";
import {releaseAlterations} from "../releaseAlterations.js";
import type {IndexedSample} from "./sampleIndex.js";

/**
 * The genes mutated at diagnosis by patient, with the largest variant allele frequency of the gene's calls (0–1; null
 * where not known): from the calls in samples of diagnosis, and from the gene status of the patient.
 */
export function diagnosisMutations(
  release: Release,
  samples: ReadonlyMap<string, IndexedSample>
): Map<string, Map<string, number | null>> {
  const mutated = new Map<string, Map<string, number | null>>();
  const add = (patient: string, gene: string, frequency: number | null) => {
    const genes = mutated.get(patient) ?? new Map<string, number | null>();
    mutated.set(patient, genes);
    const known = genes.get(gene) ?? null;
    genes.set(gene, known === null ? frequency : Math.max(known, frequency ?? 0));
  };
  for (const row of optionalRows(release, "mutations")) {
    const sample = samples.get(textCell(row, "sample_id") ?? "");
    if (sample?.timepoint !== "diagnosis" || row.call_class === "germline_suspect") continue;
    add(sample.patient, textCell(row, "gene_symbol") ?? "", numberCell(row, "vaf"));
  }
  const alterations = releaseAlterations(release);
  for (const row of optionalRows(release, "patient_features")) {
    const patient = textCell(row, "patient_id") ?? "";
    for (const {name, gene} of alterations) if (row[name] === 1) add(patient, gene, null);
  }
  return mutated;
}
