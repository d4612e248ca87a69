import {canonicalFilter} from "../../cohort/canonicalFilter.js";
import type {Catalogue, Grouping} from "../../cohort/catalogue.js";
import type {SavedCohorts} from "../../cohort/saved/savedCohorts.js";
import {el, fill} from "../dom.js";
import {choiceOf, isChoice, levelChoice, levelOf, ofFilter} from "./cohortChoice.js";
import {type CompareRequest, type Place, places} from "./compareRequest.js";

/** The choices of the cohorts. */
export interface CohortControls {
  readonly element: HTMLElement;
  show(request: CompareRequest): void;
}

const kinds: Readonly<Record<Grouping["kind"], string>> = {
  variable: "Patients with",
  alteration: "Alterations",
  cytogenetics: "Cytogenetics"
};
const savedPrefix = "saved:";

/**
 * Chooses up to four cohorts: that of the page's conditions, saved ones, or one level of a variable; and whether
 * everybody else is one too. A saved cohort is written into the address by its conditions.
 */
export function cohortControls(
  catalogue: Catalogue,
  saved: SavedCohorts,
  change: (options: Readonly<Record<string, string>>) => void
): CohortControls {
  const list = el("ol", {class: "compared-cohorts", "aria-label": "Cohorts that are compared"});
  const add = el("button", {type: "button", class: "quiet"}, "Add a cohort");
  const rest = el("input", {type: "checkbox", "data-testid": "rest"});
  rest.addEventListener("change", () => change({rest: rest.checked ? "yes" : "no"}));
  const element = el(
    "div",
    {class: "cohort-controls"},
    list,
    el("p", {class: "cohort-more"}, add, el("label", {class: "control check"}, rest, "and everybody else"))
  );
  return {
    element,
    show(request) {
      rest.checked = request.rest;
      const chosen = request.cohorts.map(({place, choice}) => ({place, choice}));
      // What is shown by itself becomes a choice as soon as one is made beside it.
      const set = (place: Place, choice: string) =>
        change({...Object.fromEntries(chosen.map((d) => [d.place, d.choice])), [place]: choice, pair: ""});
      const row = (place: Place, choice: string, k: number) =>
        cohortRow(
          catalogue,
          saved,
          {place, choice, letter: "ABCD"[k]},
          {
            set: (next) => set(place, next),
            remove: chosen.length < 2 ? null : () => set(place, "")
          }
        );
      const held = [...list.children].findIndex((item) => item.contains(document.activeElement));
      const part = [...(list.children[held]?.querySelectorAll("select") ?? [])].findIndex(
        (d) => d === document.activeElement
      );
      fill(list, ...chosen.map(({place, choice}, k) => row(place, choice, k)));
      if (held >= 0) {
        const selects = list.children[Math.min(held, list.children.length - 1)]?.querySelectorAll("select");
        (selects?.[part] ?? selects?.[0])?.focus();
      }
      const free = places.find((place) => !chosen.some((d) => d.place === place));
      add.hidden = free === undefined;
      add.onclick = () => {
        const first = catalogue.groupings.find(({key}) => key === "source_id") ?? catalogue.groupings[0];
        const used = new Set(chosen.map((d) => d.choice));
        const next = first.levels.map(({code}) => levelChoice(catalogue, first.key, code)).find((d) => !used.has(d));
        if (free !== undefined && next !== undefined) set(free, next);
      };
    }
  };
}

function cohortRow(
  catalogue: Catalogue,
  saved: SavedCohorts,
  {place, choice, letter}: {readonly place: Place; readonly choice: string; readonly letter: string},
  {set, remove}: {readonly set: (choice: string) => void; readonly remove: (() => void) | null}
): HTMLElement {
  const level = levelOf(choice, catalogue);
  // A cohort that was saved on another release is offered where this one can make it.
  const kept = saved
    .list()
    .map(({name, filter}) => ({name, choice: choiceOf(canonicalFilter(filter, catalogue))}))
    .filter((d) => d.choice !== "" && isChoice(d.choice, catalogue));
  const own = kept.find((d) => d.choice === choice);
  const isOther = choice !== ofFilter && level === null && own === undefined;
  const what = el(
    "select",
    {"aria-label": `Cohort ${letter}`, "data-testid": `cohort-${place}`},
    el("option", {value: ofFilter}, "the filtered cohort"),
    isOther && el("option", {value: "other"}, "cohort of this link"),
    kept.length > 0 &&
      el(
        "optgroup",
        {label: "Saved cohorts"},
        ...kept.map(({name}) => el("option", {value: savedPrefix + name}, name))
      ),
    ...(Object.keys(kinds) as Grouping["kind"][]).map((kind) =>
      el(
        "optgroup",
        {label: kinds[kind]},
        ...catalogue.groupings
          .filter((d) => d.kind === kind)
          .map(({key, label}) => el("option", {value: `=${key}`}, label))
      )
    )
  );
  what.value =
    choice === ofFilter
      ? ofFilter
      : own !== undefined && level === null
        ? savedPrefix + own.name
        : level === null
          ? "other"
          : `=${level.key}`;
  what.addEventListener("change", () => {
    const {value} = what;
    if (value === ofFilter) set(ofFilter);
    else if (value.startsWith(savedPrefix)) {
      const cohort = kept.find(({name}) => name === value.slice(savedPrefix.length));
      if (cohort !== undefined) set(cohort.choice);
    } else if (value.startsWith("=")) {
      const grouping = catalogue.groupings.find(({key}) => key === value.slice(1));
      if (grouping !== undefined) set(levelChoice(catalogue, grouping.key, grouping.levels[0].code));
    }
  });
  const grouping = level === null ? undefined : catalogue.groupings.find(({key}) => key === level.key);
  const which =
    grouping !== undefined && level !== null
      ? el(
          "select",
          {"aria-label": `Level of cohort ${letter}`, "data-testid": `level-${place}`},
          ...grouping.levels.map(({code, label}) => el("option", {value: code}, label))
        )
      : null;
  if (which !== null && grouping !== undefined && level !== null) {
    which.value = level.code;
    which.addEventListener("change", () => set(levelChoice(catalogue, grouping.key, which.value)));
  }
  return el(
    "li",
    {"data-place": place},
    el("span", {class: "cohort-letter", "aria-hidden": "true"}, letter),
    el("span", {class: "control"}, what, which),
    remove !== null &&
      el(
        "button",
        {type: "button", class: "quiet", onclick: remove},
        el("span", {"aria-hidden": "true"}, "×"),
        el("span", {class: "visually-hidden"}, `Remove cohort ${letter}`)
      )
  );
}
