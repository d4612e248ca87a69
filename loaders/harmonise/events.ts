import type {MappedEvent, MappedTreatment} from "../study/mappingSchema.js";
import {codedReader} from "./codedReader.js";
import {rowTest} from "./conditions.js";
import {dayReader} from "./dayReader.js";
import {missingTokens} from "./mappedRaw.js";
import type {NullReason} from "./nullReasons.js";
import type {OpenFile} from "./openSource.js";
import type {Cohort} from "./patients.js";
import type {SourceContext} from "./sourceContext.js";

/** Events of one source: which patient, what, when. */
export interface SourceEvents {
  readonly patient: readonly number[];
  readonly event: readonly string[];
  readonly day: readonly number[];
}

/** Appends the events that the rows of all files tell, one per row, declared event and patient. */
export function addEvents(
  cohort: Cohort,
  files: readonly OpenFile[],
  joins: ReadonlyMap<OpenFile, Int32Array>,
  context: SourceContext
): SourceEvents {
  const all = {patient: [] as number[], event: [] as string[], day: [] as number[]};
  const {events} = context.tables;
  for (const file of files)
    for (const declared of file.spec.events) {
      const cause = causeReader(file, declared, context);
      eachDay(file, declared.day, declared, context, (row, day) => {
        if (day === null) return;
        const patient = joins.get(file)![row];
        all.patient.push(patient);
        all.event.push(declared.event);
        all.day.push(day);
        events.column("patient_id").push(cohort.ids[patient]);
        events.column("event").push(declared.event);
        events.column("day").push(day);
        if (declared.event !== "death") events.column("cause").push(null, "NOT_APPLICABLE");
        else cause(row);
      });
    }
  return all;
}

function causeReader(file: OpenFile, {cause}: MappedEvent, {rejects, tables}: SourceContext): (row: number) => void {
  const column = tables.events.column("cause");
  if (!cause) return () => column.push(null, "NOT_COLLECTED");
  const read = codedReader(file.spec, cause, "deathCause");
  const cells = file.raw.column(cause.column);
  return (row) => {
    const {value, reason, refusal} = read(cells[row]);
    if (refusal) rejects.value(file.raw, row, cause.column, cells[row].trim(), refusal);
    column.push(value, reason);
  };
}

/**
 * Calls back for every used row that fulfils the condition; without a condition, for those with a usable day. The day is
 * null, with the reason, where the condition holds but the day is not known; such rows are counted for events.
 */
export function eachDay(
  file: OpenFile,
  column: string,
  declared: MappedEvent | MappedTreatment,
  {rejects, findings, provenance}: SourceContext,
  found: (row: number, day: number | null, reason: NullReason) => void
): void {
  const {when, unit} = declared;
  const {spec, raw, ledger} = file;
  const read = dayReader(spec, column, unit);
  const test = rowTest(when, raw, missingTokens(spec), rejects);
  const cells = raw.column(column);
  const rows = ledger.usedRows();
  let checked = 0;
  let dayless = 0;
  for (const row of rows) {
    if (test(row) !== true) continue;
    ++checked;
    const {value, reason, refusal} = read(cells[row]);
    if (refusal) rejects.value(raw, row, column, cells[row].trim(), refusal);
    const day = typeof value === "number" ? value : null;
    if (day === null) ++dayless;
    if (day === null && !when) continue;
    provenance.found(declared, row, day);
    found(row, day, reason);
  }
  // Without a condition a blank day only says that there was no event.
  if (!when || !("event" in declared)) return;
  const description = `${declared.event} according to ${Object.keys(when).join(" and ")}, but without a day in ${column}`;
  findings.add({file: raw.file, rule: "event_without_day", severity: "warning", n: dayless, checked, description});
}
