import type {Catalogue} from "../../cohort/catalogue.js";
import {describeCohort} from "../../cohort/filterChips.js";
import {parseFilter} from "../../cohort/filterUrl.js";
import {cohortKey} from "../../cohort/ledger/prespecifiedOf.js";
import {formatLinkedCohorts, type LinkedCohorts} from "../../cohort/saved/linkedCohorts.js";
import type {SavedCohorts} from "../../cohort/saved/savedCohorts.js";
import {el, fill} from "../dom.js";
import type {SplitBy, SurvivalChoices} from "./survivalChoices.js";

/** Which of the cohorts that are compared came with the link, not from this browser. */
export interface LinkedNote {
  readonly element: HTMLElement;
  show(choices: Pick<SurvivalChoices, "by" | "linked">): void;
}

/**
 * Says of every cohort of a split that this browser has not saved so, what it asks for, and offers to save it; of one that
 * is saved here with other conditions, to take these.
 *
 * @param change sets the cohorts that the address carries
 */
export function linkedNote(catalogue: Catalogue, saved: SavedCohorts, change: (cohorts: string) => void): LinkedNote {
  const element = el("ul", {class: "linked-cohorts", "aria-label": "Cohorts from the link", hidden: true});
  let shown: Pick<SurvivalChoices, "by" | "linked"> = {by: null, linked: new Map()};
  const item = (name: string, query: string): HTMLElement | null => {
    const {filter, problems} = parseFilter(new URLSearchParams(query), catalogue);
    const own = saved.get(name);
    if (problems.length > 0 || (own !== undefined && cohortKey(own.filter) === query)) return null;
    const words = `“${name}” is from the link: ${describeCohort(filter, catalogue)}`;
    const button = (text: string, act: () => void) =>
      el("button", {type: "button", class: "quiet", onclick: act}, text);
    return own === undefined
      ? el(
          "li",
          {"data-linked": name},
          `${words} `,
          button("Save in this browser", () => saved.save({name, filter, release: catalogue.releaseId, n: null}))
        )
      : el(
          "li",
          {"data-linked": name},
          `${words} The cohort saved here under this name is another: ${describeCohort(own.filter, catalogue)} `,
          button("Use the saved one", () => {
            change(formatLinkedCohorts(new Map([...shown.linked, [name, cohortKey(own.filter)]])));
          })
        );
  };
  const draw = () => {
    const names = shown.by?.kind === "cohorts" ? shown.by.names : [];
    const items = names.flatMap((name) => {
      const query = shown.linked.get(name);
      return (query === undefined ? null : item(name, query)) ?? [];
    });
    fill(element, ...items);
    element.hidden = items.length === 0;
  };
  saved.watch(draw);
  return {
    element,
    show(choices) {
      shown = choices;
      draw();
    }
  };
}

/** What the address must carry for a split to reopen elsewhere: the cohorts that came with it, else those saved here. */
export function linkedFor(by: SplitBy | null, linked: LinkedCohorts, saved: Pick<SavedCohorts, "get">): string {
  if (by?.kind !== "cohorts") return "";
  const carried = by.names.flatMap((name): [string, string][] => {
    const own = saved.get(name);
    const query = linked.get(name) ?? (own === undefined ? undefined : cohortKey(own.filter));
    return query === undefined ? [] : [[name, query]];
  });
  return formatLinkedCohorts(new Map(carried));
}
