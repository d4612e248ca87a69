import type {OpenFile} from "../openSource.js";
import type {Cohort} from "../patients.js";
import type {ReasonedTable} from "../reasonedTable.js";

/** What the raw files tell of one patient of the cohort. */
interface Told {
  readonly rawId: string;
  readonly id: string;
  files: number;
  records: number;
  refused: number;
}

/**
 * The partner's ids of the patients whose raw records show most: those with records in most files, then with most
 * records, then by surrogate id. The last one is the first of them with something that was refused, if there is any.
 *
 * @param keys the partner's patient id of every row of every file
 * @param rejects the source's rejects
 */
export function choosePatients(
  cohort: Cohort,
  files: readonly OpenFile[],
  keys: ReadonlyMap<OpenFile, readonly string[]>,
  rejects: ReasonedTable,
  count: number
): string[] {
  const told = new Map<string, Told>();
  cohort.rawIds.forEach((rawId, i) => told.set(rawId, {rawId, id: cohort.ids[i], files: 0, records: 0, refused: 0}));
  const refused = refusedRecords(rejects);
  for (const file of files) {
    const seen = new Set<Told>();
    const bad = refused.get(file.spec.file);
    rowsOfPatients(file, keys).forEach((key, row) => {
      const patient = told.get(key);
      if (!patient) return;
      if (!seen.has(patient)) ++patient.files;
      seen.add(patient);
      for (const record of recordsOf(file, row)) {
        ++patient.records;
        if (bad?.has(record)) ++patient.refused;
      }
    });
  }
  const ranked = [...told.values()].sort(
    (a, b) => b.files - a.files || b.records - a.records || (a.id < b.id ? -1 : 1)
  );
  const chosen = ranked.slice(0, count);
  if (chosen.length > 0 && !chosen.some((d) => d.refused > 0)) {
    const instructive = ranked.find((d) => d.refused > 0);
    if (instructive) chosen[chosen.length - 1] = instructive;
  }
  return chosen.map(({rawId}) => rawId);
}

/** The partner's patient id of every row of a file; none of a file whose patients are columns. */
export function rowsOfPatients(file: OpenFile, keys: ReadonlyMap<OpenFile, readonly string[]>): readonly string[] {
  return file.spec.key.header ? [] : (keys.get(file) ?? []);
}

/** Numbers of the records of which a row is made. */
export function recordsOf({raw}: OpenFile, row: number): readonly number[] {
  return raw.records?.(row) ?? [raw.recordNumber(row)];
}

function refusedRecords(rejects: ReasonedTable): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  const files = rejects.column("file").values;
  const rows = rejects.column("row").values;
  files.forEach((file, i) => {
    const name = String(file);
    const records = found.get(name) ?? new Set();
    found.set(name, records.add(Number(rows[i])));
  });
  return found;
}
