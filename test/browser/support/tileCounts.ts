import type {Page} from "playwright-core";

/** Figures whose caption begins with the cohort's n. */
const captioned: Readonly<Record<string, readonly string[]>> = {
  cohort: ["composition", "age-sex", "data-available", "cytogenetics"],
  mutations: ["frequencies", "co-mutation", "oncoprint"],
  survival: ["survival-curve"]
};

/**
 * How many patients every tile of an explorer page says the cohort has, by tile: the bar, the panel's bars, the figures
 * with those they leave out and say so. Waits until every figure in sight is drawn.
 */
export async function tileCounts(page: Page, path: string): Promise<Record<string, number>> {
  await page.waitForFunction(
    () =>
      document.querySelector('[aria-busy="true"], [data-pending]') === null &&
      [...document.querySelectorAll("figure.figure")].every(
        (figure) => figure.getClientRects().length === 0 || figure.querySelector("figcaption")?.textContent !== ""
      )
  );
  const counts: Record<string, number> = {
    bar: Number(await page.getByTestId("cohort-n").getAttribute("data-value")),
    panel: await panelCount(page)
  };
  for (const id of captioned[path] ?? []) {
    const caption = await page.locator(`#${id} figcaption`).innerText();
    const leftOut = numberIn(caption, /([\d,]+) (?:patients? (?:is|are) not in the endpoint|of unknown age or sex)/, 0);
    counts[id] = numberIn(caption, /^([\d,]+) patients?\b/) + leftOut;
  }
  if (path === "regression") {
    counts.model = numberIn(await page.getByTestId("model").innerText(), /of ([\d,]+) patients/);
  }
  // Without a condition the page compares cohorts of its own choice.
  if (path === "compare" && (await page.locator("[data-chip]").count()) > 0) {
    counts.overlap = Number(await page.locator('[data-testid="overlap"] [data-cohort="A"]').getAttribute("data-n"));
    counts.composition = numberIn(await page.locator("#compare-composition .subtitle").innerText(), /\(([\d,]+)\)/);
  }
  return counts;
}

/** Women, men and those of unknown sex in the panel, once they have been counted. */
async function panelCount(page: Page): Promise<number> {
  const numbers = await page.locator('[data-facet="sex"] .choice .number').allInnerTexts();
  return numbers.reduce((sum, text) => sum + Number(text.replaceAll(",", "")), 0);
}

function numberIn(text: string, pattern: RegExp, otherwise?: number): number {
  const found = pattern.exec(text)?.[1].replaceAll(",", "");
  if (found === undefined && otherwise === undefined) throw new Error(`no number of patients in: ${text}`);
  return found === undefined ? otherwise! : Number(found);
}
