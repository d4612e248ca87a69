import {cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import type {Release} from "../../loaders/release/readRelease.js";
import {computeReports} from "../../loaders/report/computeReports.js";
import {publicReport} from "../../loaders/report/declare/publicReport.js";
import {keptFindings} from "../../loaders/report/keptFindings.js";
import {type ReportPatient, reportRelease} from "../support/reportRelease.js";
import {root} from "../support/sharedData.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

const open: (Release & {remove(): Promise<void>})[] = [];
afterAll(() => Promise.all(open.map((release) => release.remove())));

/** Eighty patients of one source; those with NPM1 live longer by this factor. */
async function releaseOf(factor: number): Promise<Release> {
  const patients = Array.from({length: 80}, (_, i): ReportPatient => {
    const npm1 = i % 2 === 0;
    return {source: "A", days: (100 + 7 * i) * (npm1 ? factor : 1), died: i % 8 !== 7, sex: i % 3 === 0 ? "male" : "female", age: 30 + (i % 50), npm1, itd: i % 16 === 1}; // prettier-ignore
  });
  const release = await reportRelease(patients);
  open.push(release);
  return release;
}

const report = `id: npm1
title: NPM1
audience: clinician
needs: {variables: [NPM1]}
answer:
  - id: longer
    text: "Longer with NPM1: {os.contrast(\\"NPM1 mutated\\") | ratio}."
    assert: os.contrast("NPM1 mutated").upper < 1
sections:
  - heading: Survival
    blocks:
      - {id: os, kind: survival, title: Overall survival, endpoint: OS, groups: {by: NPM1, reference: wild_type}}
limitations: [Invented.]
`;

/** A project with these reports and no other. */
function projectOf(reports: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  cpSync(join(root, "data/diseases"), join(folder, "data/diseases"), {recursive: true});
  cpSync(join(root, "data/reports"), join(folder, "data/reports"), {recursive: true});
  for (const [id, yaml] of Object.entries(reports)) writeFileSync(join(folder, "data/reports", `${id}.yaml`), yaml);
  const pack = `id: aml\nlabel: AML\nversion: "1"\nalterations: []\nendpoints: [OS]\nreports: [${Object.keys(reports).join(", ")}]\n`;
  writeFileSync(join(folder, "data/diseases/aml.yaml"), pack);
  return folder;
}

describe("the reports of a release", () => {
  it("are declared without code, and their claims are tested against the numbers", async () => {
    const {reports, broken} = computeReports(await releaseOf(4), projectOf({npm1: report}));
    const [{result}] = reports;
    expect(result).toMatchObject({id: "npm1", title: "NPM1", group: "report", tier: "internal", disclaimer: null});
    expect(result.answer).toMatchObject([{id: "longer", holds: true, blocks: ["os"]}]);
    expect(result.answer[0].text).toMatch(/^Longer with NPM1: 0\.\d\d \(95 % CI 0\.\d\d–0\.\d\d\)\.$/);
    expect(broken).toEqual([]);
  });

  it("say in one line which claim a later release no longer supports", async () => {
    const {reports, broken} = computeReports(await releaseOf(1), projectOf({npm1: report}));
    expect(reports[0].result.answer).toMatchObject([{id: "longer", holds: false}]);
    expect(broken).toEqual(['report npm1: claim longer is no longer supported: os.contrast("NPM1 mutated").upper < 1']);
  });

  it("are left out where the release cannot carry them, with the reason", async () => {
    const other = report.replace("id: npm1", "id: tp53").replace("variables: [NPM1]", "variables: [TP53]");
    const {reports, left} = computeReports(await releaseOf(4), projectOf({npm1: report, tp53: other}));
    expect(reports.map(({result}) => result.id)).toEqual(["npm1"]);
    expect(left).toEqual(["report tp53 is not made: the release does not have the variable TP53"]);
  });

  it("repeat over alterations that enough patients have, each under its own name", async () => {
    const each = report
      .replace("id: npm1", "id: gene")
      .replace("audience", "group: gene\nrepeat: {over: alterations, patients: 20}\naudience")
      .replaceAll("NPM1", "$alteration");
    const {reports} = computeReports(
      await releaseOf(4),
      projectOf({gene: each.replace("variables: [$alteration]", "")})
    );
    // FLT3-ITD is in five patients only.
    expect(reports.map(({result}) => [result.id, result.title])).toEqual([["gene-npm1", "NPM1"]]);
  });

  it("leave their findings behind, made again for another release, other declarations or what is damaged", async () => {
    const [release, project, cache] = [await releaseOf(4), projectOf({npm1: report}), temporaryFolder()];
    for (const name of ["loaders", "src"]) mkdirSync(join(project, name));
    writeFileSync(join(project, "package-lock.json"), "{}");
    const kept = (of = release) => keptFindings(of, project, cache).map(({answer}) => answer[0].holds);
    const files = () => readdirSync(join(cache, "findings")).map((name) => join(cache, "findings", name));
    expect(kept()).toEqual([true]);
    const [file] = files();
    writeFileSync(file, readFileSync(file, "utf8").replace('"holds":true', '"holds":null'));
    expect(kept()).toEqual([null]);
    writeFileSync(file, "{");
    expect(kept()).toEqual([true]);
    expect(kept(await releaseOf(1))).toEqual([false]);
    writeFileSync(join(project, "data/reports/npm1.yaml"), report.replace("upper < 1", "upper > 1"));
    expect(kept()).toEqual([false]);
    expect(files()).toHaveLength(3);
  });

  it("are the same twice", async () => {
    const [release, project] = [await releaseOf(2), projectOf({npm1: report})];
    const text = () => JSON.stringify(computeReports(release, project).reports.map(({result}) => result));
    expect(text()).toBe(text());
  });

  it("leave out in a public release what is declared not to be public, with sections that it leaves empty, and say so", async () => {
    const more = report.replace(
      "limitations:",
      `      - {id: os-sex, kind: survival, title: By sex, endpoint: OS, groups: {by: sex}, public: false}
  - heading: Not for all
    text: [About the figure below.]
    blocks:
      - {id: age, kind: values, title: Ages, variables: [age_years], public: false}
limitations:`
    );
    const {reports} = computeReports(await releaseOf(4), projectOf({npm1: more}));
    const [{declared, result}] = reports;
    const ids = ({sections}: typeof result) => sections.map(({blocks}) => blocks.map(({id}) => id));
    expect(ids(result)).toEqual([["os", "os-sex"], ["age"]]);
    const open = publicReport(declared, result);
    expect(ids(open)).toEqual([["os"]]);
    expect(open.limitations.at(-1)).toBe(
      "Not in the public tier, since their counts differ by few patients: By sex; Ages."
    );
    const [plain] = computeReports(await releaseOf(4), projectOf({npm1: report})).reports;
    expect(publicReport(plain.declared, plain.result)).toBe(plain.result);
  });
});
