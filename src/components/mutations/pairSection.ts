import {pairBySource, pairTablesBySource} from "../../cohort/mutations/pairBySource.js";
import {cohortMetadata} from "../cohortMetadata.js";
import {el, fill} from "../dom.js";
import type {ViewContext} from "../explorer.js";
import {figureFrame} from "../figureFrame.js";
import {sourcesOf} from "../pageState.js";
import {toggled, toggleWords} from "./geneFilter.js";
import type {MutationCohort} from "./mutationCohort.js";
import {pairOf} from "./mutationChoices.js";
import {pairForest} from "./pairForest.js";

/** The pair that was chosen in the matrix, source by source. */
export interface PairSection {
  readonly element: HTMLElement;
  show(cohort: MutationCohort): void;
  stale(waiting: boolean): void;
  /** Brings the figure into sight the next time it is shown, and the focus with it. */
  reveal(): void;
}

/** The figure of one pair of alterations; nothing until one is chosen. */
export function pairSection(context: ViewContext): PairSection {
  const {site, catalogue, change} = context;
  const offers = el("div", {class: "offers"});
  const frame = figureFrame("co-mutation-pair", site, {controls: offers});
  frame.element.hidden = true;
  frame.element.tabIndex = -1;
  let wanted = false;
  return {
    element: frame.element,
    show({state, data, members}) {
      const names = pairOf(catalogue, state.options.pair);
      frame.element.hidden = names === null;
      if (names === null) return;
      // Within sources, a gene that eligibility fixes in one of them tells of the other genes there.
      const facts = data.facts(true);
      const [first, second] = names.map((name) => facts.find((fact) => fact.name === name)!);
      const tables = pairTablesBySource(first, second, data.source, members);
      const found = pairBySource(
        tables,
        data.source.levels.map(({label}) => label)
      );
      fill(
        offers,
        el(
          "button",
          {type: "button", class: "quiet", onclick: () => change({filter: toggled(state.filter, names)})},
          toggleWords(state.filter, names)
        ),
        el("button", {type: "button", class: "quiet", onclick: () => change({options: {pair: ""}})}, "Close this pair")
      );
      frame.update({
        ...pairForest(found, names),
        sources: sourcesOf(site, state).filter(({id}) => found.bySource.some(({source}) => source === id)),
        metadata: cohortMetadata(
          context,
          state,
          "Odds ratio by source; Mantel–Haenszel within sources, Breslow–Day test with Tarone’s correction"
        )
      });
      if (!wanted) return;
      wanted = false;
      frame.element.focus({preventScroll: true});
      frame.element.scrollIntoView({block: "nearest"});
    },
    stale: (waiting) => frame.stale(waiting),
    reveal() {
      wanted = true;
    }
  };
}
