import {spawnSync} from "node:child_process";
import {cpSync} from "node:fs";
import {dirname, join, resolve} from "node:path";
import {afterAll, describe, expect, inject, it} from "vitest";
import {readSiteManifest} from "../../loaders/publish/siteManifest.js";
import {publishSite} from "../../loaders/publish/publishSite.js";
import {withdrawSite} from "../../loaders/publish/withdrawSite.js";
import {smallId, smallSite} from "../support/smallSite.js";
import {temporaryFolder} from "../support/temporaryFolder.js";
import {allPages, cohortSize, fileOf} from "./support/explorer.js";
import {expectServed, linksOf} from "./support/links.js";
import {plainServer} from "./support/plainServer.js";
import {foreign, quit, visit} from "./support/visit.js";

const root = resolve(import.meta.dirname, "../..");
const demo = inject("demoSite");
const hostile = inject("hostileFolders");
const patients = inject("demoPatients");

afterAll(quit);

describe("a copy of the site, below a path of the plainest server", () => {
  it("has all that its pages ask for and link to, and asks no other origin", async () => {
    const copy = join(temporaryFolder(), "copy");
    cpSync(demo, copy, {recursive: true});
    const server = await plainServer(copy, "/some/sub/path/");
    const {files} = await readSiteManifest(copy);
    const pages = files.map(({path}) => path).filter((path) => path.endsWith(".html") && path !== "404.html");
    expect(pages).toEqual(expect.arrayContaining(["index.html", "survival.html", "calibration.html"]));
    const linked = new Map<string, string>();
    // Of pages that are made from one mould, the first two; the others are asked for everything in everyPage.test.ts.
    const first = (path: string) => pages.filter((other) => dirname(other) === dirname(path)).indexOf(path) < 2;
    const asked = new Set<string>(allPages.map((path) => fileOf(path)));
    const rest = pages.filter((path) => !asked.has(path) && (!/^(genes|classes)\//.test(path) || first(path)));
    for (const folder of ["genes", "classes", "reports"])
      expect(rest.filter((path) => path.startsWith(`${folder}/`)).length, folder).toBeGreaterThan(1);
    for (const path of rest) {
      const {page, problems, requests, close} = await visit(server.address + path);
      await page.waitForLoadState("networkidle");
      expect(
        requests.filter((url) => url.includes("duckdb")),
        path
      ).toEqual([]);
      expect(problems, path).toEqual([]);
      expect(foreign(requests, server.address), path).toEqual([]);
      for (const link of await linksOf(page, server.address)) linked.set(link, path);
      await close();
    }
    await expectServed(linked, server.address);
    await server.close();
  });

  it("finds the way back from an unknown address at any depth", async () => {
    const server = await plainServer(demo, "/some/sub/path/");
    const {page, close} = await visit(`${server.address}404.html`);
    const html = await (await fetch(`${server.address}404.html`)).text();
    const missing = `${server.address}reports/no/such`;
    await page.route(missing, (route) => route.fulfill({status: 404, contentType: "text/html", body: html}));
    await page.goto(missing);
    const home = page.locator("main").getByRole("link", {name: "Home"});
    await expect
      .poll(() => home.evaluate((link) => (link as HTMLAnchorElement).href))
      .toBe(`${server.address}index.html`);
    await close();
    await server.close();
  });
});

describe("a site that was visited", () => {
  it("works without a network, and gives way to another release as a whole", async () => {
    const server = await plainServer(demo, "/trial/");
    const {release} = await readSiteManifest(demo);
    const other = await readSiteManifest(hostile.site);
    const first = await visit(`${server.address}survival.html`, {serviceWorkers: "allow"});
    const context = first.page.context();
    await first.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    expect(first.problems).toEqual([]);

    server.serve(null);
    const second = await context.newPage();
    // Pages that were not visited before, by either name, and a filter that only the database can answer.
    await second.goto(`${server.address}cohort.html?age=60-`, {waitUntil: "commit"});
    const older = await cohortSize(second);
    expect(older).toBeGreaterThan(0);
    expect(older).toBeLessThan(patients);
    await second.goto(`${server.address}mutations`, {waitUntil: "commit"});
    expect(await cohortSize(second)).toBe(patients);
    expect(await second.locator("#observablehq-footer").innerText()).toContain(release.id);

    server.serve(hostile.site);
    const third = await context.newPage();
    await third.goto(`${server.address}survival.html`);
    const size = await cohortSize(third);
    expect(size).not.toBe(patients);
    expect(await third.locator("#observablehq-footer").innerText()).toContain(other.release.id);
    const waits = () => navigator.serviceWorker.getRegistration().then((found) => Boolean(found?.waiting));
    await expect.poll(() => third.evaluate(waits), {timeout: 60_000}).toBe(true);
    for (const page of [first.page, second, third]) await page.close();

    server.serve(null);
    const fourth = await context.newPage();
    await fourth.goto(`${server.address}survival.html`, {waitUntil: "commit"});
    expect(await cohortSize(fourth)).toBe(size);
    expect(await fourth.locator("#observablehq-footer").innerText()).toContain(other.release.id);
    await expect
      .poll(() => fourth.evaluate(() => caches.keys().then((keys) => keys.length)), {timeout: 30_000})
      .toBe(1);
    await context.close();
    await server.close();
  });
});

describe("a withdrawn release", () => {
  it("is forgotten by a browser that had kept it, at its next visit", async () => {
    const to = temporaryFolder();
    await publishSite(await smallSite(1), smallId(1), to);
    const server = await plainServer(to, "/");
    const {page, close} = await visit(`${server.address}latest/survival.html`, {serviceWorkers: "allow"});
    const place = `${server.address}r/${smallId(1)}/`;
    await page.waitForURL(`${place}survival.html`);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    expect(await page.evaluate(() => caches.keys())).toHaveLength(1);
    await withdrawSite(to, smallId(1), "wrong units");
    await page.goto(`${place}survival.html`);
    expect(await page.locator("main").innerText()).toContain("wrong units");
    await expect.poll(() => page.evaluate(() => caches.keys()), {timeout: 30_000}).toEqual([]);
    await page.getByRole("link", {name: "Releases that stand"}).click();
    await page.waitForURL(`${server.address}index.html`);
    expect(await page.locator("main").innerText()).toContain("withdrawn: wrong units");
    await close();
    await server.close();
  });
});

describe("npm run build", () => {
  it("gives the same bytes for the same release", async () => {
    const out = join(temporaryFolder(), "again");
    const {status, stderr} = spawnSync(process.execPath, ["scripts/build.mjs", "--out", out], {
      cwd: root,
      env: {...process.env, HEMIOLA_RELEASE: hostile.release, INIT_CWD: root},
      encoding: "utf8"
    });
    expect(status, stderr).toBe(0);
    expect(await readSiteManifest(out)).toEqual(await readSiteManifest(hostile.site));
  }, 300_000);
});
