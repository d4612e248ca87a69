import type {Cell} from "../../release/tableData.js";
import type {ExportedRelease, ReleaseRow} from "./exportedRelease.js";

/** Assays of one kind as attributes of samples. */
export interface AssayColumn {
  /** Name of the attribute with the status; those of platform and batch begin so. */
  readonly attribute: string;
  readonly type: string;
  readonly panel: string | null;
  readonly genome: string | null;
  readonly lod: number | null;
  /** The assay by sample. */
  readonly rows: ReadonlyMap<string, ReleaseRow>;
}

/** The assays of all samples by what was done: type, panel, assembly, limit of detection; a second of one kind in a sample apart. */
export function assayColumns(exported: ExportedRelease): AssayColumn[] {
  const found = new Map<string, AssayColumn & {rows: Map<string, ReleaseRow>}>();
  const attributes = new Set<string>();
  for (const row of exported.rows("assays")) {
    const {sample_id: sample, assay_type: type, panel_id: panel, reference_genome: genome, lod_vaf: lod} = row;
    for (let n = 1; ; ++n) {
      const key = JSON.stringify([type, panel, genome, lod, n]);
      const column = found.get(key) ?? create(type, panel, genome, lod);
      found.set(key, column);
      if (column.rows.has(String(sample))) continue;
      column.rows.set(String(sample), row);
      break;
    }
  }
  return [...found.values()];

  function create(type: Cell, panel: Cell, genome: Cell, lod: Cell) {
    const parts = ["ASSAY", type, panel].filter((part) => part !== null).map(String);
    const base = parts
      .join("_")
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]+/gu, "_");
    let attribute = base;
    for (let n = 2; attributes.has(attribute); ++n) attribute = `${base}_${n}`;
    attributes.add(attribute);
    return {
      attribute,
      type: String(type),
      panel: panel === null ? null : String(panel),
      genome: genome === null ? null : String(genome),
      lod: lod === null ? null : Number(lod),
      rows: new Map<string, ReleaseRow>()
    };
  }
}
