import {el} from "../dom.js";
import type {ExplorerView} from "../explorer.js";

/** The mutations page of a release without alterations, opened by its address: says so, and where to go. */
export function withoutGenes(): ExplorerView {
  const way = (href: string, words: string) => el("a", {href, class: "to-explorer"}, words);
  return {
    figures: el(
      "div",
      {class: "empty", "data-testid": "without-genes"},
      el("p", {}, "This release holds no gene-level alterations: no source of it has sequencing data."),
      el("p", {}, "See ", way("./cohort", "who is in it"), " or ", way("./survival", "how patients fare"), ".")
    ),
    notes: null,
    drawFirst: () => true,
    draw: () => Promise.resolve(),
    stale: () => undefined,
    showsOutcome: false
  };
}
