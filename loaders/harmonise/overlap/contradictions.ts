import type {HarmonisedTables} from "../harmonisedTables.js";

/** Records of a source whose person's preferred record differs in sex, or by more than a year in age. */
export function contradictions(
  duplicateOf: ReadonlyMap<string, string>,
  {patients}: HarmonisedTables,
  source: string
): number {
  const rowOf = new Map(patients.column("patient_id").values.map((id, row) => [String(id), row]));
  const sources = patients.column("source_id").values;
  const sex = patients.column("sex").values;
  const age = patients.column("age_years").values;
  let n = 0;
  for (const [patient, standIn] of duplicateOf) {
    const row = rowOf.get(patient)!;
    if (sources[row] !== source) continue;
    const other = rowOf.get(standIn)!;
    const otherSex = sex[row] !== null && sex[other] !== null && sex[row] !== sex[other];
    const [a, b] = [age[row], age[other]];
    if (otherSex || (typeof a === "number" && typeof b === "number" && Math.abs(a - b) > 1)) ++n;
  }
  return n;
}
