import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join, resolve} from "node:path";
import type {Page} from "playwright-core";
import {afterAll, describe, expect, inject, it} from "vitest";
import {auditRelease} from "../../loaders/disclosure/audit/auditRelease.js";
import {siteRule} from "../../loaders/disclosure/audit/rules/siteRule.js";
import {readRelease} from "../../loaders/release/readRelease.js";
import {filesBelow} from "../../loaders/disclosure/audit/filesBelow.js";
import {temporaryFolder} from "../support/temporaryFolder.js";
import {expectAccessible, expectFits, phone} from "./support/accessible.js";
import {plainServer} from "./support/plainServer.js";
import {foreign, quit, visit} from "./support/visit.js";

const root = resolve(import.meta.dirname, "../..");
const site = inject("public");
const {release, site: folder} = inject("publicFolders");
const rows = /\.(?:arrow|parquet|wasm|db)(?:\.|$)|duckdb/u;

afterAll(quit);

/** What the explorer shows: its heading, the words of its figures with their tables, and the address. */
async function shown(page: Page): Promise<{heading: string; figures: string; address: string}> {
  await expect.poll(() => page.locator(".cube-figures[aria-busy]").count()).toBe(0);
  return {
    heading: await page.locator(".cube-shown").innerText(),
    figures: await page.locator(".cube-figures").innerText(),
    address: new URL(page.url()).search
  };
}

describe("a public site", () => {
  it("has no row and no database, and every page says its tier and that it is a draft", async () => {
    const files = await filesBelow(folder);
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => rows.test(file))).toEqual([]);
    const pages = files.filter((file) => file.endsWith(".html") && file !== "404.html");
    expect(pages).toEqual(expect.arrayContaining(["index.html", "cohort.html", "reports/overview.html"]));
    for (const page of pages) {
      const html = readFileSync(join(folder, page), "utf8");
      expect(html, page).toContain("tier public");
      expect(html, page).toContain("Draft: not approved");
    }
  });

  it("changes figure, table and address with each choice, and a reload and the way back keep them", async () => {
    const {page, problems, requests, close} = await visit(`${site}survival`);
    const first = await shown(page);
    expect(first.address).toBe("");
    await page.getByLabel("Split by").selectOption("sex");
    await expect.poll(() => page.locator(".cube-shown").innerText()).toBe("All patients, by Sex");
    await expect.poll(async () => (await shown(page)).figures).toContain("Female");
    const split = await shown(page);
    expect(split.address).toBe("?split=sex");
    await page.getByLabel("Event-free survival").check();
    await expect.poll(async () => (await shown(page)).figures).toContain("Event-free survival");
    await page.getByLabel("Patients").selectOption("sex:female");
    await page.getByLabel("Split by").selectOption("none");
    await expect.poll(async () => (await shown(page)).heading).toBe("Sex: Female");
    const last = await shown(page);
    expect(Object.fromEntries(new URLSearchParams(last.address))).toEqual({cohort: "sex:female", figure: "efs"});
    expect(last.figures).not.toBe(split.figures);
    expect(await page.locator(".cube-figures table").first().innerText()).toMatch(/\d/u);
    await page.reload();
    await expect.poll(async () => (await shown(page)).figures).toBe(last.figures);
    for (let back = 0; back < 4; ++back) await page.goBack();
    await expect.poll(async () => (await shown(page)).figures).toBe(first.figures);
    expect(requests.filter((url) => rows.test(url))).toEqual([]);
    expect(foreign(requests, site)).toEqual([]);
    expect(problems).toEqual([]);
    await close();
  });

  it("is worked by keyboard", async () => {
    const {page, close} = await visit(`${site}cohort`);
    await page.getByLabel("Patients").focus();
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => new URL(page.url()).searchParams.get("cohort")).toMatch(/^source:/u);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("split");
    await close();
  });

  it("says of a combination that it does not show why, and leads to one that it has; and what it does not offer", async () => {
    const {page, close} = await visit(`${site}cohort?cohort=sex%3Afemale&split=age`);
    const gap = page.getByTestId("cube-gap").first();
    await gap.waitFor();
    expect(await gap.innerText()).toMatch(/not published\. .{30}/u);
    await gap.getByRole("link", {name: "All patients, split the same way"}).click();
    await expect.poll(async () => (await shown(page)).heading).toBe("All patients, by Age");
    expect(await page.locator(".cube-figures figure").count()).toBeGreaterThan(0);
    const offers = page.locator("#not-offered tbody tr");
    expect(await offers.count()).toBeGreaterThan(4);
    for (const cell of await offers.locator("td, th").allInnerTexts()) expect(cell.trim()).not.toBe("");
    await page.goto(`${site}cohort?cohort=sex%3Aunknown`);
    await expect.poll(() => page.locator(".cube-status").innerText()).toContain("cohort: sex:unknown");
    await close();
  });

  it("has for every page of other sites one that says why it is not here, without a dead link", async () => {
    for (const path of ["regression", "compare", "quality", "dictionary", "harmonisation"]) {
      const {page, close} = await visit(`${site}${path}`);
      expect(await page.getByTestId("instead").innerText(), path).toContain("does not have this page");
      const links = page.getByTestId("instead").locator("ul a");
      expect(await links.count(), path).toBeGreaterThan(0);
      const addresses = await links.evaluateAll((list) => list.map((link) => (link as HTMLAnchorElement).href));
      for (const address of addresses) expect((await fetch(address)).status, `${path}: ${address}`).toBe(200);
      await close();
    }
  });

  it("is complete without JavaScript", async () => {
    const {page, close} = await visit(`${site}reports/overview`, {javaScriptEnabled: false});
    expect(await page.locator("figure.report-figure").count()).toBeGreaterThan(4);
    expect(await page.locator("figure.report-figure svg:visible").count()).toBeGreaterThan(2);
    expect(await page.locator("figure.report-figure table:visible").count()).toBeGreaterThan(2);
    await page.goto(`${site}reports/quality`);
    // What is left out, and why.
    for (const item of await page.locator("#not-published li").allInnerTexts()) expect(item).toMatch(/.+: .{20}/u);
    expect(await page.locator("#not-published li").count()).toBeGreaterThan(0);
    await page.goto(`${site}survival`);
    expect(await page.locator(".cube-figures svg:visible").count()).toBeGreaterThan(0);
    expect(await page.locator("noscript").first().innerText()).toContain("needs JavaScript");
    await close();
  });

  for (const path of ["survival?split=sex", "cohort", "reports/overview", "privacy"])
    it(`can be read by everybody: ${path}`, async () => {
      const {page, close} = await visit(`${site}${path}`, phone);
      await expectFits(page);
      await expectAccessible(page, {tabbed: path.includes("?")});
      await close();
    });
});

describe("a public site that was visited", () => {
  it("works without a network: pages that were not visited, and their choices", async () => {
    const server = await plainServer(folder, "/public/");
    const {page, close} = await visit(`${server.address}cohort.html`, {serviceWorkers: "allow"});
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    server.serve(null);
    const other = await page.context().newPage();
    await other.goto(`${server.address}survival.html?cohort=sex:female`, {waitUntil: "commit"});
    await expect.poll(async () => (await shown(other)).heading).toBe("Sex: Female");
    await other.getByLabel("Split by").selectOption("age");
    await expect.poll(async () => (await shown(other)).figures).toContain("below 60 years");
    expect(await other.locator(".cube-status").innerText()).not.toContain("could not be loaded");
    await close();
    await server.close();
  });
});

describe("the audit of a public site", () => {
  it("finds every number of patients in the cell registry, and one that was changed on a page", async () => {
    const audit = await auditRelease({root, release: await readRelease(release), site: folder});
    expect(audit.rules.filter(({outcome}) => outcome.status === "breach")).toEqual([]);
    const copy = join(temporaryFolder(), "site");
    const page = join(copy, "reports/overview.html");
    const html = readFileSync(join(folder, "reports/overview.html"), "utf8");
    const [cell, before, n, after] = /(<td\b[^>]*>)(\d+)(\/\d+ )/u.exec(html)!;
    mkdirSync(dirname(page), {recursive: true});
    writeFileSync(page, html.replace(cell, `${before}${Number(n) + 1}${after}`));
    expect(await siteRule.check({...audit.input, site: copy})).toEqual({
      status: "breach",
      breaches: [`reports/overview.html: says a count of ${Number(n) + 1}, which the cell registry does not show`]
    });
  });
});
