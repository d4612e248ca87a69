import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {consortiumTier} from "../../loaders/disclosure/consortium/consortiumTier.js";
import {identifyingColumns} from "../../loaders/disclosure/consortium/patientIdentity.js";
import {reidentificationRisk} from "../../loaders/disclosure/consortium/reidentificationRisk.js";
import {demoPseudonymKey, pseudonymPattern} from "../../loaders/disclosure/pseudonyms.js";
import type {TierRelease} from "../../loaders/disclosure/tiers.js";
import type {Cell, TableData} from "../../loaders/release/tableData.js";
import {root} from "../support/sharedData.js";
import {type ReleaseRows, syntheticRelease} from "../support/syntheticRelease.js";
import {manyPatients} from "./manyPatients.js";

const names = ["source_id", "disease", "age_years", "sex", "study_code", "aml_type"];
const key = demoPseudonymKey;
const exact = manyPatients(1500);
/** Day 0, the days that stand for the months of ten years, and their end. */
const quarters = Array.from({length: 120}, (_, month) =>
  [0.25, 0.5, 0.75].map((q) => Math.round((month + q) * 30.4375))
);
const shownDays = [0, ...quarters.flat(), 3653];
let release: Awaited<ReturnType<typeof syntheticRelease>>;
let made: TierRelease;

beforeAll(async () => {
  release = await syntheticRelease(exact);
  made = consortiumTier({root, release, key});
});
afterAll(() => release.remove());

function table(name: string, of: TierRelease = made): TableData {
  return of.tables.find(({schema}) => schema.name === name)!;
}

function rows(name: string, of: TierRelease = made): Record<string, Cell>[] {
  const {columns, rows: n} = table(name, of);
  return Array.from({length: n}, (_, i) =>
    Object.fromEntries(Object.entries(columns).map(([c, cells]) => [c, cells[i]]))
  );
}

/** The tier made of the same release with some rows changed. */
async function madeOf(changes: ReleaseRows, policyFile?: string): Promise<TierRelease> {
  const changed = await syntheticRelease({...exact, ...changes});
  try {
    return consortiumTier({root, release: changed, policyFile, key});
  } finally {
    await changed.remove();
  }
}

describe("the consortium tier", () => {
  it("leaves no patient in a class of fewer than five, counted anew from its rows", () => {
    const risk = reidentificationRisk(identifyingColumns(table("patients"), names), 5);
    expect(risk.smallestClass).toBeGreaterThanOrEqual(5);
    expect([risk.unique, risk.belowK]).toEqual([0, 0]);
    expect(risk.prosecutorMax).toBeLessThanOrEqual(0.2);
    expect(risk.prosecutorMean).toBeLessThanOrEqual(0.05);
    // The exact rows fail the same count, so that it can fail.
    const before = Object.fromEntries(names.map((name) => [name, exact.patients.map((row) => row[name])]));
    const exactRisk = reidentificationRisk(Object.values(before), 5);
    expect(exactRisk.smallestClass).toBe(1);
    expect(exactRisk.belowK).toBeGreaterThan(500);
  });

  it("says honestly what someone finds who also knows how long a patient lived", () => {
    const found = rows("disclosure_risk").filter(
      ({stage, attributes, measure}) =>
        stage === "after" && measure === "unique" && String(attributes).includes("overall survival")
    );
    expect(found).toHaveLength(1);
    expect(Number(found[0].value)).toBeGreaterThan(100);
  });

  it("has two outcomes at 24 months in every class where any is known", () => {
    const dead = new Map<Cell, string>();
    for (const {patient_id: id, definition, time_days: days, status} of rows("outcomes")) {
      if (definition !== "OS") continue;
      const month = Math.ceil(Number(days) / 30.4375);
      dead.set(id, month > 24 ? "alive" : status === 1 ? "dead" : "unknown");
    }
    const classes = new Map<string, Set<string>>();
    for (const row of rows("patients")) {
      const at = names.map((name) => String(row[name])).join("|");
      classes.set(at, (classes.get(at) ?? new Set()).add(dead.get(row.patient_id)!));
    }
    for (const [at, known] of classes) expect(known.has("dead") && known.has("alive"), at).toBe(true);
  });

  it("blanks or leaves out one in twenty at most, and counts them", () => {
    const risk = new Map(
      rows("disclosure_risk").map(({stage, measure, value}) => [`${String(stage)} ${String(measure)}`, value])
    );
    expect(risk.get("after suppressed")).toBeLessThanOrEqual(0.05);
    // No patient here is without a value in the exact rows; what is dropped for all is no suppression.
    const shown = ["age_years", "sex", "study_code", "aml_type"].filter((name) =>
      rows("patients").some((row) => row[name] !== null)
    );
    const blank = rows("patients").filter((row) => shown.some((name) => row[name] === null));
    expect(blank.length).toBe(risk.get("after blanked"));
    // Age costs most: it is blanked last, with all the others.
    for (const row of blank)
      if (row.age_years === null) expect(shown.map((name) => row[name])).toEqual(shown.map(() => null));
    expect(blank.some(({age_years}) => age_years !== null)).toBe(true);
    expect(table("patients").rows).toBe(1500 - Number(risk.get("after removed")));
  });

  it("gives every key anew and orders rows by nothing that tells of the old ones", () => {
    const old = new Set(exact.patients.map(({patient_id: id}) => id));
    for (const {patient_id: id} of rows("patients")) {
      expect(String(id)).toMatch(pseudonymPattern);
      expect(old.has(id)).toBe(false);
    }
    expect(table("patients").schema.sortBy).toEqual(["source_id", "patient_id"]);
    const known = new Set(rows("patients").map(({patient_id: id}) => id));
    for (const name of ["samples", "mutations", "outcomes", "events", "classifications"])
      for (const {patient_id: id} of rows(name)) expect(known.has(id)).toBe(true);
  });

  it("shows times by their month up to ten years, an event after them censored, and endpoints that contain each other", () => {
    const outcomes = rows("outcomes").map(({patient_id, definition, status, start_day: start, time_days: time}) => ({
      patient_id,
      definition,
      status,
      end: Number(start) + Number(time)
    }));
    const overall = new Map(outcomes.filter((row) => row.definition === "OS").map((row) => [row.patient_id, row]));
    for (const {patient_id: id, end} of outcomes) {
      expect(shownDays).toContain(end);
      expect(end).toBeLessThanOrEqual(overall.get(id)!.end);
    }
    const last = outcomes.filter(({definition, end}) => definition === "OS" && end === 3653);
    expect(last.length).toBeGreaterThan(10);
    for (const {patient_id: id, event, day} of rows("events")) {
      const {end, status} = overall.get(id)!;
      expect(Number(day)).toBeLessThanOrEqual(end);
      if (event === "death") expect([status, day]).toEqual([1, end]);
    }
  });

  it("shows a protein change or codon only where five patients have it, and no coordinates", () => {
    const mutations = table("mutations");
    for (const name of ["pos", "ref", "alt", "hgvs_c", "depth"]) expect(mutations.columns).not.toHaveProperty(name);
    const changes = rows("mutations");
    expect(new Set(changes.map(({hgvs_p: change}) => change))).toEqual(new Set(["p.W288fs*12", null]));
    expect(new Set(changes.map(({gene_symbol: gene}) => gene))).toEqual(new Set(["NPM1", "TP53"]));
    for (const {vaf} of changes) {
      const steps = Number(vaf) / 0.05;
      expect(vaf === 0.0125 || Math.abs(steps - Math.round(steps)) < 1e-6).toBe(true);
    }
  });

  it("blanks flags, classes and counts of fewer than five patients so that they cannot be told from the rest", () => {
    const cytogenetics = rows("cytogenetics");
    expect(new Set(cytogenetics.map(({inv3}) => inv3))).toEqual(new Set([null]));
    expect(cytogenetics.filter(({t_8_21: flag}) => flag === true).length).toBeGreaterThanOrEqual(5);
    expect(Math.max(...cytogenetics.map(({n_abnormalities: n}) => Number(n)))).toBe(2);
    expect(new Set(rows("patient_features").map((row) => row["FLT3-ITD"]))).toEqual(new Set([null]));
    const classes = rows("classifications");
    const unresolved = classes.filter(({value}) => value === null);
    expect(classes.some(({value, rule_id: rule}) => value === "apl" || rule === "apl")).toBe(false);
    expect(unresolved.length).toBeGreaterThanOrEqual(5);
    expect(new Set(unresolved.map(({status, possible}) => `${String(status)} ${String(possible)}`)).size).toBe(1);
  });

  it("counts every summary again from its rows", () => {
    const npm1 = rows("summary_alterations").find(
      ({alteration, source_id: source}) => alteration === "NPM1" && source === null
    );
    expect(npm1!.n_tested).toBe(table("patients").rows);
    const sources = rows("sources");
    expect(sources.reduce((sum, {n_patients: n}) => sum + Number(n), 0)).toBe(table("patients").rows);
    expect(new Set(sources.map(({access_tier: tier}) => tier))).toEqual(new Set(["consortium"]));
    const survival = rows("summary_survival").filter(({endpoint}) => endpoint === "OS");
    for (const {time_days: day} of survival) expect(shownDays).toContain(Number(day));
  });

  it("leaves out findings of few records and blanks the tokens that others quote", () => {
    expect(rows("findings").map(({rule_id: rule, description}) => [rule, description])).toEqual([
      ["many", "“…” read as the code it stands for"]
    ]);
  });

  it("says what was done to every column of every table", () => {
    const decided = new Set(rows("disclosure_decisions").map(({table: t, column}) => `${String(t)}.${String(column)}`));
    for (const {name, columns} of release.manifest.tables)
      for (const column of columns) expect(decided.has(`${name}.${column}`), `${name}.${column}`).toBe(true);
  });

  it("gives the same cells for the same release and key, and other keys for another key", () => {
    const again = consortiumTier({root, release, key});
    expect(rows("patients", again)).toEqual(rows("patients"));
    const other = consortiumTier({root, release, key: "another key that is long enough to be one"});
    const ids = new Set(rows("patients").map(({patient_id: id}) => id));
    expect(rows("patients", other).some(({patient_id: id}) => ids.has(id))).toBe(false);
  });
});

describe("what is refused", () => {
  it("a date in a code of patients' rows, in one line that does not repeat it", async () => {
    const patients = exact.patients.map((row) => ({...row, arm_planned: "seit 17.03.2019"}));
    await expect(madeOf({patients})).rejects.toThrow(
      /^disclosure: table patients, column arm_planned, row 1: date: aaaa 99\.99\.9999$/m
    );
  });

  it("a date in a label of the dictionary", async () => {
    const dictionary = exact.dictionary.map((row) => (row.name === "wbc" ? {...row, label: "WBC of 2 May 2016"} : row));
    await expect(madeOf({dictionary})).rejects.toThrow(/table dictionary, column label, row \d+: date/);
  });

  it("a variable without a privacy class", async () => {
    const dictionary = exact.dictionary.filter(({table: t, name}) => !(t === "patients" && name === "wbc"));
    await expect(madeOf({dictionary})).rejects.toThrow(
      "disclosure: table patients, column wbc: no privacy class in the dictionary"
    );
  });

  it("a release that is not exact", () => {
    const {manifest} = release;
    const consortium = {...release, manifest: {...manifest, tier: "consortium" as const}};
    expect(() => consortiumTier({root, release: consortium, key})).toThrow("of the tier consortium, expected internal");
  });

  it("patients too different for the limits", async () => {
    const few = manyPatients(15);
    await expect(madeOf(few)).rejects.toThrow(/none of \d+ combinations of levels keeps the limits/);
  });

  it("a policy that allows a risk above 1/k, or does not know a column", async () => {
    const {writeFileSync, readFileSync} = await import("node:fs");
    const {temporaryFolder} = await import("../support/temporaryFolder.js");
    const policy = readFileSync(join(root, "data/disclosure/consortium.yaml"), "utf8");
    const file = join(temporaryFolder(), "policy.yaml");
    writeFileSync(file, policy.replace("k: 5", "k: 3"));
    await expect(madeOf({}, file)).rejects.toThrow("1/k is 0.333, above max_risk 0.2");
    writeFileSync(file, policy.replace("      splenomegaly: rare\n", ""));
    await expect(madeOf({}, file)).rejects.toThrow(
      "disclosure: table patients, column splenomegaly: no treatment in the policy consortium"
    );
    writeFileSync(file, policy.replace(/ {2}treatments:\n(?: {4}.*\n)+/, ""));
    await expect(madeOf({}, file)).rejects.toThrow(
      "disclosure: table treatments: no decision in the policy consortium"
    );
  });
});
