import {afterAll, describe, expect, inject, it} from "vitest";
import {cohortSize, frequency, logRankTest, settled, survivalGroup} from "./support/explorer.js";
import {quit, visit} from "./support/visit.js";

// R's figures on the real data: aggregates printed by survfit, survdiff and table.
const year = 365.25;
const address = inject("amlsg");

afterAll(quit);

describe.skipIf(address === null)("the site of the real AMLSG data", () => {
  const site = address ?? "";

  it("shows 1540 patients and says nothing of simulation", async () => {
    const {page, problems, close} = await visit(site);
    await settled(page);
    expect(await page.locator("[data-source=AMLSG]").getAttribute("data-patients")).toBe("1540");
    expect((await page.locator("body").innerText()).toLowerCase()).not.toContain("simulated data");
    expect(problems).toEqual([]);
    await close();
  });

  it("shows R's overall survival", async () => {
    const {page, close} = await visit(`${site}survival`);
    expect(await cohortSize(page)).toBe(1540);
    const all = await survivalGroup(page, "All patients");
    expect(all.n).toBe(1540);
    expect(all.events).toBe(904);
    expect(all.median! / year).toBeCloseTo(2.32717, 5);
    // Log–log limits; R’s default, on request, has the logarithmic ones.
    expect([all.lower, all.median, all.upper]).toEqual([739, 850, 1006]);
    expect(all.at1).toBeCloseTo(0.690173, 6);
    expect(all.at2).toBeCloseTo(0.527742, 6);
    expect(all.at5).toBeCloseTo(0.414082, 6);
    // What a reader sees, not only what the attributes hold.
    expect(await page.locator(".estimates").innerText()).toMatch(/27\.9\s+\(24\.3–33\.1\)/);
    await page.goto(`${site}survival?ci=log`);
    await settled(page);
    const log = await survivalGroup(page, "All patients");
    expect(log.lower! / year).toBeCloseTo(2.02327, 5);
    expect(log.upper! / year).toBeCloseTo(2.75975, 5);
    await close();
  });

  it("shows R's survival by NPM1 and its log-rank test", async () => {
    const {page, close} = await visit(`${site}survival?group=NPM1`);
    await settled(page);
    const [mutated, wildType] = [
      await survivalGroup(page, "NPM1 mutated"),
      await survivalGroup(page, "NPM1 wild type")
    ];
    expect([mutated.n, mutated.events, wildType.n, wildType.events]).toEqual([436, 230, 1104, 674]);
    expect(mutated.median! / year).toBeCloseTo(4.49008, 5);
    expect(wildType.median! / year).toBeCloseTo(2.0178, 4);
    expect(mutated.at5).toBeCloseTo(0.48511, 5);
    const test = await logRankTest(page);
    expect(test.statistic).toBeCloseTo(9.998003, 5);
    expect(test.df).toBe(1);
    expect(test.p).toBeCloseTo(0.0015671, 6);
    expect(test.text).toContain("Log-rank test");
    await close();
  });

  it("shows R's survival by FLT3-ITD, by trial and by reported risk with the missing left out", async () => {
    const {page, close} = await visit(`${site}survival?group=FLT3-ITD`);
    await settled(page);
    expect((await survivalGroup(page, "FLT3-ITD mutated")).n).toBe(341);
    expect((await logRankTest(page)).statistic).toBeCloseTo(16.14479, 4);
    await page.getByTestId("group").selectOption("study_code");
    await page.waitForURL(/group=study_code/);
    await settled(page);
    expect((await logRankTest(page)).statistic).toBeCloseTo(109.8349, 3);
    await page.getByTestId("group").selectOption("risk_eln2010_reported");
    await page.waitForURL(/group=risk/);
    await settled(page);
    const test = await logRankTest(page);
    expect(test.df).toBe(3);
    expect(test.statistic).toBeCloseTo(233.238, 2);
    expect(await page.locator("#survival-curve figcaption").innerText()).toContain("129 patients of unknown group");
    await close();
  });

  it("shows relapse-free survival of the 1269 patients with a remission", async () => {
    const {page, close} = await visit(`${site}survival?endpoint=RFS`);
    await settled(page);
    const all = await survivalGroup(page, "All patients");
    expect([all.n, all.events]).toEqual([1269, 780]);
    expect(all.median! / year).toBeCloseTo(1.61259, 5);
    expect(all.at5).toBeCloseTo(0.392236, 6);
    await close();
  });

  it("shows event-free survival by the definition of the address, beginning below 100 % by ELN 2022", async () => {
    const {page, close} = await visit(`${site}survival?endpoint=EFS_ELN2022`);
    await settled(page);
    const whole = await survivalGroup(page, "All patients");
    expect([whole.n, whole.events]).toEqual([1540, 1128]);
    const subtitle = await page.locator("figure#survival-curve").innerText();
    expect(subtitle).toContain("From diagnosis.");
    expect(subtitle).toContain("Landmark: day 90.");
    expect(subtitle).toContain("AMLSG: day 90 stands for the response assessment");
    // 1044 of 1540 in remission by day 90: the line begins at 67.8 % of the height between 0 and 100 %.
    const path = await page.locator("figure#survival-curve .curve .line").first().getAttribute("d");
    const heights = await page
      .locator("figure#survival-curve .axis .grid, figure#survival-curve .axis .baseline")
      .evaluateAll((lines) => lines.map((d) => Number(d.getAttribute("y1"))));
    const [bottom, top] = [Math.max(...heights), Math.min(...heights)];
    const begins = Number(/^M[\d.]+,([\d.]+)/.exec(path!)?.[1]);
    expect((bottom - begins) / (bottom - top)).toBeCloseTo(1044 / 1540, 2);
    await close();
    // The same through the database, and by group.
    const other = await visit(`${site}survival?endpoint=EFS_ELN2022&age=0-150`);
    await settled(other.page);
    expect((await survivalGroup(other.page, "All patients")).events).toBe(1128);
    await other.page.getByTestId("endpoint").selectOption("EFS");
    await settled(other.page);
    expect((await survivalGroup(other.page, "All patients")).events).toBe(1144);
    await other.close();
  });

  it("shows frequencies with the number tested as the denominator", async () => {
    const {page, close} = await visit(`${site}mutations`);
    await settled(page);
    await page.getByTestId("show-all").click();
    expect(await frequency(page, "NPM1")).toEqual({found: 436, tested: 1540});
    expect(await frequency(page, "FLT3-ITD")).toEqual({found: 341, tested: 1540});
    expect(await frequency(page, "FLT3-TKD")).toEqual({found: 122, tested: 1540});
    expect(await frequency(page, "CEBPA")).toEqual({found: 129, tested: 1513});
    expect(await frequency(page, "CEBPA-biallelic")).toEqual({found: 73, tested: 1513});
    expect(await frequency(page, "DNMT3A")).toEqual({found: 357, tested: 1540});
    await close();
  });

  it("gives the same numbers from the database as from the precomputed tables", async () => {
    // Every patient is at least this old: a filter that keeps all of them goes through the database.
    const {page, close} = await visit(`${site}survival?age=0-150`);
    expect(await cohortSize(page)).toBe(1540);
    const all = await survivalGroup(page, "All patients");
    expect(all.events).toBe(904);
    expect(all.median! / year).toBeCloseTo(2.32717, 5);
    await close();
  });
});
