import {describe, expect, it} from "vitest";
import {isPublished, publishedReport} from "../../../loaders/disclosure/public/publishedReport.js";
import {readPublicPolicy} from "../../../loaders/disclosure/public/policy.js";
import type {ReportBlock, ReportResult} from "../../../src/model/report.js";
import {root} from "../../support/sharedData.js";

const block = (id: string, title: string) => ({id, title}) as ReportBlock;
const report = (id: string, group: string) =>
  ({
    id,
    group,
    sections: [
      {heading: "One", text: ["Words."], blocks: [block("os", "Survival"), block("os-rare", "By rare class")]},
      {heading: "Two", text: [], blocks: [block("age", "Ages")]}
    ]
  }) as unknown as ReportResult;

describe("what a public release has of reports", () => {
  const policy = readPublicPolicy(root);
  const published = {groups: ["report" as const], pages: ["class-npm1"], without: ["eln/os-*", "other/age"], main: []};

  it("leaves out declared blocks, and says so where they would stand", () => {
    const shown = publishedReport(report("eln", "report"), {...policy, published})!;
    expect(shown.sections.map(({blocks}) => blocks.map(({id}) => id))).toEqual([["os"], ["age"]]);
    expect(shown.sections[0].text.at(-1)).toMatch(/^Not in the public release.*: By rare class\.$/u);
    expect(shown.sections[1].text).toEqual([]);
  });

  it("has no page of a group that is not declared, but for those that are named", () => {
    expect(publishedReport(report("class-other", "class"), {...policy, published})).toBeNull();
    expect(publishedReport(report("class-npm1", "class"), {...policy, published})).not.toBeNull();
    // Known before anything is computed.
    expect(isPublished({id: "class-other", group: "class"}, {published})).toBe(false);
    expect(isPublished({id: "class-npm1", group: "class"}, {published})).toBe(true);
    expect(isPublished({id: "eln", group: "report"}, {published})).toBe(true);
  });
});
