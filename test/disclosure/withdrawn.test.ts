import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {consortiumTier} from "../../loaders/disclosure/consortium/consortiumTier.js";
import {releasedKeys} from "../../loaders/disclosure/consortium/changedPatients.js";
import {DisclosureError} from "../../loaders/disclosure/disclosureError.js";
import {demoPseudonymKey, pseudonyms} from "../../loaders/disclosure/pseudonyms.js";
import {withdrawnPatients, withoutPatients} from "../../loaders/disclosure/withdrawn.js";
import {surrogates} from "../../loaders/harmonise/surrogate.js";
import {columnOf} from "../../loaders/release/columnOf.js";
import type {Release} from "../../loaders/release/readRelease.js";
import type {Cell, TableData} from "../../loaders/release/tableData.js";
import {writeRelease} from "../../loaders/release/writeRelease.js";
import {readRelease} from "../../loaders/release/readRelease.js";
import {root} from "../support/sharedData.js";
import {syntheticRelease} from "../support/syntheticRelease.js";
import {exactKey, manyPatients} from "./manyPatients.js";

const n = 1200;
const key = demoPseudonymKey;
let release: Awaited<ReturnType<typeof syntheticRelease>>;
let published: Release;

/** The partner's id of invented patient i, and the key that the harmonisation makes of it. */
const sourceOf = (i: number) => (i % 3 === 0 ? "B" : "A");
const idOf = (i: number) => `hospital ${i}`;
const keyOf = (i: number) => surrogates("test", sourceOf(i))(idOf(i));

/** Invented patients whose keys are made of their ids as those of a harmonised release are. */
function withLocalIds(): ReturnType<typeof manyPatients> {
  const keys = new Map<Cell, string>(Array.from({length: n}, (_, i) => [exactKey(sourceOf(i), i), keyOf(i)]));
  return Object.fromEntries(
    Object.entries(manyPatients(n)).map(([name, rows]) => [
      name,
      rows.map((row) => ("patient_id" in row ? {...row, patient_id: keys.get(row.patient_id)!} : row))
    ])
  );
}

function made(of: Release, previous?: Release): readonly TableData[] {
  return consortiumTier({root, release: of, key, previous}).tables;
}

beforeAll(async () => {
  const written = await syntheticRelease(withLocalIds());
  const patients = releasedKeys(written);
  const sources = written.manifest.sources.map((source) => ({
    ...source,
    patients: Array.from(patients.sources).filter((id) => id === source.id).length
  }));
  release = {...written, manifest: {...written.manifest, sources}};
  const {parts, tables} = consortiumTier({root, release, key});
  published = await readRelease((await writeRelease({parts, tables, out: release.folder + "-tier"})).folder);
});
afterAll(() => release.remove());

const list = (patients: readonly number[]) =>
  `# withdrawn\n${patients.map((i) => `${sourceOf(i)}, ${idOf(i)}`).join("\n")}\n`;

describe("patients who withdrew", () => {
  it("are found by their source and id, and a line that names nobody is refused without repeating it", () => {
    expect(withdrawnPatients(list([0, 1, 2]), "w.csv", release)).toEqual(new Set([keyOf(0), keyOf(1), keyOf(2)]));
    const faults = () => withdrawnPatients("A;hospital 0\nZ,hospital 1\nhospital 2\n", "w.csv", release);
    expect(faults).toThrow(DisclosureError);
    try {
      faults();
    } catch (error) {
      expect((error as DisclosureError).message).toMatch(
        /line 1: no patient of A .*has this id[^]*line 2: unknown source, expected one of A, B[^]*line 3: expected a source and an id/u
      );
      expect((error as DisclosureError).message).not.toContain("hospital");
    }
  });

  it("are in no table of the tier, nor counted in one, if they are enough of a source", () => {
    const withdrew = [1, 2, 4, 5, 7, 8].map((i) => i + 300);
    const rest = withoutPatients(release, withdrawnPatients(list(withdrew), "w.csv", release));
    expect(rest.manifest.audit.patients).toBe(n - withdrew.length);
    const tables = made(rest, published);
    const hashed = pseudonyms(key)("patient_id", withdrew.map(keyOf));
    for (const {schema, columns} of tables)
      for (const id of Array.from(columns.patient_id ?? [])) expect(hashed, schema.name).not.toContain(id);
    const old = columnOf(published.table("patients"), "patient_id");
    expect(hashed.every((id) => old.includes(id))).toBe(true);
    const now = tables.find(({schema}) => schema.name === "patients")!;
    expect(now.rows).toBe(releasedKeys(published).ids.length - withdrew.length);
    const npm1 = tables.find(({schema}) => schema.name === "summary_alterations")!;
    const all = Array.from(npm1.columns.source_id).indexOf(null);
    expect(npm1.columns.n_tested[all]).toBe(now.rows);
  });

  it("wait for others where they would be the difference to the release before", () => {
    const rest = withoutPatients(release, withdrawnPatients(list([301, 302, 304]), "w.csv", release));
    expect(() => made(rest, published)).toThrow(
      `source A: 3 patients went, expected 0 or at least 5, against release ${published.manifest.id}`
    );
  });
});
