import type {MappedResponse} from "../study/mappingSchema.js";
import {codedReader} from "./codedReader.js";
import {rowTest} from "./conditions.js";
import {dayReader} from "./dayReader.js";
import {missingTokens} from "./mappedRaw.js";
import type {OpenFile} from "./openSource.js";
import type {Cohort} from "./patients.js";
import type {CellReader} from "./readColumn.js";
import type {SourceContext} from "./sourceContext.js";
import type {TokenReader} from "./tokenReader.js";

/** Appends the assessments of response that the rows of all files tell: one per row, declared response and patient. */
export function addResponses(
  cohort: Cohort,
  files: readonly OpenFile[],
  joins: ReadonlyMap<OpenFile, Int32Array>,
  context: SourceContext
): void {
  for (const file of files)
    for (const declared of file.spec.responses) addDeclared(cohort, file, joins.get(file)!, declared, context);
}

function addDeclared(
  cohort: Cohort,
  file: OpenFile,
  joined: Int32Array,
  declared: MappedResponse,
  context: SourceContext
): void {
  const {rejects, provenance, tables} = context;
  const {spec, raw, ledger} = file;
  const {response, after_phase: phase, day, unit, criteria, when} = declared;
  const reader = (column: string, read: TokenReader): CellReader => {
    const cells = raw.column(column);
    return (row) => {
      const result = read(cells[row]);
      if (result.refusal) rejects.value(raw, row, column, cells[row].trim(), result.refusal);
      return result;
    };
  };
  const constant = (value: string | undefined): CellReader => {
    const known = {value: value ?? null, reason: "NOT_COLLECTED", repaired: false} as const;
    return () => known;
  };
  const readResponse = reader(response.column, codedReader(spec, response, "response"));
  const readPhase =
    typeof phase === "object" ? reader(phase.column, codedReader(spec, phase, "treatmentPhase")) : constant(phase);
  const readDay = day === undefined ? constant(undefined) : reader(day, dayReader(spec, day, unit));
  const test = rowTest(when, raw, missingTokens(spec), rejects);
  const table = tables.responses;
  for (const row of ledger.usedRows()) {
    if (test(row) !== true) continue;
    const {value} = readResponse(row);
    if (value === null) continue;
    const [dayRead, phaseRead] = [readDay(row), readPhase(row)];
    provenance.found(declared, row, typeof dayRead.value === "number" ? dayRead.value : null);
    table.column("patient_id").push(cohort.ids[joined[row]]);
    table.column("after_phase").push(phaseRead.value, phaseRead.reason);
    table.column("day").push(dayRead.value, dayRead.reason);
    table.column("response").push(value);
    table.column("criteria").push(criteria ?? null, "NOT_COLLECTED");
  }
}
