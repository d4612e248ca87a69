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
      {heading: "Two", text: [], blocks: [block("age", "Ages")]},
      {heading: "Three", text: ["Of pairs."], blocks: [block("pairs", "Pairs"), block("pairs-a", "Pairs — A")]},
      {heading: "Four", text: ["Words alone."], blocks: []}
    ]
  }) as unknown as ReportResult;

describe("what a public release has of reports", () => {
  const policy = readPublicPolicy(root);
  const published = {
    groups: ["report" as const],
    pages: ["class-npm1"],
    without: [
      {why: "rare classes differ by few", blocks: ["eln/os-*", "other/age"]},
      {why: "pairs are small", blocks: ["eln/pairs*"]}
    ],
    main: []
  };

  it("leaves out declared blocks, and names them with the reasons, of all sources and of each once", () => {
    const shown = publishedReport(report("eln", "report"), {...policy, published})!;
    expect(shown.sections.map(({blocks}) => blocks.map(({id}) => id))).toEqual([["os"], ["age"], []]);
    expect(shown.notPublished).toEqual([
      {why: "rare classes differ by few", titles: ["By rare class"]},
      {why: "pairs are small", titles: ["Pairs"]}
    ]);
  });

  it("drops a section of which no figure is left, and keeps one that never had any", () => {
    const shown = publishedReport(report("eln", "report"), {...policy, published})!;
    expect(shown.sections.map(({heading}) => heading)).toEqual(["One", "Two", "Four"]);
  });

  it("names the sources of a figure that is left out of some, and says nothing where all is published", () => {
    const some = [{why: "few", blocks: ["eln/pairs"]}];
    const shown = publishedReport(report("eln", "report"), {...policy, published: {...published, without: some}})!;
    expect(shown.notPublished).toEqual([{why: "few", titles: ["Pairs"]}]);
    const all = report("eln", "report");
    expect(publishedReport(all, {...policy, published: {...published, without: []}})).toEqual(all);
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
