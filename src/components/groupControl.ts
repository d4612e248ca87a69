import type {Catalogue, Grouping} from "../cohort/catalogue.js";
import {choice} from "./controls.js";
import {el} from "./dom.js";

const kinds: Partial<Record<Grouping["kind"], string>> = {alteration: "Alterations", cytogenetics: "Cytogenetics"};

/** Where a grouping is offered: variables by their theme. */
function headingOf({kind, variable}: Grouping): string {
  return kinds[kind] ?? variable.theme;
}

/** Chooses by what the cohort is split; the first choice is not to split it. */
export function groupControl(
  catalogue: Catalogue,
  label: string,
  change: (group: string | null) => void
): {readonly element: HTMLElement; show(group: string | null): void} {
  const headings = [...new Set(catalogue.groupings.map(headingOf))];
  const option = ({key, label: words}: Grouping) => el("option", {value: key}, words);
  const select = el(
    "select",
    {"data-testid": "group"},
    el("option", {value: ""}, "nothing: all patients together"),
    ...headings.map((heading) =>
      el("optgroup", {label: heading}, ...catalogue.groupings.filter((d) => headingOf(d) === heading).map(option))
    )
  );
  select.addEventListener("change", () => change(select.value === "" ? null : select.value));
  return {
    element: choice(label, select),
    show(group) {
      select.value = group ?? "";
    }
  };
}
