import type {ReasonedTable} from "../reasonedTable.js";

/** Who has which value of one identifier. */
export interface IdentifierValues {
  /** The patient of every value that one patient of the source has. */
  readonly patients: ReadonlyMap<string, string>;
  /** Patients who share their value with another of the same source; it tells nothing of either. */
  readonly shared: number;
}

/** The values of one identifier in a source's linkage table. */
export function identifierValues(linkage: ReasonedTable, key: string): IdentifierValues {
  const patients = linkage.column("patient_id").values;
  const values = linkage.column("value").values;
  const found = new Map<string, string[]>();
  linkage.column("key").values.forEach((name, i) => {
    if (name !== key) return;
    const value = String(values[i]);
    const known = found.get(value);
    if (known) known.push(String(patients[i]));
    else found.set(value, [String(patients[i])]);
  });
  const unique = [...found].filter(([, ids]) => ids.length === 1).map(([value, [id]]): [string, string] => [value, id]);
  const shared = [...found.values()].reduce((n, ids) => n + (ids.length > 1 ? ids.length : 0), 0);
  return {patients: new Map(unique), shared};
}
