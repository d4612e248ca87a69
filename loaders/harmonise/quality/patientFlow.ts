import type {HarmonisedTables} from "../harmonisedTables.js";
import type {OpenFile} from "../openSource.js";
import type {SourceContext} from "../sourceContext.js";

/**
 * Appends the steps of one source from the rows of its patients' file to its patients: rows received, those that could not
 * be read, those refused and left out by reason, patients. What leaves and what stays add up to what was received.
 */
export function addPatientFlow(
  files: readonly OpenFile[],
  {source, tables}: Pick<SourceContext, "source" | "tables">
): void {
  const {ledger} = files.find(({spec}) => spec.rows === "patients")!;
  const {received, malformed, refused, leftOut, used} = ledger.account();
  const byReason = (reasons: ReadonlyMap<string, number>): [string, number][] =>
    [...reasons].sort(([a], [b]) => (a < b ? -1 : 1));
  const steps: [stage: string, reason: string | null, n: number][] = [
    ["rows_received", null, received],
    ...(malformed > 0 ? [["rows_malformed", null, malformed] as [string, null, number]] : []),
    ...byReason(refused).map(([reason, n]): [string, string, number] => ["rows_refused", reason, n]),
    ...byReason(leftOut).map(([reason, n]): [string, string, number] => ["rows_left_out", reason, n]),
    ["patients", null, used]
  ];
  steps.forEach(([stage, reason, n], i) =>
    tables.patient_flow.push({source_id: source.id, step: i + 1, stage, reason, n}, "NOT_APPLICABLE")
  );
}

/**
 * Appends, once all sources are together, how many of a source's patients are counted in another source, how many are
 * left, and how many of these have overall survival and are analysed.
 */
export function completePatientFlow(tables: Pick<HarmonisedTables, "patients" | "outcomes" | "patient_flow">): void {
  const {patients, outcomes, patient_flow: flow} = tables;
  const definitions = outcomes.column("definition").values;
  const withSurvival = new Set(outcomes.column("patient_id").values.filter((_, i) => definitions[i] === "OS"));
  const ids = patients.column("patient_id").values;
  const sources = patients.column("source_id").values;
  const standIns = patients.column("duplicate_of").values;
  const several = new Set(sources).size > 1;
  for (const source of new Set(flow.column("source_id").values)) {
    const rows = Array.from(sources.keys()).filter((row) => sources[row] === source);
    const unique = rows.filter((row) => standIns[row] === null);
    const analysed = unique.filter((row) => withSurvival.has(ids[row]));
    let step = flow.column("source_id").values.filter((d) => d === source).length;
    const add = (stage: string, reason: string | null, n: number): void =>
      flow.push({source_id: source, step: ++step, stage, reason, n}, "NOT_APPLICABLE");
    if (several) {
      add("duplicates", null, rows.length - unique.length);
      add("patients_unique", null, unique.length);
    }
    if (analysed.length < unique.length)
      add("patients_left_out", "neither dead nor known to be alive", unique.length - analysed.length);
    add("patients_analysed", null, analysed.length);
  }
}
