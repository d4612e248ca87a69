import type {PatientChanges, SourceChange} from "../../../src/model/releaseComparison.js";
import {columnOf} from "../columnOf.js";
import type {Release} from "../readRelease.js";
import type {Cell} from "../tableData.js";

/**
 * Patients in, out, changed and unchanged, by source and over all.
 *
 * @param changed surrogate ids of patients any of whose rows differ
 */
export function compareSources(
  before: Release,
  after: Release,
  changed: ReadonlySet<Cell>
): {sources: SourceChange[]; patients: PatientChanges} {
  const [earlier, later] = [before, after].map(sourceOfPatient);
  const counts = new Map<string, {-readonly [K in keyof PatientChanges]: PatientChanges[K]}>();
  const ids = [after, before].flatMap(({manifest}) => manifest.sources.map(({id}) => id));
  for (const id of ids) counts.set(id, {gone: 0, come: 0, changed: 0, unchanged: 0});
  const count = (source: string, what: keyof PatientChanges): void => {
    const found = counts.get(source);
    if (found) ++found[what];
  };
  for (const [id, source] of earlier) if (!later.has(id)) count(source, "gone");
  for (const [id, source] of later)
    count(source, !earlier.has(id) ? "come" : changed.has(id) ? "changed" : "unchanged");
  const sources = [...counts].map(([id, changes]): SourceChange => {
    const [old, current] = [before, after].map(({manifest}) => manifest.sources.find((d) => d.id === id));
    return {
      source: id,
      name: (current ?? old)!.name,
      versionBefore: old?.version ?? null,
      versionAfter: current?.version ?? null,
      ...changes
    };
  });
  const sum = (what: keyof PatientChanges): number => sources.reduce((n, d) => n + d[what], 0);
  return {
    sources,
    patients: {gone: sum("gone"), come: sum("come"), changed: sum("changed"), unchanged: sum("unchanged")}
  };
}

function sourceOfPatient(release: Release): Map<Cell, string> {
  const patients = release.table("patients");
  const sources = columnOf(patients, "source_id");
  return new Map(columnOf(patients, "patient_id").map((id, row) => [id, String(sources[row])]));
}
