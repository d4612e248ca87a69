import {vocabularies} from "../../src/model/vocabulary.js";
import type {HarmonisedTables} from "../harmonise/harmonisedTables.js";
import {countsOnce} from "../harmonise/overlap/uniquePatients.js";
import type {Cell} from "../release/tableData.js";
import {compareCells} from "../release/tableData.js";
import type {RuleTable} from "./ruleTableSchema.js";

/** Codes of the statuses, in their order. */
export const statusCodes = vocabularies.classificationStatus.map(({code}) => code);

/** Stands for the class of a patient whom the rule table does not concern. */
export const notClassified = 255;

/** Answers of a rule table, by row of the table `patients`. */
export interface Answers {
  readonly table: Pick<RuleTable, "id" | "classes">;
  /** Codes of the classes in the table's order, and null: the class cannot be told. */
  readonly classes: readonly (string | null)[];
  /** Position of the patient's class in `classes`; {@link notClassified} for a patient of another disease. */
  readonly classAt: Uint8Array;
  /** Position of the patient's status in {@link statusCodes}. */
  readonly statusAt: Uint8Array;
}

/** The answers of the rule tables, from the table `classifications`. */
export function answersByPatient(
  {patients, classifications}: Pick<HarmonisedTables, "patients" | "classifications">,
  rules: readonly Pick<RuleTable, "id" | "classes">[]
): Answers[] {
  const result = rules.map((table): Answers => {
    const classes = [...Object.keys(table.classes), null];
    const [classAt, statusAt] = [new Uint8Array(patients.rows).fill(notClassified), new Uint8Array(patients.rows)];
    return {table, classes, classAt, statusAt};
  });
  const places = new Map<Cell, {readonly answers: Answers; readonly at: ReadonlyMap<Cell, number>}>(
    result.map((answers) => [answers.table.id, {answers, at: new Map(answers.classes.map((value, i) => [value, i]))}])
  );
  const statuses = new Map<Cell, number>(statusCodes.map((code, i) => [code, i]));
  const rowOf = new Map(patients.column("patient_id").values.map((id, row) => [id, row]));
  const [ids, systems, values, states] = ["patient_id", "system", "value", "status"].map(
    (name) => classifications.column(name).values
  );
  systems.forEach((system, i) => {
    const {answers, at} = places.get(system)!;
    const row = rowOf.get(ids[i])!;
    answers.classAt[row] = at.get(values[i])!;
    answers.statusAt[row] = statuses.get(states[i])!;
  });
  return result;
}

/** Patients that are counted together, as rows of the table `patients`. */
export interface Group {
  /** Null = all sources, where a person who is in several counts once. */
  readonly source: Cell;
  readonly rows: readonly number[];
}

/** All sources together, then each of them, in order of name. */
export function patientGroups({patients}: Pick<HarmonisedTables, "patients">): Group[] {
  const sources = patients.column("source_id").values;
  const once = countsOnce({patients});
  const all = Array.from(sources.keys());
  return [
    {source: null, rows: all.filter((row) => once[row])},
    ...[...new Set(sources)].sort(compareCells).map((source) => ({
      source,
      rows: all.filter((row) => sources[row] === source)
    }))
  ];
}
