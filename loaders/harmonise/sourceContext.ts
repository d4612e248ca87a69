import type {Cell} from "../release/tableData.js";
import type {LoadedStudy} from "../study/loadStudy.js";
import type {Mapping} from "../study/mappingSchema.js";
import type {StudySource} from "../study/studySchema.js";
import type {FindingLog} from "./findingLog.js";
import type {HarmonisedTables} from "./harmonisedTables.js";
import type {ProvenanceLog} from "./provenance/provenanceLog.js";
import type {ReasonedTable} from "./reasonedTable.js";
import type {RejectLog} from "./rejectLog.js";
import type {Surrogate} from "./surrogate.js";

/** What every step of harmonising one source needs. */
export interface SourceContext {
  readonly study: LoadedStudy;
  readonly source: StudySource;
  readonly mapping: Mapping;
  readonly surrogate: Surrogate;
  readonly rejects: RejectLog;
  readonly findings: FindingLog;
  readonly provenance: ProvenanceLog;
  /** The source's own tables in the making. */
  readonly tables: HarmonisedTables;
  /** By what the source's patients may be found in another source; never released. */
  readonly linkage: ReasonedTable;
  /** Samples taken later than at the index event, by declaration: their calls decide nothing about the patient. */
  readonly laterSamples: Set<Cell>;
}
