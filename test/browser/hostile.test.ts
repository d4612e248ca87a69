import {readFileSync} from "node:fs";
import {afterAll, describe, expect, inject, it} from "vitest";
import {readSiteManifest} from "../../loaders/publish/siteManifest.js";
import {attack, formula} from "../hostile/hostileLabels.js";
import {settled} from "./support/explorer.js";
import {quit, visit} from "./support/visit.js";

const site = inject("hostile");

afterAll(quit);

/** Addresses of all pages of the site. */
async function pages(): Promise<string[]> {
  const {files} = await readSiteManifest(inject("hostileFolders").site);
  return files.flatMap(({path}) => (path.endsWith(".html") ? [site + path] : []));
}

describe("a site whose data hold markup, script and formulas", () => {
  it("shows them as text on every page, runs nothing and asks for nothing", async () => {
    const addresses = await pages();
    expect(addresses.length).toBeGreaterThan(3);
    for (const address of [...addresses, `${site}survival?group=study_code`, `${site}cohort?group=study_code`]) {
      const {page, problems, requests, close} = await visit(address);
      if (!address.endsWith("/404.html")) await settled(page);
      expect(await page.evaluate(() => "attacked" in window), address).toBe(false);
      expect(await page.locator('img[src="x"], body script:text("attacked")').count(), address).toBe(0);
      expect(await page.title(), address).toContain("<img src=x");
      expect(problems, address).toEqual([]);
      expect(
        requests.filter((url) => url.endsWith("/x")),
        address
      ).toEqual([]);
      await close();
    }
  });

  it("shows the label as it was delivered", async () => {
    const {page, close} = await visit(`${site}survival?group=study_code`);
    await settled(page);
    expect(await page.locator(".estimates").innerText()).toContain(attack);
    await close();
  });

  it("disarms formulas in what it gives away", async () => {
    const {page, close} = await visit(`${site}survival?group=study_code`);
    await settled(page);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.locator("#survival-curve > .toolbar").getByRole("button", {name: "CSV", exact: true}).click()
    ]);
    const csv = readFileSync(await file.path(), "utf8");
    expect(csv).toContain(`'${formula}`);
    expect(csv).not.toMatch(/^[=+@]/m);
    await close();
  });
});
