import type {Page} from "playwright-core";

/** More stops than any page has. */
const most = 600;
/** Keys pressed between two looks at where the focus is. */
const atOnce = 20;

/**
 * Goes through a page by the Tab key, to its end. What can be pressed, chosen, typed into or followed but was not reached,
 * and what invites a press but takes no focus, one line per element. Of radio buttons one of a group is enough: the arrow
 * keys reach the others.
 */
export async function missedByTab(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    document.documentElement.removeAttribute("data-round");
    for (const reached of document.querySelectorAll("[data-reached]")) reached.removeAttribute("data-reached");
    // From the second walk on the first one's listener is there.
    if (document.documentElement.hasAttribute("data-walked")) return;
    document.documentElement.setAttribute("data-walked", "");
    document.addEventListener("focusin", ({target}) => {
      const stop = target as HTMLElement;
      if (stop.hasAttribute("data-reached")) document.documentElement.setAttribute("data-round", "");
      stop.setAttribute("data-reached", "");
    });
  });
  // After the last stop the focus leaves the page, or begins anew. Between two looks it may go round more than once: the keys
  // are pressed one after the other, but not one by one waited for. A figure that is drawn as it comes into sight may
  // replace the element with the focus: nothing has it then, and the next key goes on from that place.
  const look = () =>
    page.evaluate(() =>
      document.documentElement.hasAttribute("data-round")
        ? "round"
        : document.activeElement === document.body
          ? "nowhere"
          : "within"
    );
  let before = "within";
  for (let i = 0; i < most; i += atOnce) {
    await Promise.all(Array.from({length: atOnce}, () => page.keyboard.press("Tab")));
    const now = await look();
    if (now === "round" || (now === "nowhere" && before === "nowhere")) break;
    before = now;
  }
  return await page.evaluate(() => {
    const wanted = "a[href], button, input, select, textarea, summary, [tabindex], [role=button], [role=link]";
    const seen = (d: Element) => d.checkVisibility({visibilityProperty: true});
    const skipped = [...document.querySelectorAll<HTMLElement>(wanted)]
      .filter((d) => seen(d) && !d.matches(":disabled, [tabindex='-1'], [data-reached]"))
      .filter((d) => !(d instanceof HTMLInputElement && d.type === "radio"));
    const mouseOnly = [...document.querySelectorAll("main *")]
      .filter((d) => getComputedStyle(d).cursor === "pointer" && d.closest(`${wanted}, label`) === null && seen(d))
      .filter((d) => d.parentElement === null || getComputedStyle(d.parentElement).cursor !== "pointer");
    return [...skipped, ...mouseOnly].map((d) => d.outerHTML.slice(0, 120));
  });
}
