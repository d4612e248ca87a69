// @vitest-environment jsdom
import fc from "fast-check";
import {afterAll, afterEach, beforeAll, describe, expect, it} from "vitest";
import {gateCounts, type SizedSet} from "../../../loaders/disclosure/site/countGate.js";
import {siteExtract} from "../../../loaders/disclosure/site/siteExtracts.js";
import type {Release} from "../../../loaders/release/readRelease.js";
import {classificationsView} from "../../../src/components/classificationsView.js";
import {longitudinalView} from "../../../src/components/longitudinalView.js";
import {qualityView} from "../../../src/components/qualityView.js";
import {trialView} from "../../../src/components/trialView.js";
import {hideCountsBelow, jsonWithHidden, sumOfCounts, withheld, withHidden} from "../../../src/model/hiddenCounts.js";
import type {ClassificationsData} from "../../../src/model/siteClassifications.js";
import type {LongitudinalSite} from "../../../src/model/siteLongitudinal.js";
import type {QualityData} from "../../../src/model/siteQuality.js";
import type {TrialData} from "../../../src/model/siteTrial.js";
import {smallCountsOf} from "../../browser/support/smallCounts.js";
import {longitudinalRows} from "../../support/longitudinalRelease.js";
import {syntheticRelease} from "../../support/syntheticRelease.js";
import {inventedPatients, trialRows} from "../../support/trialRelease.js";

const k = 5;
const names = ["site", "quality", "classifications", "trial", "longitudinal"] as const;

/** The same release as if it were one for partners. */
function forPartners(release: Release): Release {
  const disclosure = {from: release.manifest.id, policy: "consortium", version: "1", k, minCurve: 10};
  return {...release, manifest: {...release.manifest, tier: "consortium", disclosure}};
}

let exact: readonly (Release & {remove(): Promise<void>})[];
let releases: readonly Release[];
beforeAll(async () => {
  globalThis.ResizeObserver ??= class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  exact = [await syntheticRelease(trialRows(inventedPatients())), await syntheticRelease(longitudinalRows)];
  releases = exact.map(forPartners);
});
afterAll(() => Promise.all(exact.map((release) => release.remove())));
afterEach(() => hideCountsBelow(0));

describe("siteExtract(release, name)", () => {
  it("holds no count of fewer than k, and many where the gate lets all through", () => {
    const scan = (least?: number) =>
      releases.flatMap((release) =>
        names.flatMap((name) => smallCountsOf(`${name}.json`, siteExtract(release, name, least), k))
      );
    expect(scan()).toEqual([]);
    expect(scan(1).length).toBeGreaterThan(20);
  });

  it("is the extract itself of an exact release", () => {
    expect(siteExtract(exact[1], "longitudinal")).not.toMatch(/#small|#withheld/u);
    expect(smallCountsOf("course.json", siteExtract(exact[1], "longitudinal"), k)).not.toEqual([]);
  });

  it("is drawn without a number that is none, and without a picture of fewer than k", () => {
    const [trial, course] = releases;
    const read = (release: Release, name: (typeof names)[number]): unknown => JSON.parse(siteExtract(release, name));
    const pages = [
      trialView(read(trial, "trial") as TrialData),
      qualityView(read(trial, "quality") as QualityData),
      longitudinalView(read(course, "longitudinal") as LongitudinalSite, () => Promise.resolve(new ArrayBuffer(0))),
      classificationsView(read(course, "classifications") as ClassificationsData)
    ];
    for (const page of pages) {
      expect(page.textContent).not.toMatch(/NaN|Infinity|undefined|#small|#withheld/u);
      for (const shape of page.querySelectorAll("svg rect, svg path, svg line, svg circle"))
        for (const {name, value} of shape.attributes)
          if (/^(?:x|y|d|width|height|x1|x2|y1|y2|r)$/u.test(name)) expect(value).not.toMatch(/NaN|Infinity/u);
    }
    expect(pages.map((page) => page.textContent).join(" ")).toContain("< 5");
  });
});

describe("gateCounts(k, pass)", () => {
  const table = fc
    .record({rows: fc.integer({min: 2, max: 4}), columns: fc.integer({min: 2, max: 4})})
    .chain(({columns, rows}) => fc.array(fc.array(fc.integer({min: 0, max: 40}), {minLength: columns, maxLength: columns}), {minLength: rows, maxLength: rows})); // prettier-ignore

  it("leaves no small count to be the difference of a total and its other parts, in rows and columns", () => {
    const sum = (parts: readonly SizedSet[]) => parts.reduce((all, {n}) => all + n, 0);
    let alone = 0;
    fc.assert(
      fc.property(table, (cells) => {
        const cell = (i: number, j: number) => ({set: `${i} ${j}`, n: cells[i][j]});
        const rows = cells.map((own, i) => own.map((_, j) => cell(i, j)));
        const columns = cells[0].map((_, j) => cells.map((__, i) => cell(i, j)));
        const lines = [
          ...rows.map((parts, i) => ({total: {set: `row ${i}`, n: sum(parts)}, parts})),
          ...columns.map((parts, j) => ({total: {set: `column ${j}`, n: sum(parts)}, parts}))
        ];
        const shown = gateCounts(k, (gate) => {
          for (const {parts, total} of lines) gate.holds(total, parts);
          return lines.map(({parts, total}) => [total, ...parts].map(({set, n}) => gate.shown(set, n)));
        });
        shown.forEach((numbers, l) => {
          expect(numbers.filter((n) => n > 0 && n < k)).toEqual([]);
          // A single hidden number of a line is what the others leave over.
          expect(numbers.filter((n) => !Number.isFinite(n))).not.toHaveLength(1);
          if (lines[l].parts.filter(({n}) => n > 0 && n < k).length === 1 && lines[l].total.n >= k) ++alone;
        });
      }),
      {seed: 1, numRuns: 200}
    );
    expect(alone).toBeGreaterThan(20);
  });

  it("counts who is in no part as a part, if they are few", () => {
    const followed = (n: number) =>
      gateCounts(k, ({holds, shown}) => {
        holds({set: "randomised", n: 360}, [{set: "followed", n}]);
        return shown("followed", n);
      });
    expect([followed(358), followed(355), followed(360)]).toEqual([withheld, 355, 360]);
  });
});

describe("hidden counts in JSON", () => {
  it("come back as what they were: small, withheld, and a sum of them is not said to be small", () => {
    const data = {n: NaN, of: [withheld, 12, null], words: "#12"};
    expect(jsonWithHidden(data)).toBe('{"n":"#small","of":["#withheld",12,null],"words":"#12"}');
    expect(withHidden(JSON.parse(jsonWithHidden(data)))).toEqual(data);
    expect([sumOfCounts([12, NaN]), sumOfCounts([withheld, NaN]), sumOfCounts([12, 3])]).toEqual([withheld, withheld, 15]); // prettier-ignore
  });
});
