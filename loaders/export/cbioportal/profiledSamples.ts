import {rowsOf} from "../../release/columnOf.js";
import type {Release} from "../../release/readRelease.js";
import type {Cell} from "../../release/tableData.js";

/** What sequencing could see, for cBioPortal: panels, and the one of every sample. */
export interface Profiled {
  /** Genes by panel. */
  readonly panels: ReadonlyMap<string, readonly string[]>;
  /** Panel by sequenced sample; null where the release does not tell what was covered. */
  readonly samples: ReadonlyMap<string, string | null>;
}

const sequencing: ReadonlySet<Cell> = new Set(["NGS_panel", "WES"]);

/**
 * Who was sequenced, and for which genes. A sample has one panel in the format: those of several assays make one together.
 * A panel lists the genes whose whole coding sequence it covers, because the format takes a gene that is listed for decided.
 */
export function profiledSamples(release: Release): Profiled {
  const genesOf = new Map<string, Set<string>>();
  for (const {panel_id: panel, gene_symbol: gene, alteration_class: type, scope} of rowsOf(
    release.table("gene_panels")
  ))
    if (type === "SNV_indel" && scope === "full_cds")
      genesOf.set(String(panel), (genesOf.get(String(panel)) ?? new Set()).add(String(gene)));
  const had = new Map<string, Set<string>>();
  for (const {sample_id: sample, assay_type: type, status, panel_id: panel} of rowsOf(release.table("assays"))) {
    if (!sequencing.has(type) || status !== "done") continue;
    const panels = had.get(String(sample)) ?? new Set();
    if (panel !== null && genesOf.has(String(panel))) panels.add(String(panel));
    had.set(String(sample), panels);
  }
  const panels = new Map<string, readonly string[]>();
  const samples = new Map<string, string | null>();
  for (const [sample, names] of had) {
    const parts = [...names].sort();
    const name = parts.length === 0 ? null : parts.join("_and_");
    samples.set(sample, name);
    if (name !== null && !panels.has(name))
      panels.set(name, [...new Set(parts.flatMap((part) => [...genesOf.get(part)!]))].sort());
  }
  return {panels, samples};
}
