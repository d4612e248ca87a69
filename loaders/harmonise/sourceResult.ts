import type {InputFile} from "../../src/model/release.js";
import type {HarmonisedTables} from "./harmonisedTables.js";
import type {ReasonedTable} from "./reasonedTable.js";

/**
 * One source, harmonised on its own: it depends on the source's files and declarations only, never on another source,
 * so that adding or upgrading a source leaves the results of the others as they are.
 */
export interface SourceResult {
  readonly source: string;
  /** The source's own rows of every table, values and reasons of the nulls. */
  readonly tables: HarmonisedTables;
  /** By what the source's patients may be found in another source; never released ({@link linkageTable}). */
  readonly linkage: ReasonedTable;
  /** The trail to the source's raw tokens; empty unless the release is internal. */
  readonly tokens: readonly ReasonedTable[];
  readonly inputs: readonly InputFile[];
  /** Patients in the cohort. */
  readonly patients: number;
}
