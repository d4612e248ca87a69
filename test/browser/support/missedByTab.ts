import type {Page} from "playwright-core";

/** More stops than any page has. */
const most = 600;

/**
 * Goes through a page by the Tab key, to its end. What can be pressed, chosen, typed into or followed but was not reached,
 * one line per element; of radio buttons one of a group is enough, the arrow keys reach the others.
 */
export async function missedByTab(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    document.addEventListener("focusin", ({target}) => (target as HTMLElement).setAttribute("data-reached", ""));
  });
  // After the last stop the focus leaves the page, or begins anew.
  const ended = () =>
    page.evaluate(() => {
      const {activeElement} = document;
      const again = activeElement?.getAttribute("data-stop") != null;
      activeElement?.setAttribute("data-stop", "");
      return again || activeElement === document.body;
    });
  for (let i = 0; i < most; ++i) {
    await page.keyboard.press("Tab");
    if (await ended()) break;
  }
  return await page.evaluate(() => {
    const wanted = "a[href], button, input, select, textarea, summary, [tabindex], [role=button], [role=link]";
    return [...document.querySelectorAll<HTMLElement>(wanted)]
      .filter(
        (d) => d.checkVisibility({visibilityProperty: true}) && !d.matches(":disabled, [tabindex='-1'], [data-reached]")
      )
      .filter((d) => !(d instanceof HTMLInputElement && d.type === "radio"))
      .map((d) => d.outerHTML.slice(0, 120));
  });
}
