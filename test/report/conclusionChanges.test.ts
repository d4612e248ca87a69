import {describe, expect, it} from "vitest";
import {conclusionChanges} from "../../loaders/report/conclusionChanges.js";
import type {ReportResult} from "../../src/model/report.js";
import {report} from "./render/fixture.js";

const withHolds = (...holds: (boolean | null)[]): ReportResult => ({
  ...report,
  sections: [],
  answer: holds.map((d, i) => ({id: `claim-${i}`, text: `Sentence ${i}.`, assertion: `a > ${i}`, holds: d, blocks: []}))
});

describe("conclusionChanges(before, after)", () => {
  it("lists findings that flipped, those no longer supported first, with the sentence of the release that supports them", () => {
    const changes = conclusionChanges([withHolds(false, true, true, null)], [withHolds(true, true, false, null)]);
    expect(changes.map(({claim, text, before, after}) => [claim, text, before, after])).toEqual([
      ["claim-2", "Sentence 2.", true, false],
      ["claim-0", "Sentence 0.", false, true]
    ]);
    expect(changes[0].path).toBe("/reports/invented");
  });

  it("is silent on reports and findings that only one release has", () => {
    expect(conclusionChanges([], [withHolds(true)])).toEqual([]);
    expect(conclusionChanges([withHolds(true)], [withHolds(true, false)])).toEqual([]);
  });
});
