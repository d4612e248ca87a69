import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {readRelease, type Release} from "../../loaders/release/readRelease.js";
import {rowsOf} from "../../loaders/release/columnOf.js";
import {siteData} from "../../loaders/extract/siteData.js";
import {siteQuality} from "../../loaders/extract/siteQuality.js";
import {siteDictionary} from "../../loaders/extract/siteDictionary.js";
import {projectCohort} from "../../loaders/extract/projectCohort.js";
import {reportContext} from "../../loaders/report/reportContext.js";
import type {ReportBlock} from "../../src/model/report.js";
import {runCli} from "../cli/runCli.js";
import {demoReleaseIn} from "../support/demoRelease.js";
import {reportOf} from "../report/analyses/reportOf.js";
import type {CohortDatabase} from "../../src/cohort/cohortDatabase.js";
import type {CohortSelection} from "../../src/cohort/cohortSelection.js";
import type {CohortFilter} from "../../src/cohort/filter.js";
import {guardedDatabase, hiddenIfSmall} from "../../src/cohort/guards/disclosureGuard.js";
import {guardedTableOne} from "../../src/components/composition/guardedTableOne.js";
import {hideCountsBelow} from "../../src/model/hiddenCounts.js";
import {
  type Asking,
  filterOf,
  openExplorer,
  selected,
  toldOfCohort,
  toldOfSteps,
  toldOfTable
} from "./support/explorerAnswers.js";
import {toldCounts} from "./support/toldCounts.js";

const shared = mkdtempSync(join(tmpdir(), "hemiola-"));
let exact = "";
let folder = "";
let release: Release;
beforeAll(async () => {
  exact = await demoReleaseIn(shared);
  const made = await runCli(["disclose", exact, "--tier", "consortium"]);
  expect([made.code, made.said.filter((line) => line.startsWith("hemiola:"))]).toEqual([0, []]);
  folder = made.stdout.trim();
  release = await readRelease(folder);
});
afterAll(() => rmSync(shared, {recursive: true, force: true}));

describe("hemiola disclose demo --tier consortium", () => {
  it("writes a release of its own beside the exact ones, which stay the newest of theirs", async () => {
    expect(folder.startsWith(join(shared, "consortium", "demo-"))).toBe(true);
    expect(release.manifest).toMatchObject({tier: "consortium", inputs: [], disclosure: {policy: "consortium", k: 5}});
    expect(
      exact.endsWith((JSON.parse(readFileSync(join(shared, "demo.json"), "utf8")) as {release: string}).release)
    ).toBe(true);
    const again = await runCli(["disclose", exact, "--tier", "consortium"]);
    expect(again.stdout.trim()).toBe(folder);
  });

  it("holds no raw records, no sequence of expression, no segment, and no key of the exact release", async () => {
    const names = release.manifest.tables.map(({name}) => name);
    for (const name of [
      "raw_excerpts",
      "expression",
      "copy_number",
      "karyotype_flags",
      "cytogenetic_abnormalities",
      "rejects"
    ])
      expect(names).not.toContain(name);
    expect(names.filter((name) => name.startsWith("raw_"))).toEqual([]);
    const bytes = names.map((name) => Buffer.from(release.bytes(name)).toString("latin1")).join("\n");
    expect(bytes).not.toMatch(/(?:AMLSG|RATIFY|HOVON)-[0-9a-f]{16}/);
    const before = await readRelease(exact);
    const exactBytes = Buffer.from(before.bytes("patients")).toString("latin1");
    expect(exactBytes).toMatch(/(?:AMLSG|RATIFY|HOVON)-[0-9a-f]{16}/);
  });

  it("feeds the pages: facets, cohort, quality and dictionary", () => {
    const site = siteData(release);
    expect(site.tier).toBe("consortium");
    expect(site.counts.patients).toBe(release.table("patients").numRows);
    const {time} = site.summaries.survival.find(({endpoint}) => endpoint === "OS")!;
    expect(new Set(time).size).toBeLessThanOrEqual(3 * 120 + 2);
    expect(projectCohort(release).rows).toBe(site.counts.patients);
    expect(siteQuality(release).flow.length).toBeGreaterThan(0);
    const variable = siteDictionary(release)
      .tables.find(({name}) => name === "patients")!
      .variables.find(({name}) => name === "age_years")!;
    expect(variable.definition).toContain("In this release: generalised to a level of its ladder");
  });

  it("refuses a tier that cannot be made and a release of a tier", async () => {
    const unknown = await runCli(["disclose", exact, "--tier", "secret"]);
    expect([unknown.code, unknown.said]).toEqual([
      1,
      [expect.stringMatching(/^hemiola: disclosure: no release of the tier secret can be made, expected one of /)]
    ]);
    const twice = await runCli(["disclose", folder, "--tier", "consortium"]);
    expect(twice.code).toBe(1);
    expect(twice.said.at(-1)).toMatch(/of the tier consortium, expected internal$/);
  });

  it("says how much of what was shown before is shown now", () => {
    const decisions = rowsOf(release.table("disclosure_decisions"));
    expect(decisions.find(({table, column}) => table === "expression" && column === null)).toMatchObject({
      decision: "drop",
      rows_after: 0
    });
    expect(
      Number(decisions.find(({table, column}) => table === "mutations" && column === "hgvs_p")!.n_blanked)
    ).toBeGreaterThan(1000);
  });

  it("changes little in the reports: what landmarks decide not at all, survival and hazard ratios within the tolerances", async () => {
    const ids = ["overview", "eln", "ratify", "transplantation"];
    // What is compared does not depend on the bootstraps.
    const reports = (of: Release) => {
      const context = reportContext(of);
      return ids.map((id) => reportOf(context, id, 2).result);
    };
    const released = reports(release);
    // In their tables, as partners see them, nothing hidden is the difference of a total and its other parts.
    expect(released.flatMap((result) => toldCounts(result).told)).toEqual([]);
    expect(released.flatMap((result) => toldCounts(result, {alone: true}).told).length).toBeGreaterThan(5);
    const [before, after] = [reports(await readRelease(exact)), released].map(
      (made) => new Map(made.flatMap((result) => result.sections.flatMap((s) => s.blocks.map((b) => [`${result.id} ${b.id}`, b])))) // prettier-ignore
    );
    const counts = (block: ReportBlock | undefined, row: string) =>
      block?.kind === "counts" ? block.rows.find(({label}) => label === row)!.cells.map((cell) => cell!.count.n) : null;
    const remissions = counts(before.get("ratify remission"), "All patients")!;
    expect(Math.min(...remissions.map(Number))).toBeGreaterThan(100);
    expect(counts(after.get("ratify remission"), "All patients")).toEqual(remissions);
    // Counted from remission; months end up to two days after the days that divide them.
    for (const row of ["Day 0 to 60", "Day 61 to 120"]) {
      const [a, b] = [before, after].map((blocks) => counts(blocks.get("transplantation counts"), row)!.map(Number));
      expect(Math.min(...a)).toBeGreaterThan(20);
      a.forEach((n, i) => expect(Math.abs(b[i] / n - 1), row).toBeLessThanOrEqual(0.05));
    }
    let [survival, ratios] = [0, 0];
    for (const [id, block] of before) {
      const other = after.get(id);
      if (block.kind !== "survival" || other?.kind !== "survival") continue;
      for (const group of block.groups) {
        const same = other.groups.find(({label}) => label === group.label);
        group.at.forEach((point, i) => {
          const [a, b] = [point?.estimate, same?.at[i]?.estimate];
          if ((group.n.n ?? 0) < 100 || a == null || b == null) return;
          ++survival;
          // Those transplanted enter within the month of which the day is not told.
          const most = id === "transplantation curves" ? 0.03 : 0.02;
          expect(Math.abs(a - b), `${id}, ${group.label}, day ${block.times[i]}`).toBeLessThanOrEqual(most);
        });
      }
      for (const {label, hazardRatio, events} of block.contrasts) {
        const ratio = other.contrasts.find((contrast) => contrast.label === label)?.hazardRatio.estimate;
        if ((events.n ?? 0) < 100 || hazardRatio.estimate === null || ratio == null) continue;
        ++ratios;
        expect(Math.abs(Math.log(ratio / hazardRatio.estimate)), `${id}, ${label}`).toBeLessThanOrEqual(0.1);
      }
    }
    expect([survival > 100, ratios > 20]).toEqual([true, true]);
  });

  describe("asked by its explorer for every number in every way", () => {
    let asking: Asking;
    let guarded: CohortDatabase;
    beforeAll(async () => {
      asking = await openExplorer(release);
      guarded = guardedDatabase(asking.database, asking.rule);
      hideCountsBelow(asking.rule.k);
    });
    afterAll(async () => {
      hideCountsBelow(0);
      await asking.database.close();
    });
    /** Of each of some cohorts that the gate gives, what `look` finds out. */
    const looked = async (
      filters: readonly CohortFilter[],
      look: (selection: CohortSelection, i: number) => Promise<readonly string[]>,
      database = guarded
    ) => {
      const told: string[] = [];
      let refused = 0;
      for (const [i, filter] of filters.entries()) {
        const selection = await selected(database, filter);
        if (selection === undefined) ++refused;
        else if (selection.n > 0) told.push(...(await look(selection, i)));
      }
      return {told, refused};
    };
    /** Every 41st pair of conditions on two variables. */
    const pairs = () =>
      asking.conditions
        .flatMap((a, i) => asking.conditions.slice(i + 1).flatMap((b) => (a.variable === b.variable ? [] : [[a, b]])))
        .filter((_, i) => i % 41 === 0)
        .map((both) => both.map(({filter}) => filter));
    const singles = () => asking.conditions.flatMap(({filter, rest}) => [filterOf(filter), filterOf(rest)]);

    it("tells of nobody by a condition, those who do not meet it, or two conditions, and by the steps to them", async () => {
      const one = await looked(singles(), (selection) => toldOfCohort(asking, selection));
      expect(one.told).toEqual([]);
      expect(singles().length).toBeGreaterThan(800);
      const parts = pairs();
      const two = await looked(
        parts.map((both) => filterOf(...both)),
        async (selection, i) => [
          ...(await toldOfCohort(asking, selection)),
          ...(await toldOfSteps(asking, guarded, parts[i], selection.n))
        ]
      );
      expect(two.told).toEqual([]);
      expect(parts.length).toBeGreaterThan(3000);
      expect(two.refused).toBeGreaterThan(50);
    }, 120_000);

    it("tells of nobody by the table of a cohort, its texts and its file, by groups and with the panel beside it", async () => {
      const groupings = [null, "source_id", "sex", "eln2022", "NPM1"];
      const some = singles().filter((_, i) => i % 5 === 0);
      const {told} = await looked(some, (selection, i) =>
        toldOfTable(asking, selection, groupings[i % groupings.length], guardedTableOne)
      );
      expect(told).toEqual([]);
    }, 120_000);

    it("tells of many where any gate is left out", async () => {
      const {catalogue, database, rule} = asking;
      const parts = pairs().filter((_, i) => i % 10 === 0);
      const filters = parts.map((both) => filterOf(...both));
      // No gate at all; small counts hidden alone; steps of which each small number is hidden alone; tables as they are.
      const open = await looked(filters, (selection) => toldOfCohort(asking, selection), database);
      expect(open.told.length).toBeGreaterThan(100);
      const alone = (selection: CohortSelection): CohortSelection => ({
        ...selection,
        async counts(requests) {
          const counts = await selection.counts(requests);
          return new Map([...counts].map(([column, own]) => [column, Array.from(own, (n) => hiddenIfSmall(n, rule))]));
        }
      });
      const large = filters.slice(0, 60);
      const small = await looked(large, (selection) => toldOfCohort(asking, alone(selection)), database);
      expect(small.told.some((line) => line.startsWith("panel"))).toBe(true);
      const steps = await looked(
        filters,
        (selection, i) =>
          toldOfSteps(asking, guarded, parts[i], selection.n, (exact) =>
            exact.map(({label, left, removed}) => ({
              label,
              left: hiddenIfSmall(left, rule),
              removed: hiddenIfSmall(removed, rule)
            }))
          ),
        guarded
      );
      expect(steps.told.length).toBeGreaterThan(0);
      const table = await looked(singles().slice(0, 40), (selection) => toldOfTable(asking, selection, "sex", (exact) => exact)); // prettier-ignore
      expect(table.told.length).toBeGreaterThan(20);
      expect(catalogue.disclosure).toEqual(rule);
    }, 120_000);
  });

  it("keeps every rule of the audit, which asks nothing but the release", async () => {
    const {code, stdout} = await runCli(["audit", folder]);
    expect(stdout).toMatch(
      /^R1 {2}pass: .*\n(?:R\d+ +(?:pass|not applicable): .*\n){14}release demo-.* keeps every rule\n$/u
    );
    expect(code).toBe(0);
  });
});
