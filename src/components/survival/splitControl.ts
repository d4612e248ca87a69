import type {Catalogue, Grouping} from "../../cohort/catalogue.js";
import type {SavedCohorts} from "../../cohort/saved/savedCohorts.js";
import {choice} from "../controls.js";
import {el, fill} from "../dom.js";
import {type Cut, formatSplit, parseSplit, type SplitBy} from "./survivalChoices.js";

/** By what the cohort is split: a grouping of the catalogue, a number at cuts, or saved cohorts. */
export interface Split {
  readonly group: string | null;
  readonly by: SplitBy | null;
}

/** The controls of the split. */
export interface SplitControl {
  readonly element: HTMLElement;
  show(split: Split): void;
}

const themes: Partial<Record<Grouping["kind"], string>> = {alteration: "Alterations", cytogenetics: "Cytogenetics"};
const quantileNames: Readonly<Record<number, string>> = {2: "at the median", 3: "into thirds", 4: "into quarters"};

/** Chooses by what the cohort is split, and then how: cuts of a number, names of saved cohorts. */
export function splitControl(catalogue: Catalogue, saved: SavedCohorts, change: (split: Split) => void): SplitControl {
  const further = el("div", {class: "split-further"});
  const select = el("select", {"data-testid": "group"});
  const headingOf = ({kind, variable}: Grouping) => themes[kind] ?? variable.theme;
  const headings = [...new Set(catalogue.groupings.map(headingOf))];
  fill(
    select,
    el("option", {value: ""}, "nothing: all patients together"),
    ...headings.map((heading) =>
      el(
        "optgroup",
        {label: heading},
        ...catalogue.groupings
          .filter((d) => headingOf(d) === heading)
          .map(({key, label}) => el("option", {value: key}, label))
      )
    ),
    el(
      "optgroup",
      {label: "Numbers, at cuts"},
      ...[...catalogue.numbers.values()].map(({variable, label}) => el("option", {value: `number:${variable}`}, label))
    ),
    el("optgroup", {label: "Cohorts"}, el("option", {value: "cohorts:"}, "saved cohorts"))
  );
  const numberBy = (column: string, cut: Cut): Split => ({group: null, by: {kind: "number", column, cut}});
  select.addEventListener("change", () => {
    const [kind, column] = select.value.split(":");
    if (column === undefined) change({group: select.value === "" ? null : select.value, by: null});
    else if (kind === "number") change(numberBy(column, {kind: "quantiles", groups: 2}));
    else {
      const names = saved.list().map(({name}) => name);
      if (names.length > 0) change({group: null, by: {kind: "cohorts", names: names.slice(0, 2)}});
      else showFurther({kind: "cohorts", names: []});
    }
  });

  function showFurther(by: SplitBy | null): void {
    if (by === null) fill(further);
    else if (by.kind === "number")
      fill(further, ...cutControls(by.column, by.cut, (cut) => change(numberBy(by.column, cut))));
    else
      fill(
        further,
        cohortChoice(by.names, saved, (names) => change({group: null, by: {kind: "cohorts", names}}))
      );
  }
  return {
    element: el("div", {class: "split"}, choice("Split by", select), further),
    show({group, by}) {
      select.value = by === null ? (group ?? "") : by.kind === "number" ? `number:${by.column}` : "cohorts:";
      showFurther(by);
    }
  };
}

/** How a number is cut: into groups of equal size, or at values that the reader declares. */
function cutControls(column: string, cut: Cut, change: (cut: Cut) => void): HTMLElement[] {
  const values = cut.kind === "at" ? cut.values.join(", ") : "";
  const field = el("input", {type: "text", value: values, placeholder: "60, 70", size: 12, "data-testid": "cuts"});
  const problem = el(
    "span",
    {class: "problem", role: "alert", hidden: true},
    "Ascending numbers, with commas between; at most 5."
  );
  const own = el(
    "label",
    {class: "control", hidden: cut.kind !== "at"},
    el("span", {class: "control-label"}, "at"),
    field
  );
  field.addEventListener("change", () => {
    const by = parseSplit(`${column}:${field.value.replaceAll(" ", "")}`);
    problem.hidden = by?.kind === "number" && by.cut.kind === "at";
    if (by?.kind === "number" && by.cut.kind === "at") change(by.cut);
  });
  const select = el(
    "select",
    {"data-testid": "cut"},
    ...Object.entries(quantileNames).map(([groups, name]) => el("option", {value: groups}, name)),
    el("option", {value: "at"}, "at declared values")
  );
  const others = cut.kind === "quantiles" && quantileNames[cut.groups] === undefined;
  if (others) select.append(el("option", {value: cut.groups}, `into ${cut.groups} groups`));
  select.value = cut.kind === "at" ? "at" : String(cut.groups);
  select.addEventListener("change", () => {
    own.hidden = select.value !== "at";
    if (select.value !== "at") change({kind: "quantiles", groups: Number(select.value)});
    else field.focus();
  });
  return [choice("Cut", select), own, problem];
}

/** Which saved cohorts are compared. */
function cohortChoice(chosen: readonly string[], saved: SavedCohorts, change: (names: string[]) => void): HTMLElement {
  const names = [...new Set([...saved.list().map(({name}) => name), ...chosen])];
  if (names.length === 0) {
    return el(
      "p",
      {class: "note", role: "status"},
      "No cohort is saved in this browser yet: filter, then save the cohort by name."
    );
  }
  const boxes = names.map((name) => {
    const box = el("input", {type: "checkbox", value: name});
    box.checked = chosen.includes(name);
    box.addEventListener("change", () => {
      const next = boxes.flatMap((d) => (d.box.checked ? [d.name] : []));
      if (next.length === 0 || parseSplit(formatSplit({kind: "cohorts", names: next})) === null)
        box.checked = !box.checked;
      else change(next);
    });
    return {name, box};
  });
  return el(
    "fieldset",
    {class: "cohort-choice"},
    el("legend", {}, "Saved cohorts to compare"),
    ...boxes.map(({name, box}) => el("label", {class: "state"}, box, name))
  );
}
