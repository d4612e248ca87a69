import {rowsOf} from "../../release/columnOf.js";
import type {AssayColumn} from "./assayColumns.js";
import type {ExportedRelease, ReleaseRow} from "./exportedRelease.js";

const duplications: ReadonlySet<unknown> = new Set(["ITD", "PTD"]);
const sequencing: ReadonlySet<string> = new Set(["NGS_panel", "WES", "PCR_fragment"]);

/**
 * Which assay of its sample made a call, of which the release does not tell: one on the same assembly, whose panel sees
 * the gene in such a way, that gave a result; undefined where the sample has none that sequences.
 */
export function callAssay(
  {release}: Pick<ExportedRelease, "release">,
  assays: readonly AssayColumn[]
): (call: ReleaseRow) => AssayColumn | undefined {
  const seen = new Set(
    rowsOf(release.table("gene_panels")).map((d) =>
      JSON.stringify([d.panel_id, d.gene_symbol, duplications.has(d.alteration_class)])
    )
  );
  return (call) => {
    const sample = String(call.sample_id);
    const fit = (assay: AssayColumn): number =>
      (assay.genome === call.genome_build ? 4 : 0) +
      (seen.has(JSON.stringify([assay.panel, call.gene_symbol, duplications.has(call.variant_class)])) ? 2 : 0) +
      (assay.rows.get(sample)!.status === "done" ? 1 : 0);
    const candidates = assays.filter(({type, rows}) => sequencing.has(type) && rows.has(sample));
    return candidates.reduce<AssayColumn | undefined>(
      (best, assay) => (best === undefined || fit(assay) > fit(best) ? assay : best),
      undefined
    );
  };
}
