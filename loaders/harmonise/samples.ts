import type {Mapping} from "../study/mappingSchema.js";
import {codedReader} from "./codedReader.js";
import {dayReader} from "./dayReader.js";
import type {OpenFile} from "./openSource.js";
import type {Cohort} from "./patients.js";
import {scatter} from "./patients.js";
import {patientsWith} from "./patientsWith.js";
import {ReasonedColumn} from "./reasonedTable.js";
import type {SourceContext} from "./sourceContext.js";
import type {TokenReader} from "./tokenReader.js";

/** Surrogate ids of the samples of every patient, by the name of the sample in the mapping; undefined for patients without. */
export type SampleIds = ReadonlyMap<string, readonly (string | undefined)[]>;

type DeclaredSample = Mapping["samples"][string];

/**
 * Whether a sample shows the disease as the patient came with it. Calls and assays of any other are kept, but decide nothing
 * about the patient. A time point that differs between patients is that of the one sample a patient has.
 */
export function isFirstSample({timepoint}: DeclaredSample): boolean {
  return typeof timepoint === "object" || timepoint === "diagnosis";
}

/** Appends the declared samples of the patients who have them. */
export function addSamples(
  cohort: Cohort,
  files: readonly OpenFile[],
  joins: ReadonlyMap<OpenFile, Int32Array>,
  context: SourceContext
): SampleIds {
  const {mapping, surrogate, tables, laterSamples} = context;
  const table = tables.samples;
  const ids = new Map<string, (string | undefined)[]>();
  for (const [name, declared] of Object.entries(mapping.samples)) {
    const had = patientsWith(declared.patients, cohort, files, joins, context);
    const samples = cohort.rawIds.map((id, i) => (had[i] === 1 ? surrogate("sample", id, name) : undefined));
    ids.set(name, samples);
    const columns = Object.entries(toldOf(declared, cohort, files, joins, context));
    samples.forEach((sample, i) => {
      if (sample === undefined) return;
      if (!isFirstSample(declared)) laterSamples.add(sample);
      table.column("sample_id").push(sample);
      table.column("patient_id").push(cohort.ids[i]);
      for (const [column, {values, reasons}] of columns) table.column(column).pushCoded(values[i], reasons[i]);
    });
  }
  return ids;
}

/** Time point, material and day of the sample of every patient. */
function toldOf(
  {timepoint, material, day}: DeclaredSample,
  cohort: Cohort,
  files: readonly OpenFile[],
  joins: ReadonlyMap<OpenFile, Int32Array>,
  context: SourceContext
): Record<"timepoint" | "material" | "day", ReasonedColumn> {
  const constant = (value: string | number | undefined): ReasonedColumn => {
    const column = new ReasonedColumn();
    column.fill(value ?? null, cohort.size, "NOT_COLLECTED");
    return column;
  };
  const told = (by: {file: string; column: string}, reader: (spec: OpenFile["spec"]) => TokenReader): ReasonedColumn =>
    toldBy(by, reader, cohort, files, joins, context);
  const coded = (by: DeclaredSample["material"], vocabulary: "timepoint" | "material"): ReasonedColumn =>
    typeof by === "object" ? told(by, (spec) => codedReader(spec, by, vocabulary)) : constant(by);
  return {
    timepoint: coded(timepoint, "timepoint"),
    material: coded(material, "material"),
    day: typeof day === "object" ? told(day, (spec) => dayReader(spec, day.column, day.unit, -Infinity)) : constant(day)
  };
}

/** What a raw column says of every patient. */
export function toldBy(
  by: {readonly file: string; readonly column: string},
  reader: (spec: OpenFile["spec"]) => TokenReader,
  cohort: Cohort,
  files: readonly OpenFile[],
  joins: ReadonlyMap<OpenFile, Int32Array>,
  {rejects}: SourceContext
): ReasonedColumn {
  const file = files.find(({name}) => name === by.file)!;
  const read = reader(file.spec);
  const cells = file.raw.column(by.column);
  const rows = file.ledger.usedRows();
  const values = new ReasonedColumn();
  for (const row of rows) {
    const {value, reason, refusal} = read(cells[row]);
    if (refusal) rejects.value(file.raw, row, by.column, cells[row].trim(), refusal);
    values.push(value, reason);
  }
  return scatter(values, joins.get(file)!, rows, cohort.size);
}

/** Refuses rows about a sample that their patient does not have. */
export function refuseWithoutSample(
  {ledger}: OpenFile,
  keys: readonly string[],
  joined: Int32Array,
  sampleIds: readonly (string | undefined)[]
): void {
  for (const row of ledger.usedRows())
    if (sampleIds[joined[row]] === undefined)
      ledger.refuse(row, keys[row], {reason: "patient without the sample", expected: "a patient who has the sample"});
}
