import type {Catalogue, Grouping} from "../cohort/catalogue.js";
import {choice} from "./controls.js";
import {el} from "./dom.js";

const kinds: Record<Grouping["kind"], string> = {
  variable: "Patients",
  alteration: "Alterations",
  cytogenetics: "Cytogenetics"
};

/** Chooses by what the cohort is split; the first choice is not to split it. */
export function groupControl(
  catalogue: Catalogue,
  label: string,
  change: (group: string | null) => void
): {readonly element: HTMLElement; show(group: string | null): void} {
  const option = ({key, label: words}: Grouping) => el("option", {value: key}, words);
  const select = el(
    "select",
    {"data-testid": "group"},
    el("option", {value: ""}, "nothing: all patients together"),
    ...(Object.keys(kinds) as Grouping["kind"][]).map((kind) =>
      el("optgroup", {label: kinds[kind]}, ...catalogue.groupings.filter((d) => d.kind === kind).map(option))
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
