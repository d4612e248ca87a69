import type {Cell} from "../../release/tableData.js";
import type {LoadedStudy} from "../../study/loadStudy.js";
import {FindingLog} from "../findingLog.js";
import type {HarmonisedTables} from "../harmonisedTables.js";
import type {ReasonedTable} from "../reasonedTable.js";
import {contradictions} from "./contradictions.js";
import {identifierValues} from "./linkedPatients.js";
import type {Person} from "./personGroups.js";
import {PersonGroups} from "./personGroups.js";
import {pairs, suspectedOverlap} from "./suspectedOverlap.js";

/**
 * Finds who is a patient of several sources, once and for the whole release: by the identifiers that the study declares,
 * in their order, the record of the preferred source stands for the person, and the others name it in
 * `patients.duplicate_of`. Likeness without a declared identifier is only counted.
 *
 * @param linkages hashed identifiers by source
 * @param tables the merged tables; patients, their overlap and findings are written to
 */
export function resolveOverlap(
  {study}: Pick<LoadedStudy, "study">,
  linkages: ReadonlyMap<string, ReasonedTable>,
  tables: HarmonisedTables
): void {
  const sources = study.sources.map(({id}) => id);
  if (sources.length < 2) return;
  const logs = new Map(sources.map((id) => [id, new FindingLog(id, tables.findings)]));
  const groups = joinByIdentifiers(study.overlap?.keys ?? [], sources, linkages, tables, logs);
  const persons = groups.persons();
  const preferred = [...new Set([...(study.overlap?.prefer ?? []), ...sources])];
  const duplicateOf = standIns(persons, preferred);
  markDuplicates(duplicateOf, tables, sources, logs);
  const resolved = new Set<Cell>([...persons].flatMap((person) => [...person.values()]));
  for (const {key, first, second, n} of suspectedOverlap(tables, sources, resolved)) {
    tables.patient_overlap.push({source_a: first, source_b: second, key, declared: false, n});
    const checked = countOf(tables, second);
    const description = `Patients alike with one of ${first} in ${key}, without a declared identifier; nothing was done`;
    logs
      .get(second)!
      .add({file: null, rule: `overlap_suspected:${first}:${key}`, ...plausibility, n, checked, description});
  }
}

const plausibility = {category: "plausibility", severity: "warning"} as const;

function joinByIdentifiers(
  keys: readonly string[],
  sources: readonly string[],
  linkages: ReadonlyMap<string, ReasonedTable>,
  tables: HarmonisedTables,
  logs: ReadonlyMap<string, FindingLog>
): PersonGroups {
  const groups = new PersonGroups();
  for (const key of keys) {
    const values = new Map(sources.map((source) => [source, identifierValues(linkages.get(source)!, key)]));
    for (const [source, {patients, shared}] of values)
      logs.get(source)!.add({
        file: null,
        rule: `identifier_not_unique:${key}`,
        severity: "error",
        n: shared,
        checked: patients.size + shared,
        description: `Patients who share their ${key} with another patient of the source; it was not used for them`
      });
    for (const [first, second] of pairs(sources)) {
      let n = 0;
      let refused = 0;
      for (const [value, patient] of values.get(first)!.patients) {
        const other = values.get(second)!.patients.get(value);
        if (other === undefined) continue;
        if (groups.join(first, patient, second, other)) ++n;
        else ++refused;
      }
      tables.patient_overlap.push({source_a: first, source_b: second, key, declared: true, n});
      logs.get(second)!.add({
        file: null,
        rule: `overlap_contradicted:${first}:${key}`,
        severity: "error",
        n: refused,
        checked: n + refused,
        description: `Patients with the ${key} of one of ${first}, of whom another identifier says otherwise; not joined`
      });
    }
  }
  return groups;
}

/** For every further record of a person, the record that stands for the person. */
function standIns(persons: ReadonlySet<Person>, preferred: readonly string[]): Map<string, string> {
  const result = new Map<string, string>();
  for (const person of persons) {
    const first = preferred.find((source) => person.has(source))!;
    for (const [source, patient] of person) if (source !== first) result.set(patient, person.get(first)!);
  }
  return result;
}

function markDuplicates(
  duplicateOf: ReadonlyMap<string, string>,
  tables: HarmonisedTables,
  sources: readonly string[],
  logs: ReadonlyMap<string, FindingLog>
): void {
  const {patients} = tables;
  const column = patients.column("duplicate_of");
  const sourceIds = patients.column("source_id").values;
  const found = new Map(sources.map((source) => [source, 0]));
  patients.column("patient_id").values.forEach((id, row) => {
    const standIn = duplicateOf.get(String(id));
    if (standIn === undefined) return;
    column.set(row, standIn);
    const source = String(sourceIds[row]);
    found.set(source, found.get(source)! + 1);
  });
  for (const [source, n] of found) {
    const log = logs.get(source)!;
    log.add({
      file: null,
      rule: "patients_of_other_sources",
      category: "accounting",
      severity: "info",
      n,
      checked: countOf(tables, source),
      description: "Patients for whom the record of another source stands; not counted over several sources"
    });
    const differing = contradictions(duplicateOf, tables, source);
    log.add({
      file: null,
      rule: "overlap_differs",
      category: "agreement",
      severity: "warning",
      n: differing,
      checked: n,
      description: "The records of one person differ in sex, or by more than a year in age"
    });
  }
}

function countOf({patients}: HarmonisedTables, source: string): number {
  return patients.column("source_id").values.reduce((n: number, id) => n + (id === source ? 1 : 0), 0);
}
