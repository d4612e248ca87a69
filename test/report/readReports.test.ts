import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readReports} from "../../loaders/report/declare/readReports.js";
import {reportSet} from "../../loaders/report/declare/reportSet.js";
import {root} from "../support/sharedData.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

function faultsOf(yaml: string): string[] {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "data/reports"), {recursive: true});
  writeFileSync(join(folder, "data/reports/x.yaml"), yaml);
  try {
    readReports(folder);
    return [];
  } catch (error) {
    return (error as Error).message.split("\n");
  }
}

const good = `id: x
title: X
audience: clinician
limitations: [none]
sections:
  - heading: One
    blocks:
      - {id: os, kind: survival, title: Survival, endpoint: OS}
`;

describe("the declaration of a report", () => {
  it("is read without a fault as it should be", () => {
    expect(faultsOf(good)).toEqual([]);
  });

  it.each([
    [
      "an unknown key",
      good.replace("title: X", "title: X\ncolour: red"),
      /^data\/reports\/x\.yaml:3: colour: unknown key: colour$/
    ],
    ["a missing key of a block", good.replace(", endpoint: OS", ""), /^data\/reports\/x\.yaml:8: sections\.0\.blocks\.0\.endpoint: missing key: endpoint$/], // prettier-ignore
    ["an unknown kind", good.replace("kind: survival", "kind: curve"), /^data\/reports\/x\.yaml:8: sections\.0\.blocks\.0\.kind: unknown value, expected one of .*survival/], // prettier-ignore
    ["an unknown key of a block", good.replace("endpoint: OS", "endpoint: OS, colour: red"), /^data\/reports\/x\.yaml:8: sections\.0\.blocks\.0\.colour: unknown key: colour$/], // prettier-ignore
    ["a number that is none", good.replace("endpoint: OS", "endpoint: OS, landmark: soon"), /^data\/reports\/x\.yaml:8: sections\.0\.blocks\.0\.landmark: expected a number$/], // prettier-ignore
    ["a name that is not the file's", good.replace("id: x", "id: y"), /^data\/reports\/x\.yaml:1: id: expected x, the name of the file$/], // prettier-ignore
    ["an assertion that cannot be read", `${good}    claims: [{id: c, text: T, assert: os.test.p <}]\n`, /^data\/reports\/x\.yaml:9: sections\.0\.claims\.0\.assert: invalid expression: os\.test\.p <: ends too early$/], // prettier-ignore
    ["an assertion that asserts nothing", `${good}    claims: [{id: c, text: T, assert: os.test.p}]\n`, /claims\.0\.assert: invalid assertion: os\.test\.p: expected a comparison$/], // prettier-ignore
    ["a sentence with an unknown format", `${good}    claims: [{id: c, text: "{os.test.p | loud}", assert: os.test.p < 1}]\n`, /claims\.0\.text: unknown format: loud/], // prettier-ignore
    ["two blocks of one name", `${good}      - {id: os, kind: flow, title: T, steps: [{label: a}, {label: b}]}\n`, /^data\/reports\/x\.yaml:9: sections\.0\.blocks\.1\.id: duplicate block: os$/], // prettier-ignore
    ["a page for each gene that does not say over what", good.replace("audience", "group: gene\naudience"), /repeat: missing key$/] // prettier-ignore
  ])("says in one line: %s", (_, yaml, expected) => {
    const faults = faultsOf(yaml);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(expected);
  });

  it("is sound in every file of the project, and every disease's reports are there", () => {
    const ids = readReports(root).map(({id}) => id);
    for (const disease of ["aml", "alzheimer"]) {
      const named = reportSet(root, {id: "unknown", title: "", disease});
      expect(named.length).toBeGreaterThan(0);
      expect(named.filter((id) => !ids.includes(id))).toEqual([]);
    }
  });
});
