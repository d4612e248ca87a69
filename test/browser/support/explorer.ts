import type {Page} from "playwright-core";

export const explorerPages = ["cohort", "mutations", "survival", "regression", "compare"] as const;
/** Pages about what single sources of the demo add. */
export const sourcePages = ["ratify", "hovon"] as const;
/** Pages about the release as a whole. */
export const releasePages = [
  "ledger",
  "classifications",
  "quality",
  "dictionary",
  "changes",
  "harmonisation",
  "calibration",
  "about",
  "methods",
  "agreement",
  "glossary",
  "search",
  "reports/"
] as const;
export const allPages = ["", ...explorerPages, ...sourcePages, ...releasePages] as const;

/** The file of a page, for servers that know none but files. */
export const fileOf = (path: string): string => `${path === "" || path.endsWith("/") ? `${path}index` : path}.html`;

/**
 * Waits until the page shows its numbers: those of its filter, the count being there and nothing dimmed; or, on a page
 * about the release, its sections.
 */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    if (
      document.querySelector(
        '.home, .ledger, .written, [data-testid="report"], [data-testid="listing"], .dictionary-tools > *'
      )
    )
      return true;
    const n = document.querySelector<HTMLElement>('[data-testid="cohort-n"]');
    return n?.dataset.value !== undefined && document.querySelector('[aria-busy="true"]') === null;
  });
}

/** Patients in the cohort, as the page says. */
export async function cohortSize(page: Page): Promise<number> {
  await settled(page);
  return Number(await page.getByTestId("cohort-n").getAttribute("data-value"));
}

/** The numbers of a survival group, by its label; where time starts at different events, those of the sources of one. */
export async function survivalGroup(page: Page, label: string, clock = "") {
  const row = page.locator(`[data-testid="survival-group"][data-group="${label}"][data-clock="${clock}"]`);
  const read = async (name: string) => {
    const text = await row.getAttribute(`data-${name}`);
    return text === null || text === "" ? null : Number(text);
  };
  return {
    n: await read("n"),
    events: await read("events"),
    median: await read("median-days"),
    lower: await read("lower-days"),
    upper: await read("upper-days"),
    at1: await read("survival-1y"),
    at2: await read("survival-2y"),
    at5: await read("survival-5y")
  };
}

/** The log-rank test the page shows. */
export async function logRankTest(page: Page) {
  const test = page.getByTestId("logrank");
  const read = async (name: string) => Number(await test.getAttribute(`data-${name}`));
  return {statistic: await read("statistic"), df: await read("df"), p: await read("p"), text: await test.innerText()};
}

/** Mutated and tested counts of an alteration on the mutations page. */
export async function frequency(page: Page, alteration: string) {
  const mark = page.locator(`[data-row="${alteration}"] [data-found]`).first();
  return {
    found: Number(await mark.getAttribute("data-found")),
    tested: Number(await mark.getAttribute("data-tested"))
  };
}
