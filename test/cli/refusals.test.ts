import {cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {readRelease} from "../../loaders/release/readRelease.js";
import {tableDataOf} from "../../loaders/disclosure/releaseSchema.js";
import type {TableData} from "../../loaders/release/tableData.js";
import {writeRelease} from "../../loaders/release/writeRelease.js";
import {manyPatients} from "../disclosure/manyPatients.js";
import {contextOf, crossTable, type Invented} from "../disclosure/support/invented.js";
import {ungatedRelease} from "../disclosure/support/publicRelease.js";
import {root} from "../support/sharedData.js";
import {type ReleaseRows, syntheticRelease} from "../support/syntheticRelease.js";
import {type CliRun, runCli} from "./runCli.js";

const shared = mkdtempSync(join(tmpdir(), "hemiola-"));
const invented = manyPatients(400);
const made: {remove(): Promise<void>}[] = [];
/** Releases of the tiers made before, which no refusal may touch. */
const before = {consortium: join(shared, "consortium"), public: join(shared, "public")};
let previous: Record<"consortium" | "public", string>;

/** An exact release of the invented patients with some rows changed. */
async function exactRelease(changes: ReleaseRows): Promise<string> {
  const rows = {...invented, ...changes};
  const counted = rows.sources.map(({source_id: level}) => ({
    variable: "source_id",
    level,
    n: rows.patients.filter((row) => row.source_id === level).length
  }));
  const release = await syntheticRelease({...rows, summary_levels: counted});
  made.push(release);
  return release.folder;
}

/** Every file below a folder with its bytes. */
function contentOf(folder: string): Map<string, string> {
  const files = readdirSync(folder, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
  return new Map(
    files.map((file) => [join(file.parentPath, file.name), readFileSync(join(file.parentPath, file.name), "base64")])
  );
}

/** Runs the command, which must end with 1, say one line besides its progress, and leave what there is as it was. */
async function refused(run: () => Promise<CliRun>): Promise<string> {
  const folders = Object.values(before);
  const kept = folders.map(contentOf);
  const {code, said, stdout} = await run();
  const faults = said.filter((line) => !line.startsWith("· "));
  expect([code, stdout, faults.length], faults.join("\n")).toEqual([1, "", 1]);
  expect(folders.map(contentOf)).toEqual(kept);
  return faults[0];
}

const disclose = (release: string, tier: "consortium" | "public", ...more: string[]) =>
  refused(() => runCli(["disclose", release, "--tier", tier, "--out", before[tier], ...more]));

/** Source A is called AMLSG, whose rows anybody can have. */
const withPublicSource = (rows: ReleaseRows[string]) =>
  rows.map((row) => (row.source_id === "A" ? {...row, source_id: "AMLSG"} : row));

const withoutRows = (gone: ReadonlySet<unknown>): ReleaseRows =>
  Object.fromEntries(Object.entries(invented).map(([name, rows]) => [name, rows.filter(({patient_id: id}) => !gone.has(id))])); // prettier-ignore

const idsOf = (source: string, n: number) =>
  new Set(invented.patients.filter((row) => row.source_id === source).slice(0, n).map((row) => row.patient_id)); // prettier-ignore

beforeAll(async () => {
  const exact = await exactRelease({});
  const run = await runCli(["disclose", exact, "--tier", "consortium", "--out", before.consortium]);
  expect(run.code).toBe(0);
  const sizeOf = (id: string) => invented.patients.filter((row) => row.source_id === id).length;
  previous = {
    consortium: run.stdout.trim(),
    public: await ungatedRelease(before.public, {sources: {A: sizeOf("A"), B: sizeOf("B")}, blocks: []})
  };
}, 120_000);
afterAll(async () => {
  rmSync(shared, {recursive: true, force: true});
  for (const release of made) await release.remove();
});

describe("a variable without a privacy class", () => {
  it("is refused where a mapping names it, by file, line and column", async () => {
    const project = join(shared, "project");
    for (const folder of ["loaders", "data"]) cpSync(join(root, folder), join(project, folder), {recursive: true});
    for (const name of ["src", "node_modules"]) symlinkSync(join(root, name), join(project, name));
    cpSync(join(root, "package.json"), join(project, "package.json"));
    const mapping = join(project, "data/mappings/demo-amlsg.yaml");
    const text = readFileSync(mapping, "utf8");
    const line = "      ECOG: {to: patients.ecog}\n";
    writeFileSync(mapping, text.replace(line, `${line}      PLZ: {to: patients.postcode}\n`));
    const row = text.slice(0, text.indexOf(line)).split("\n").length + 1;
    const run = () => runCli(["harmonise", "demo", "--out", before.public], undefined, project);
    expect(await refused(run)).toMatch(
      new RegExp(
        `^hemiola: data/mappings/demo-amlsg\\.yaml:${row}: files\\.clinical\\.columns\\.PLZ\\.(?:0\\.)?to: unknown variable "patients\\.postcode", expected one of .*; any other needs a definition and a privacy class`,
        "u"
      )
    );
  });

  it.each(["consortium", "public"] as const)("is refused in the tier %s, by table and column", async (tier) => {
    const dictionary = invented.dictionary.filter(({name, table}) => !(table === "patients" && name === "wbc"));
    expect(await disclose(await exactRelease({dictionary}), tier)).toBe(
      "hemiola: disclosure: table patients, column wbc: no privacy class in the dictionary"
    );
  });
});

describe("a date in a label", () => {
  it("is refused in the tier consortium, by table, column and row and without the date", async () => {
    const at = invented.dictionary.findIndex(({name, table}) => table === "patients" && name === "wbc");
    const dictionary = invented.dictionary.map((row, i) => (i === at ? {...row, label: "WBC of 2 May 2016"} : row));
    expect(await disclose(await exactRelease({dictionary}), "consortium")).toMatch(
      /^hemiola: disclosure: table dictionary, column label, row \d+: date: AAA aa 9 Aaa 9999$/u
    );
  });

  it("is refused in the tier public, where it is the name of a source", async () => {
    const [first, second] = invented.sources;
    const sources = [{...first, name: "Delivery of 17.3.2019"}, second];
    expect(await disclose(await exactRelease({sources}), "public")).toBe(
      "hemiola: disclosure: release.json, sources.0.name: date: Aaaaaaaa aa 99.9.9999"
    );
  });
});

describe("a source whose policy forbids to name it", () => {
  it.each(["consortium", "public"] as const)("is refused in the tier %s where a text tells its name", async (tier) => {
    const policy = join(shared, `${tier}.yaml`);
    const rules = readFileSync(join(root, `data/disclosure/${tier}.yaml`), "utf8");
    writeFileSync(policy, `${rules.replace(/^unnamed: .*$/mu, "")}\nunnamed: [North Registry]\n`);
    const [first, second] = invented.sources;
    const release = await exactRelease({sources: [{...first, name: "Patients of the north-registry"}, second]});
    const {code, said} = await runCli(["disclose", release, "--tier", tier, "--out", before[tier], "--policy", policy]);
    const faults = said.filter((line) => !line.startsWith("· "));
    expect([code, faults.length > 0]).toEqual([1, true]);
    for (const fault of faults)
      expect(fault).toMatch(
        /, (?:row 1|sources\.0\.name): name of a source that may not be told: A+a+ aa aaa aaaaa-a+$/u
      );
  });
});

describe("a centre of three patients", () => {
  it.each([
    ["consortium", 5],
    ["public", 10]
  ] as const)("is refused in the tier %s", async (tier, least) => {
    const few = idsOf("A", 3);
    const patients = invented.patients.map((row) => (few.has(row.patient_id) ? {...row, source_id: "C"} : row));
    const sources = [...invented.sources, {...invented.sources[0], source_id: "C", name: "Centre C"}];
    const line = await disclose(await exactRelease({patients, sources}), tier);
    expect(line).toMatch(new RegExp(`^hemiola: disclosure: source C: 3 patients, expected (?:0 or )?at least ${least}$`, "u")); // prettier-ignore
  });
});

describe("a total of two sources, of which one is public", () => {
  it("is refused in the tier public: every total would give the count of the other", async () => {
    const [patients, sources] = [invented.patients, invented.sources].map(withPublicSource);
    expect(await disclose(await exactRelease({patients, sources}), "public")).toBe(
      "hemiola: disclosure: a total of two sources: the rows of AMLSG are public, so that every total gives the count of B"
    );
  });
});

describe("a release that differs from the last by three patients", () => {
  it.each([
    ["consortium", /^hemiola: disclosure: source A: 3 patients went, expected 0 or at least 5, against release \S+$/u],
    [
      "public",
      /^hemiola: disclosure: source A: 3 patients more or fewer than in the previous release, expected none or 50$/u
    ]
  ] as const)("is refused in the tier %s", async (tier, message) => {
    const later = await exactRelease(withoutRows(idsOf("A", 3)));
    expect(await disclose(later, tier, "--previous", previous[tier])).toMatch(message);
  });
});

describe("hemiola audit", () => {
  const breaches = ({stdout}: CliRun) => stdout.split("\n").filter((line) => /^R\d+ +breach: /u.test(line));

  it("refuses a release of rows in which all of them slipped by the gate, one line each", async () => {
    const sound = await runCli(["audit", previous.consortium, "--previous", previous.consortium]);
    expect([sound.code, breaches(sound)]).toEqual([0, []]);
    const release = await readRelease(previous.consortium);
    const {disclosure, manifest} = {...release, disclosure: release.manifest.disclosure};
    const gone = new Set(Array.from(tableDataOf(release, "patients").columns.patient_id).slice(0, 3));
    const spoil = (name: string): TableData => {
      const table = tableDataOf(release, name);
      const rows = Array.from({length: table.rows}, (_, row) => row).filter((row) => name !== "patients" || !gone.has(table.columns.patient_id[row])); // prettier-ignore
      const columns = Object.fromEntries(Object.entries(table.columns).map(([column, cells]) => [column, rows.map((row) => cells[row])])); // prettier-ignore
      const {schema} = table;
      if (name === "dictionary") columns.label[0] = "seen on 17.3.2019";
      if (name !== "patients") return {...table, columns};
      // Three patients of a source of their own, and a column that nobody classified.
      for (const row of [0, 1, 2]) columns.source_id[row] = "C";
      const [first] = schema.columns;
      const postcode = {...first, name: "postcode", type: "str" as const};
      return {
        schema: {...schema, columns: [...schema.columns, postcode]},
        rows: rows.length,
        columns: {...columns, postcode: rows.map(() => "89")}
      };
    };
    const names = manifest.tables.map(({name}) => name);
    const {folder} = await writeRelease({
      out: join(shared, "weak"),
      parts: {...manifest, inputs: [], disclosure},
      tables: names.map(spoil)
    });
    const run = await runCli(["audit", folder, "--previous", previous.consortium]);
    expect([run.code, run.said]).toEqual([1, []]);
    const lines = breaches(run).join("\n");
    expect(lines).toMatch(/^R1 +breach: .*table patients, column postcode: not in the policy/mu);
    expect(lines).toMatch(/^R2 +breach: .*table dictionary, column label, row 1: date: aaaa aa 99\.9\.9999/mu);
    expect(lines).toMatch(/^R3 +breach: .*3/mu);
    expect(lines).toMatch(/^R6 +breach: .*source A: 6 patients went|^R6 +breach: .*source \w: 3 patients/mu);
  });

  it("refuses a release of aggregates in which all of them slipped by the gate, one line each", async () => {
    const people: Invented = Array.from({length: 400}, (_, i) => ({
      source_id: i % 2 === 0 ? "AMLSG" : "B",
      centre: i < 3 ? "small" : "large",
      aml_type: i % 5 === 0 ? "secondary" : "de_novo"
    }));
    const context = contextOf(people);
    const types = ["aml_type", ["de_novo", "secondary"]] as const;
    const table = crossTable(context, "types", types, ["source_id", ["AMLSG", "B"]]);
    const sizes = {AMLSG: 200, B: 200};
    const sound = await ungatedRelease(join(shared, "sound"), {sources: {B: 200, C: 200}, blocks: [crossTable(contextOf(people.map((row) => ({...row, source_id: row.source_id === "B" ? "B" : "C"}))), "types", types, ["source_id", ["B", "C"]])]}); // prettier-ignore
    const kept = await runCli(["audit", sound, "--previous", sound]);
    expect([kept.code, breaches(kept)]).toEqual([0, []]);
    const weak = await ungatedRelease(join(shared, "weak"), {
      sources: sizes,
      blocks: [
        {...table, caption: "Seen until 17.3.2019"},
        crossTable(context, "centres", types, ["centre", ["small", "large"]])
      ]
    });
    const last = await ungatedRelease(join(shared, "last"), {
      sources: {...sizes, B: 203},
      blocks: [{...table, population: {...table.population, n: 403}}]
    });
    const run = await runCli(["audit", weak, "--previous", last]);
    expect([run.code, run.said]).toEqual([1, []]);
    const lines = breaches(run).join("\n");
    expect(lines).toMatch(/^R2 +breach: .*a set may not name this: centre=/mu);
    expect(lines).toMatch(/^R5 +breach: .*centre=small: a count of 3, expected at least 10/mu);
    expect(lines).toMatch(/^R6 +breach: .*expected 0 or at least k/mu);
    expect(lines).toMatch(/^R11 +breach: .*a total of two sources, of which the rows of AMLSG are public/mu);
  });
});
