import {cpSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {namedReports} from "../../loaders/environment.js";
import type {Release} from "../../loaders/release/readRelease.js";
import {ReportError} from "../../loaders/report/reportError.js";
import {reportResults} from "../../loaders/report/reportResults.js";
import type {ReportResult} from "../../src/model/report.js";
import type {Tier} from "../../src/model/release.js";
import {reportRelease} from "../support/reportRelease.js";
import {root} from "../support/sharedData.js";

const report = `id: small
title: Small groups
audience: clinician
answer:
  - {id: itd, text: "{levels.share(\\"FLT3-ITD mutated\\") | share} have FLT3-ITD.", assert: levels.population.n > 0}
sections:
  - heading: All
    blocks:
      - {id: levels, kind: levels, title: Who, variables: [sex, NPM1, FLT3-ITD], groups: {by: source_id}}
      - {id: values, kind: values, title: Age, variables: [age_years], groups: {by: FLT3-ITD}}
      - {id: npm1, kind: survival, title: Overall survival, endpoint: OS, groups: {by: NPM1, reference: wild_type}}
      - {id: itd, kind: survival, title: Overall survival, endpoint: OS, groups: {by: FLT3-ITD, reference: wild_type}}
limitations: [Invented.]
`;

describe("the reports that a site shows", () => {
  let exact: Release & {remove(): Promise<void>};
  let project: string;
  beforeAll(async () => {
    // Three patients with FLT3-ITD, seven with NPM1, two without a sex.
    exact = await reportRelease(
      Array.from({length: 60}, (_, i) => ({source: i < 40 ? "A" : "B", days: 50 + 20 * i, died: i % 4 !== 0, sex: i < 2 ? null : i % 2 === 0 ? "male" : "female", age: 30 + (i % 40), npm1: i % 9 === 1, itd: i % 20 === 7})) // prettier-ignore
    );
    project = mkdtempSync(join(tmpdir(), "hemiola-"));
    cpSync(join(root, "data/diseases"), join(project, "data/diseases"), {recursive: true});
    cpSync(join(root, "data/reports"), join(project, "data/reports"), {recursive: true});
    writeFileSync(join(project, "data/reports/small.yaml"), report);
    writeFileSync(join(project, "data/diseases/aml.yaml"), `id: aml\nlabel: AML\nversion: "1"\nalterations: []\nendpoints: [OS]\nreports: [small]\n`); // prettier-ignore
  });
  afterAll(async () => {
    rmSync(project, {recursive: true, force: true});
    await exact.remove();
  });

  const shown = (tier: Tier, disclosure?: {k: number; minCurve: number}): ReportResult => {
    const given = disclosure && {...disclosure, from: "0".repeat(16), policy: "aml", version: "1"};
    const {results} = reportResults({...exact, manifest: {...exact.manifest, tier, ...(given && {disclosure: given})}}, project); // prettier-ignore
    return results[0];
  };
  const group = ({sections}: ReportResult, id: string, label: string) => {
    const block = sections.flatMap(({blocks}) => blocks).find((d) => d.id === id);
    if (block?.kind !== "survival") throw new Error(`no survival block ${id}`);
    return block.groups.find((d) => d.label.includes(label))!;
  };

  it("are exact in the internal tier", () => {
    const result = shown("internal");
    expect(smallest(result)).toBeLessThan(5);
    expect(group(result, "itd", "mutated")).toMatchObject({n: {n: 3}});
    expect(group(result, "itd", "mutated").curve).not.toBeNull();
    expect(result.answer[0].text).toMatch(/^5\.0 % \(3\/60; .*\) have FLT3-ITD\.$/);
  });

  it("are those that are named, where some are", () => {
    const {results, remarks} = reportResults(exact, project, namedReports({HEMIOLA_REPORTS: " small, "}));
    expect(results.map(({id}) => id)).toEqual(["small"]);
    expect(remarks).toContain("only the reports that are named: small");
    expect(reportResults(exact, project, namedReports({HEMIOLA_REPORTS: ""}))).toEqual(reportResults(exact, project));
    expect(() => reportResults(exact, project, namedReports({HEMIOLA_REPORTS: "small,other"}))).toThrow(
      new ReportError("the release has no report other")
    );
  });

  it("show among partners no count from 1 to k − 1, no curve of a small group, no sentence with a hidden number", () => {
    const result = shown("consortium", {k: 5, minCurve: 10});
    expect(result.tier).toBe("consortium");
    expect(smallest(result)).toBeGreaterThanOrEqual(5);
    expect(group(result, "itd", "mutated").n).toMatchObject({n: null, hidden: "small"});
    expect(group(result, "itd", "mutated").curve).toBeNull();
    expect(group(result, "npm1", "mutated")).toMatchObject({n: {n: 7}, curve: null});
    expect(group(result, "npm1", "wild").curve).not.toBeNull();
    expect(result.answer[0].text).toBeNull();
  });

  it("go by the thresholds that the release declares, and by 5 and 10 where it declares none", () => {
    expect(group(shown("consortium", {k: 8, minCurve: 10}), "npm1", "mutated").n.n).toBeNull();
    expect(group(shown("consortium", {k: 3, minCurve: 7}), "npm1", "mutated").curve).not.toBeNull();
    expect(shown("consortium")).toEqual(shown("consortium", {k: 5, minCurve: 10}));
  });
});

/** Smallest number above 0 of any count in a result. */
function smallest(result: ReportResult): number {
  let least = Infinity;
  JSON.stringify(result, (_, value: unknown) => {
    if (typeof value === "object" && value !== null && "set" in value && "n" in value && typeof value.n === "number" && value.n > 0) least = Math.min(least, value.n); // prettier-ignore
    return value;
  });
  return least;
}
