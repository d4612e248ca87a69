import {cytogeneticFlags} from "../../src/model/cytogeneticFlags.js";
import {parseTarget, targets} from "../study/targets.js";
import type {OpenFile} from "./openSource.js";
import type {Cohort} from "./patients.js";
import {scatter} from "./patients.js";
import {readMapped} from "./readMapped.js";
import type {ReasonedColumn} from "./reasonedTable.js";
import type {SourceContext} from "./sourceContext.js";

/**
 * Appends the karyotype record of every patient of a source that delivers cytogenetics at all. A patient without a
 * record, or with a blank one, has the status `missing`.
 *
 * @returns status per patient; undefined if the source delivers no cytogenetics
 */
export function addCytogenetics(
  cohort: Cohort,
  sampleIds: readonly string[],
  files: readonly OpenFile[],
  joins: ReadonlyMap<OpenFile, Int32Array>,
  context: SourceContext
): readonly string[] | undefined {
  const read = new Map<string, ReasonedColumn>();
  for (const file of files)
    for (const [name, specs] of Object.entries(file.spec.columns))
      for (const spec of specs) {
        const target = parseTarget(spec.to);
        if (target?.table !== "cytogenetics") continue;
        const rows = file.ledger.usedRows();
        const column = readMapped(file, name, spec, targets.cytogenetics.get(target.name)!, rows, context);
        read.set(target.name, scatter(column, joins.get(file)!, rows, cohort.size));
      }
  if (read.size === 0) return undefined;
  const table = context.tables.cytogenetics;
  const statuses = Array.from({length: cohort.size}, (_, i) => String(read.get("status")?.values[i] ?? "missing"));
  for (let i = 0; i < cohort.size; ++i) {
    table.column("sample_id").push(sampleIds[i]);
    table.column("patient_id").push(cohort.ids[i]);
    table.column("status").push(statuses[i]);
  }
  for (const name of ["n_metaphases", "n_abnormalities", "n_autosomal_monosomies", "n_structural"])
    table.column(name).fill(null, cohort.size, "NOT_COLLECTED");
  for (const {name} of cytogeneticFlags) {
    const builder = table.column(name);
    const flag = read.get(name);
    if (flag) builder.append(flag);
    else builder.fill(null, cohort.size, "NOT_COLLECTED");
  }
  return statuses;
}
