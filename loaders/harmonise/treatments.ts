import {codedReader} from "./codedReader.js";
import {eachDay} from "./events.js";
import type {OpenFile} from "./openSource.js";
import type {Cohort} from "./patients.js";
import type {SourceContext} from "./sourceContext.js";

/** Appends the treatment episodes that the rows of all files tell. */
export function addTreatments(
  cohort: Cohort,
  files: readonly OpenFile[],
  joins: ReadonlyMap<OpenFile, Int32Array>,
  context: SourceContext
): void {
  const {tables, surrogate, rejects} = context;
  const table = tables.treatments;
  const ordinal = new Map<string, number>();
  for (const file of files)
    for (const declared of file.spec.treatments) {
      const coded = (["donor", "remission_at_hct"] as const).map((name) => {
        const column = table.column(name);
        const list = declared[name];
        const transplant = declared.phase === "hct_allo" || declared.phase === "hct_auto";
        if (!list) return () => column.push(null, transplant ? "NOT_COLLECTED" : "NOT_APPLICABLE");
        const read = codedReader(file.spec, list, name === "donor" ? "donor" : "remissionAtHct");
        const cells = file.raw.column(list.column);
        return (row: number) => {
          const {value, reason, refusal} = read(cells[row]);
          if (refusal) rejects.value(file.raw, row, list.column, cells[row].trim(), refusal);
          column.push(value, reason);
        };
      });
      eachDay(file, declared.start, declared, context, (row, day, reason) => {
        const patient = joins.get(file)![row];
        const key = `${cohort.rawIds[patient]}|${declared.phase}`;
        const n = (ordinal.get(key) ?? 0) + 1;
        ordinal.set(key, n);
        table.column("treatment_id").push(surrogate("treatment", key, String(n)));
        table.column("patient_id").push(cohort.ids[patient]);
        table.column("phase").push(declared.phase);
        table.column("start_day").push(day, reason);
        for (const push of coded) push(row);
      });
    }
}
