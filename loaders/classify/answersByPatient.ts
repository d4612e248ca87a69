import type {HarmonisedTables} from "../harmonise/harmonisedTables.js";
import {countsOnce} from "../harmonise/overlap/uniquePatients.js";
import type {Cell} from "../release/tableData.js";
import {compareCells} from "../release/tableData.js";

/** Answers of a rule table, by row of the table `patients`. */
export interface Answers {
  /** Class; null where it cannot be told. */
  readonly values: readonly Cell[];
  readonly statuses: readonly Cell[];
}

/** Patients that are counted together, as rows of the table `patients`. */
export interface Group {
  /** Null = all sources, where a person who is in several counts once. */
  readonly source: Cell;
  readonly rows: readonly number[];
}

/** The answers of every rule table, from the table `classifications`. */
export function answersByPatient({patients, classifications}: HarmonisedTables): ReadonlyMap<string, Answers> {
  const rowOf = new Map(patients.column("patient_id").values.map((id, row) => [id, row]));
  const [ids, systems, values, statuses] = ["patient_id", "system", "value", "status"].map(
    (name) => classifications.column(name).values
  );
  const result = new Map<string, {values: Cell[]; statuses: Cell[]}>();
  systems.forEach((system, i) => {
    let answers = result.get(String(system));
    if (!answers) {
      const empty = (): Cell[] => new Array<Cell>(patients.rows).fill(null);
      result.set(String(system), (answers = {values: empty(), statuses: empty()}));
    }
    const row = rowOf.get(ids[i])!;
    answers.values[row] = values[i];
    answers.statuses[row] = statuses[i];
  });
  return result;
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
