import {vocabularies} from "../../../src/model/vocabulary.js";
import type {Cell} from "../../release/tableData.js";
import type {ExportedRelease, ReleaseRow} from "./exportedRelease.js";
import type {StudyWriter} from "./studyWriter.js";
import {tsv} from "./tsv.js";

/** Columns of a timeline beyond those that every one has, by the name that they get. */
type Columns = Readonly<Record<string, (row: ReleaseRow) => Cell>>;

const labelOf = (name: "event" | "treatmentPhase" | "response" | "mrdStatus", code: Cell): Cell =>
  vocabularies[name].find((term) => term.code === code)?.label ?? null;

/** The columns of each timeline; codes of the model stand beside the words that people see. */
const timelines: Readonly<
  Record<string, {readonly table: string; readonly type: string; readonly day: string; readonly columns: Columns}>
> = {
  status: {
    table: "events",
    type: "STATUS",
    day: "day",
    columns: {STATUS: (d) => labelOf("event", d.event), EVENT: (d) => d.event, CAUSE: (d) => d.cause}
  },
  treatment: {
    table: "treatments",
    type: "TREATMENT",
    day: "start_day",
    columns: {
      TREATMENT_TYPE: () => "Medical Therapy",
      SUBTYPE: (d) => labelOf("treatmentPhase", d.phase),
      PHASE: (d) => d.phase,
      DONOR: (d) => d.donor,
      REMISSION_AT_HCT: (d) => d.remission_at_hct
    }
  },
  response: {
    table: "responses",
    type: "RESPONSE",
    day: "day",
    columns: {
      STATUS: (d) => labelOf("response", d.response),
      RESPONSE: (d) => d.response,
      AFTER_PHASE: (d) => d.after_phase,
      CRITERIA: (d) => d.criteria
    }
  }
};

/**
 * Adds the timelines: events, treatments, responses, samples, and tests for residual disease as laboratory tests of the
 * day of their sample. What has no day has no place there.
 */
export function addTimelines(exported: ExportedRelease, writer: StudyWriter): void {
  for (const [name, {table, type, day, columns}] of Object.entries(timelines))
    add(
      name,
      type,
      Object.keys(columns),
      exported.rows(table).map((row) => [row.patient_id, row[day], Object.values(columns).map((of) => of(row))])
    );
  add(
    "specimen",
    "SPECIMEN",
    ["SAMPLE_ID", "SPECIMEN_TYPE"],
    exported.samples.map(({id, patient, row}) => [patient, row.day, [id, row.material]])
  );
  const tests = ["method", "target", "status", "value", "unit", "lod", "is_dta"];
  add(
    "mrd",
    "LAB_TEST",
    ["TEST", "RESULT", "SAMPLE_ID", ...tests.map((test) => `MRD_${test.toUpperCase()}`)],
    exported
      .rows("mrd")
      .map((row) => [
        row.patient_id,
        exported.byId.get(String(row.sample_id))?.row.day ?? null,
        [
          `MRD ${String(row.method)} ${String(row.target)}`,
          row.value ?? labelOf("mrdStatus", row.status),
          row.sample_id,
          ...tests.map((test) => row[test])
        ]
      ])
  );

  function add(name: string, type: string, columns: readonly string[], rows: readonly [Cell, Cell, Cell[]][]): void {
    const dated = rows.filter(([, day]) => day !== null);
    if (dated.length === 0) return;
    const header = ["PATIENT_ID", "START_DATE", "STOP_DATE", "EVENT_TYPE", ...columns];
    const lines = dated.map(([patient, day, cells]) => [patient, day, null, type, ...cells]);
    writer.add(`timeline_${name}`, {type: "CLINICAL", datatype: "TIMELINE"}, tsv([header, ...lines]));
  }
}
