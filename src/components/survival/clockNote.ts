import {el} from "../dom.js";
import {clockName, clocksText} from "./clocks.js";
import type {SurvivalAnalysis} from "./survivalAnalysis.js";

/**
 * Above curves of several clocks: why the sources are drawn apart, and the choice of one of them. Null where time starts
 * at one event.
 *
 * @param only makes the sources with these codes the cohort
 */
export function clockNote(
  {answer: {clocks}, sourceCodes, group}: SurvivalAnalysis,
  only: (sources: readonly string[]) => void
): HTMLElement | null {
  if (clocks.length === 0) return null;
  const together = group === null ? "" : " Groups are compared within the sources, each on its own clock.";
  return el(
    "div",
    {class: "clock-note", role: "note", "data-testid": "clocks"},
    el(
      "p",
      {},
      `Day 0 is not the same event everywhere: ${clocksText(clocks)}. One curve of all would have no clock, so each start is drawn by itself.${together}`
    ),
    el(
      "div",
      {class: "offers", role: "group", "aria-label": "One start only"},
      ...clocks.map((clock) => {
        const codes = clock.sources.map((s) => sourceCodes[s]);
        return el("button", {type: "button", class: "quiet", onclick: () => only(codes)}, `Only ${clockName(clock)}`);
      })
    )
  );
}
