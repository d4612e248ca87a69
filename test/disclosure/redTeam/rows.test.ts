import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {auditRelease} from "../../../loaders/disclosure/audit/auditRelease.js";
import {RareCombinations} from "../../../loaders/disclosure/audit/rareCombinations.js";
import {consortiumTier} from "../../../loaders/disclosure/consortium/consortiumTier.js";
import {coarseTimes} from "../../../loaders/disclosure/consortium/coarseTimes.js";
import {identifyingColumns} from "../../../loaders/disclosure/consortium/patientIdentity.js";
import {demoPseudonymKey, pseudonyms} from "../../../loaders/disclosure/pseudonyms.js";
import {writeRelease} from "../../../loaders/release/writeRelease.js";
import {readRelease, type Release} from "../../../loaders/release/readRelease.js";
import type {TableData} from "../../../loaders/release/tableData.js";
import type {TierRelease} from "../../../loaders/disclosure/tiers.js";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {root} from "../../support/sharedData.js";
import {syntheticRelease} from "../../support/syntheticRelease.js";
import {manyPatients} from "../manyPatients.js";
import {homogeneity, type KnownRow, link, minimality} from "./attacks.js";

const names = ["source_id", "disease", "age_years", "sex", "study_code", "aml_type"];
const folder = mkdtempSync(join(tmpdir(), "hemiola-"));
let exact: Awaited<ReturnType<typeof syntheticRelease>>;
let made: TierRelease;
let ours: Release;
/** The same release after somebody put one patient's exact age, day and key back. */
let weak: Release;

beforeAll(async () => {
  exact = await syntheticRelease(manyPatients(1000));
  made = consortiumTier({root, release: exact, key: demoPseudonymKey});
  const write = async ({parts, tables}: TierRelease, out: string) =>
    await readRelease((await writeRelease({parts, tables, out: join(folder, out)})).folder);
  ours = await write(made, "ours");
  const spoil = (table: TableData): TableData => {
    const columns = {...table.columns};
    const first = (name: string, value: string | number) => {
      columns[name] = Array.from(columns[name], (cell, row) => (row === 0 ? value : cell));
    };
    if (table.schema.name === "patients") first("age_years", 97);
    if (table.schema.name === "outcomes") first("time_days", 1234);
    return {...table, columns};
  };
  weak = await write({...made, tables: made.tables.map(spoil)}, "weak");
});
afterAll(async () => {
  rmSync(folder, {recursive: true, force: true});
  await exact.remove();
});

/** Rows of a table `patients` as an attacker reads them. */
function rowsOf(of: TierRelease): KnownRow[] {
  const patients = of.tables.find(({schema}) => schema.name === "patients")!;
  const columns = identifyingColumns(patients, names);
  return Array.from({length: patients.rows}, (_, row) =>
    Object.fromEntries(names.map((name, c) => [name, columns[c][row]]))
  );
}

type AgeTest = (shown: unknown, age: number) => boolean;

/** The level of the ladder that the demo of these patients is released on: below 40, 40 to 59, 60 and older. */
const bandOf = (age: number) => (age < 40 ? 0 : age < 60 ? 1 : 2);
const sameBand: AgeTest = (shown, age) => shown === null || bandOf(Number(shown)) === bandOf(age);
const sameAge: AgeTest = (shown, age) => shown === age;

/** Rows that may be a person's whose age, sex, source, trial and type are known; what is blanked may be anybody's. */
function candidatesOf(rows: readonly KnownRow[], person: KnownRow, ages: AgeTest): number {
  const type = person.aml_type === "de_novo" ? "de_novo" : "not_de_novo";
  return rows.filter(
    (row) =>
      ["source_id", "sex", "study_code"].every((name) => row[name] === null || row[name] === person[name]) &&
      [null, type].includes(row.aml_type as string | null) &&
      ages(row.age_years, Number(person.age_years))
  ).length;
}

describe("attacks on rows", () => {
  it("linkage: finds patients by exact quasi-identifiers, at most one in five in what is released", () => {
    const before: KnownRow[] = [...manyPatients(1000).patients];
    const exactRisk = link(before, before, names);
    expect(exactRisk.max).toBe(1);
    const after = rowsOf(made);
    const risk = link(after, after, names);
    expect(risk.max).toBeLessThanOrEqual(0.2);
    expect(risk.mean).toBeLessThanOrEqual(0.05);
    expect(exactRisk.mean).toBeGreaterThan(5 * risk.mean);
  });

  it("linkage of outsiders: who is in a register finds at least five rows that may be theirs, one where ages were put back", () => {
    const patients = made.tables.find(({schema}) => schema.name === "patients")!;
    const rows = Array.from({length: patients.rows}, (_, row) =>
      Object.fromEntries(Object.entries(patients.columns).map(([name, cells]) => [name, cells[row]]))
    );
    const people = manyPatients(1000).patients;
    const hashed = pseudonyms(demoPseudonymKey)("patient_id", people.map((person) => person.patient_id)); // prettier-ignore
    const ages = new Map(people.map(({age_years: age}, i) => [hashed[i], age]));
    const spoilt = rows.map((row) => ({...row, age_years: ages.get(row.patient_id)!}));
    // Journalist: any person of the register; marketer: everybody.
    const [journalist, marketer] = [Math.max, (...all: number[]) => all.reduce((a, b) => a + b, 0) / all.length];
    const chances = (of: readonly KnownRow[], ages: AgeTest) => people.map((person) => 1 / candidatesOf(of, person, ages)); // prettier-ignore
    const found = chances(rows, sameBand);
    expect(journalist(...found)).toBeLessThanOrEqual(0.2);
    expect(marketer(...found)).toBeLessThanOrEqual(0.05);
    const weakened = chances(spoilt, sameAge);
    expect(journalist(...weakened)).toBe(1);
    expect(marketer(...weakened)).toBeGreaterThan(3 * marketer(...found));
  });

  it("homogeneity: tells an outcome of a class of one kind", () => {
    const outcomes = [
      {c: 1, died: 1},
      {c: 1, died: 1},
      {c: 2, died: 0},
      {c: 2, died: 1}
    ];
    expect(homogeneity(outcomes, ["c"], "died")).toBe(2);
    const patients = made.tables.find(({schema}) => schema.name === "patients")!;
    const os = made.tables.find(({schema}) => schema.name === "outcomes")!;
    const times = coarseTimes({step_months: 1, top_months: 120});
    const at = new Map<unknown, number | null>();
    for (let row = 0; row < os.rows; ++row) {
      if (os.columns.definition[row] !== "OS") continue;
      const month = times.month(Number(os.columns.time_days[row]));
      at.set(os.columns.patient_id[row], month > 24 ? 0 : os.columns.status[row] === 1 ? 1 : null);
    }
    const rows = rowsOf(made).map((row, i) => ({...row, died: at.get(patients.columns.patient_id[i]) ?? null}));
    expect(homogeneity(rows, names, "died")).toBe(0);
    // By their exact values most are alone, and whoever finds them has their outcome.
    const ids = pseudonyms(demoPseudonymKey)("patient_id", manyPatients(1000).patients.map((row) => row.patient_id)); // prettier-ignore
    const exactRows = manyPatients(1000).patients.map((row, i) => ({...row, died: at.get(ids[i]) ?? null}));
    expect(homogeneity(exactRows, names, "died")).toBeGreaterThan(300);
    expect(rows.filter(({died}) => died === 1).length).toBeGreaterThan(100);
  });

  it("minimality: blanked rows hide among enough others", () => {
    const fixed = ["source_id", "disease"];
    const alone = [{source_id: "A", disease: "AML", age_years: null, sex: null}];
    expect(minimality(alone, ["age_years", "sex"], fixed, 5)).toBe(1);
    expect(minimality(rowsOf(made), names, fixed, 5)).toBe(0);
  });

  it("rare combinations: minimal ones of up to three columns, none in what is released", () => {
    const columns = [
      ["a", "a", "b", "b"],
      [1, 2, 1, 2],
      ["x", "x", "x", "y"]
    ];
    expect(new RareCombinations(["p", "q", "r"], columns, 2, 3).all().map(({text}) => text)).toEqual([
      "r y",
      "p a, q 1",
      "p a, q 2",
      "p b, q 1",
      "p b, q 2",
      "p b, r x",
      "q 2, r x"
    ]);
    // Those with r alone: the second to the fourth row have one.
    const two = new RareCombinations(["p", "q"], columns.slice(0, 2), 2, 3);
    expect([...two.rowsWith("r", columns[2])]).toEqual([0, 1, 1, 1]);
    const rows = rowsOf(made);
    const cells = names.map((name) => rows.map((row) => row[name] as string | number | null));
    expect(new RareCombinations(names, cells, 5, 3).all()).toEqual([]);
    const before = manyPatients(1000).patients;
    const exact = names.map((name) => before.map((row) => row[name]));
    expect(new RareCombinations(names, exact, 5, 3).all().length).toBeGreaterThan(20);
  });
});

describe("audit of rows", () => {
  const statusOf = async (release: Release) => {
    const {rules} = await auditRelease({root, release});
    return Object.fromEntries(rules.map(({id, outcome}) => [id, outcome.status]));
  };

  it("passes a release as it was made", async () => {
    const {broken, rules} = await auditRelease({root, release: ours});
    expect(rules.flatMap(({outcome}) => (outcome.status === "breach" ? outcome.breaches : []))).toEqual([]);
    expect(broken).toBe(0);
    expect(await statusOf(ours)).toMatchObject({R1: "pass", R3: "pass", R4: "pass", R7: "pass", R13: "pass"});
  });

  it("finds one exact age and one exact day, whatever the release says of itself", async () => {
    expect(await statusOf(weak)).toMatchObject({R1: "pass", R3: "breach", R7: "breach", R13: "breach"});
  });

  it("finds a release that differs from the last by three patients", async () => {
    const cut = (table: TableData): TableData => {
      const ids = made.tables.find(({schema}) => schema.name === "patients")!.columns.patient_id;
      const gone = new Set([ids[0], ids[1], ids[2]]);
      if (table.schema.name !== "patients") return table;
      const rows = Array.from({length: table.rows}, (_, row) => row).filter(
        (row) => !gone.has(table.columns.patient_id[row])
      );
      const columns = Object.fromEntries(
        Object.entries(table.columns).map(([name, cells]) => [name, rows.map((row) => cells[row])])
      );
      return {...table, rows: rows.length, columns};
    };
    const out = join(folder, "later");
    const {folder: later} = await writeRelease({parts: made.parts, tables: made.tables.map(cut), out});
    const {rules} = await auditRelease({root, release: await readRelease(later), previous: ours});
    const found = rules.find(({id}) => id === "R6")!.outcome;
    expect(found).toMatchObject({status: "breach"});
    const {rules: same} = await auditRelease({root, release: ours, previous: ours});
    expect(same.find(({id}) => id === "R6")!.outcome.status).toBe("pass");
  });
});
