import {oddsRatioText, probabilityText} from "../../charts/coMutationMatrix.js";
import type {CoMutation} from "../../cohort/mutations/coMutation.js";
import {el, fill} from "../dom.js";
import type {PairNames} from "./pairForest.js";

function clearest(pairs: readonly CoMutation[]): CoMutation[] {
  return pairs.filter(({q}) => q !== null && q < 0.05).sort((a, b) => (a.p ?? 1) - (b.p ?? 1));
}

/** The five pairs that stand out most, in words. */
export function summaryOf(pairs: readonly CoMutation[]): string {
  const found = clearest(pairs).slice(0, 5);
  if (found.length === 0) return "No pair with q below 0.05.";
  return found
    .map((d) => `${d.first} and ${d.second}: odds ratio ${oddsRatioText(d.oddsRatio, null, null)}`)
    .join("; ");
}

/**
 * The pairs that stand out most, as a list to read without the picture; null without any.
 *
 * @param choose looks at a pair source by source
 */
export function strongestPairs(
  pairs: readonly CoMutation[],
  stratified: boolean,
  choose: (names: PairNames) => void
): Element | null {
  const found = clearest(pairs);
  if (found.length === 0) return null;
  const list = (heading: string, some: readonly CoMutation[]) =>
    some.length === 0
      ? null
      : el(
          "div",
          {},
          el("h3", {}, heading),
          el(
            "ul",
            {class: "pair-list"},
            ...some.slice(0, 6).map((d) =>
              el(
                "li",
                {},
                el(
                  "button",
                  {
                    type: "button",
                    class: "pair as-link",
                    // Begins with the text that is seen: who speaks to the browser names the button by it (WCAG 2.5.3).
                    "aria-label": `${d.first} · ${d.second}, source by source`,
                    onclick: () => choose([d.first, d.second])
                  },
                  `${d.first} · ${d.second}`
                ),
                el("span", {class: "number"}, oddsRatioText(d.oddsRatio, d.lower, d.upper)),
                el("span", {class: "number"}, probabilityText("q", d.q))
              )
            )
          )
        );
  const host = el("div", {class: "pair-lists"});
  fill(
    host,
    list(
      `Most clearly together${stratified ? ", within strata" : ""}`,
      found.filter((d) => (d.oddsRatio ?? 1) > 1)
    ),
    list(
      `Most clearly apart${stratified ? ", within strata" : ""}`,
      found.filter((d) => (d.oddsRatio ?? 1) < 1)
    )
  );
  return host;
}
