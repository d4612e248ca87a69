import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {auditRelease} from "../../loaders/disclosure/audit/auditRelease.js";
import {type PublishedResults, readPublishedResults} from "../../loaders/disclosure/audit/publishedResults.js";
import {readPublicPolicy} from "../../loaders/disclosure/public/policy.js";
import {namesAny} from "../../loaders/disclosure/public/setClauses.js";
import {publicTier} from "../../loaders/disclosure/public/publicTier.js";
import {monthDay, monthlyValues, valueAt} from "../../loaders/disclosure/public/knots.js";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {readRelease, type Release} from "../../loaders/release/readRelease.js";
import {writeRelease} from "../../loaders/release/writeRelease.js";
import {computeReports} from "../../loaders/report/computeReports.js";
import type {ReportBlock, ReportCurve, ReportResult} from "../../src/model/report.js";
import {absent, root, sharedData} from "../support/sharedData.js";

const data = sharedData("amlsg");
const policy = readPublicPolicy(root);

/** Blocks of reports by report and name. */
function blocksOf(reports: readonly ReportResult[]): Map<string, ReportBlock> {
  return new Map(
    reports.flatMap(({id, sections}) =>
      sections.flatMap(({blocks}) => blocks.map((block) => [`${id}/${block.id}`, block] as const))
    )
  );
}

/** Where a curve at knots is farthest from the exact one, at whole months up to its last knot. */
function worstMonth(exact: ReportCurve, shown: ReportCurve): {error: number; month: number} {
  // The flat end says how many events further there are, and nothing of the curve.
  const last = Math.round((shown.time[shown.value.indexOf(shown.value.at(-1)!)] * 12) / 365.25);
  return monthlyValues(exact, last, 1).reduce<{error: number; month: number}>(
    (worst, value, month) => {
      const told = month === 0 ? null : valueAt(shown, shown.value, monthDay(month));
      const error = told === null ? 0 : Math.abs(told - value);
      return error > worst.error ? {error, month} : worst;
    },
    {error: 0, month: 0}
  );
}

describe.skipIf(data === undefined)(
  `the public tier of real AMLSG alone (${data === undefined ? absent("amlsg") : "amlsg"})`,
  () => {
    const out = mkdtempSync(join(tmpdir(), "hemiola-"));
    let exact: Release;
    let release: Release;
    let published: PublishedResults;
    beforeAll(async () => {
      const {tables, manifest} = await harmoniseStudy({study: "amlsg", root, dataDir: data});
      exact = await readRelease((await writeRelease({parts: manifest, tables, out: join(out, "exact")})).folder);
      const made = await publicTier({root, release: exact});
      release = await readRelease((await writeRelease({...made, out: join(out, "public")})).folder);
      published = readPublishedResults(release);
    }, 300_000);
    afterAll(() => rmSync(out, {recursive: true, force: true}));

    it("keeps every rule of the audit but that two persons signed, which nobody did", async () => {
      const {rules} = await auditRelease({root, release, microdata: exact});
      const broken = rules.filter(({outcome}) => outcome.status === "breach");
      expect(broken.map(({id}) => id)).toEqual(["R15"]);
      const shown = [...published.counts.values()].filter((n) => n !== null);
      console.info(`amlsg, public: ${published.counts.size} counts, ${shown.length} shown`);
      expect(shown.length).toBeGreaterThan(200);
    }, 120_000);

    it("shows survival of groups of 150 and more within 0.013 of the exact curve at whole months", () => {
      const exactBlocks = blocksOf(computeReports(exact, root).reports.map(({result}) => result));
      const curves: {words: string; error: number; sensitive: boolean}[] = [];
      for (const [name, block] of blocksOf(published.reports)) {
        const before = exactBlocks.get(name);
        if (block.kind !== "survival" || before?.kind !== "survival") continue;
        for (const {curve, label, n} of block.groups) {
          const whole = before.groups.find((group) => group.label === label);
          if (curve === null || !whole?.curve || (whole.n.n ?? 0) < 150) continue;
          const {error, month} = worstMonth(whole.curve, curve);
          // Between the knots of a group that names an outcome, as one after relapse, lie ten events.
          const sensitive = namesAny(n.set, policy.sensitive);
          curves.push({words: `${name}, ${label} (n = ${n.n ?? "hidden"}), month ${month}`, error, sensitive});
        }
      }
      const worst = [false, true].map((kind) => {
        const own = curves.filter(({sensitive}) => sensitive === kind);
        const first = own.reduce((a, b) => (b.error > a.error ? b : a), {words: "none", error: 0});
        console.info(
          `amlsg, public: worst |ΔS| at whole months of ${own.length} curves of 150 and more with ${kind ? 10 : 5} events between knots: ${first.error.toFixed(4)} (${first.words})`
        );
        return {curves: own.length, error: first.error};
      });
      expect(worst[0].curves).toBeGreaterThan(5);
      expect(worst[0].error).toBeLessThanOrEqual(0.013);
      expect(worst[1].error).toBeLessThanOrEqual(0.031);
    }, 300_000);
  }
);
