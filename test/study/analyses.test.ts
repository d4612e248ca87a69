import {describe, expect, it} from "vitest";
import {loadStudy} from "../../loaders/study/loadStudy.js";
import {partner, study} from "../support/partner.js";
import {root} from "../support/sharedData.js";

const declared = (...lines: string[]) =>
  partner({study: `${study}\nanalyses:\n${lines.map((line) => `  ${line}`).join("\n")}\n`});
const load = (...lines: string[]) => loadStudy(declared(...lines), "test").study.analyses;

describe("analyses of a study", () => {
  it("are none if the study declares none", () => {
    expect(loadStudy(partner(), "test").study.analyses).toEqual([]);
  });

  it("are read with their cohort", () => {
    expect(load('- {id: os-sex, question: "Sex?", endpoint: OS, groupBy: sex, filter: {source: TEST}}')).toEqual([
      {id: "os-sex", question: "Sex?", endpoint: "OS", groupBy: "sex", filter: {source: ["TEST"]}}
    ]);
  });

  it.each([
    ["an unknown endpoint", "endpoint: OOS, groupBy: sex", /analyses\.0\.endpoint: unknown endpoint "OOS"/],
    ["an unknown variable", "endpoint: OS, groupBy: sox", /analyses\.0\.groupBy: unknown variable "sox"/],
    ["a key too many", "endpoint: OS, groupBy: sex, p: 0.05", /analyses\.0\.p: unknown key: p/]
  ])("may not have %s", (_, rest, expected) => {
    expect(() => load(`- {id: a, question: Q, ${rest}}`)).toThrow(expected);
  });

  it("have an id each", () => {
    const line = "- {id: a, question: Q, endpoint: OS, groupBy: sex}";
    expect(() => load(line, line)).toThrow(/analyses\.1\.id: duplicate analysis: a/);
  });

  it("of the demo include the trial's primary comparison", () => {
    expect(loadStudy(root, "demo").study.analyses).toContainEqual(
      expect.objectContaining({endpoint: "OS", groupBy: "arm_planned", filter: {source: ["RATIFY"]}})
    );
  });
});
