import type {Cell} from "../../release/tableData.js";
import type {ExportedRelease} from "./exportedRelease.js";

/** Genes that a cytogenetic abnormality joins, where it is always the same two. */
const joined: Readonly<Record<string, readonly [string, string]>> = {
  t_8_21: ["RUNX1", "RUNX1T1"],
  inv16: ["CBFB", "MYH11"],
  t_15_17: ["PML", "RARA"],
  t_9_11: ["KMT2A", "MLLT3"],
  t_6_9: ["DEK", "NUP214"],
  inv3: ["GATA2", "MECOM"],
  t_9_22: ["BCR", "ABL1"],
  t_8_16: ["KAT6A", "CREBBP"],
  t_1_22: ["RBM15", "MRTFA"]
};

/** Rearrangements as structural variants, and the samples in which one is there, or all are known to be absent. */
export function fusionRows(
  exported: ExportedRelease,
  entrez: ReadonlyMap<string, number>
): {header: readonly string[]; rows: Cell[][]; samples: string[]} {
  const header = [
    ...["Sample_Id", "SV_Status", "Site1_Hugo_Symbol", "Site1_Entrez_Gene_Id", "Site2_Hugo_Symbol"],
    ...["Site2_Entrez_Gene_Id", "Class", "Event_Info"]
  ];
  const rows: Cell[][] = [];
  const samples: string[] = [];
  for (const row of exported.rows("cytogenetics")) {
    const flags = Object.keys(joined);
    if (flags.every((flag) => row[flag] !== null) || flags.some((flag) => row[flag] === true))
      samples.push(String(row.sample_id));
    for (const [flag, [first, second]] of Object.entries(joined)) {
      if (row[flag] !== true) continue;
      const kind = flag.startsWith("inv") ? "INVERSION" : "TRANSLOCATION";
      const genes = [first, second].flatMap((gene): Cell[] => [gene, entrez.get(gene) ?? null]);
      rows.push([row.sample_id, "SOMATIC", ...genes, kind, `Fusion, by cytogenetics (${flag})`]);
    }
  }
  return {header, rows, samples};
}
