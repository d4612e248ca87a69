import {formatCount} from "../charts/format.js";
import type {Catalogue} from "../cohort/catalogue.js";
import {
  type AlterationState,
  alterationStates,
  categoricalConditions,
  type CohortFilter,
  type CytogeneticState,
  cytogeneticStates,
  emptyFilter,
  unknownLevel
} from "../cohort/filter.js";
import {el, fill} from "./dom.js";
import {statePicker} from "./statePicker.js";

const stateLabels: Record<AlterationState | CytogeneticState, string> = {
  mutated: "Mutated",
  wild_type: "Wild type",
  not_tested: "Not tested",
  present: "Present",
  absent: "Absent",
  not_evaluable: "Not evaluable"
};

/**
 * The conditions a cohort can be built from. On wide screens it stands beside the figures; on narrow ones it is a sheet
 * behind a button. Every control has a visible label and works by keyboard.
 */
export function filterPanel(
  catalogue: Catalogue,
  change: (filter: CohortFilter) => void
): {
  readonly element: HTMLElement;
  readonly none: CohortFilter;
  show(filter: CohortFilter): void;
  count(n: number): void;
} {
  let filter = emptyFilter;
  const part = (next: Partial<CohortFilter>) => change({...filter, ...next});
  const updates: ((filter: CohortFilter) => void)[] = [];

  const groups = categoricalConditions.flatMap(({key, column}) => {
    const facet = catalogue.facets.get(column);
    // A single level is no choice.
    if (facet === undefined || facet.levels.length + (facet.nUnknown > 0 ? 1 : 0) < 2) return [];
    const levels = [
      ...facet.levels,
      ...(facet.nUnknown > 0 ? [{code: unknownLevel, label: "Unknown", n: facet.nUnknown}] : [])
    ];
    const boxes = levels.map(({code}) => el("input", {type: "checkbox", value: code, name: key}));
    const changed = () => part({[key]: boxes.filter((box) => box.checked).map((box) => box.value)});
    boxes.forEach((box) => box.addEventListener("change", changed));
    updates.push((next) => boxes.forEach((box) => (box.checked = next[key].includes(box.value))));
    const fields = levels.map(({label, n}, i) =>
      el(
        "label",
        {class: "choice"},
        boxes[i],
        el("span", {class: "words"}, label),
        el("span", {class: "number"}, formatCount(n))
      )
    );
    return [el("fieldset", {}, el("legend", {}, facet.label), ...fields)];
  });

  const age = ageField(catalogue, (bounds) => part({age: bounds}));
  updates.push((next) => age.show(next.age));
  const genes = statePicker({
    legend: "Genes and alterations",
    placeholder: "Add a gene, e.g. NPM1",
    options: [...catalogue.alterations.values()].map(({name}) => ({code: name, label: name})),
    states: alterationStates.map((code) => ({code, label: stateLabels[code]})),
    change: (alterations) => part({alterations: alterations as CohortFilter["alterations"]})
  });
  updates.push((next) => genes.show(next.alterations));
  const findings = statePicker({
    legend: "Cytogenetics",
    placeholder: "Add a finding, e.g. t(8;21)",
    options: [...catalogue.cytogenetics.values()].map(({column, label}) => ({code: column, label})),
    states: cytogeneticStates.map((code) => ({code, label: stateLabels[code]})),
    change: (cytogenetics) => part({cytogenetics: cytogenetics as CohortFilter["cytogenetics"]})
  });
  updates.push((next) => findings.show(next.cytogenetics));

  const apply = el("button", {type: "button", class: "primary", onclick: () => close()}, "Show patients");
  const form = el(
    "form",
    {class: "filters", "aria-label": "Who is in the cohort", onsubmit: (event) => event.preventDefault()},
    genes.element,
    findings.element,
    age.element,
    ...groups,
    apply
  );
  const opener = el(
    "button",
    {type: "button", class: "open-filters", "aria-expanded": "false", onclick: () => (isOpen() ? close() : open())},
    "Filter patients"
  );
  const element = el("aside", {class: "panel"}, opener, form);
  const isOpen = () => element.classList.contains("open");
  const open = () => {
    element.classList.add("open");
    opener.setAttribute("aria-expanded", "true");
    fill(opener, "Close");
    form.querySelector<HTMLElement>("input, select, button")?.focus();
  };
  const close = () => {
    if (!isOpen()) return;
    element.classList.remove("open");
    opener.setAttribute("aria-expanded", "false");
    fill(opener, "Filter patients");
    opener.focus();
  };
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  return {
    element,
    none: emptyFilter,
    show(next) {
      filter = next;
      for (const update of updates) update(next);
    },
    count(n) {
      fill(apply, `Show ${formatCount(n)} patients`);
    }
  };
}

/** Two numbers, either of which may be empty. */
function ageField(catalogue: Catalogue, change: (bounds: CohortFilter["age"]) => void) {
  const range = catalogue.numbers.get("age_years");
  const input = (label: string, placeholder: number | null) =>
    el("input", {type: "number", min: 0, max: 120, step: 1, inputmode: "numeric", "aria-label": label, placeholder});
  const from = input("Age from, in years", range?.minimum ?? null);
  const to = input("Age to, in years", range?.maximum ?? null);
  const problem = el(
    "p",
    {class: "problem", role: "alert", hidden: true},
    "The first age must not be above the second."
  );
  const value = (box: HTMLInputElement) => (box.value === "" ? null : Math.round(Number(box.value)));
  const changed = () => {
    const bounds = [value(from), value(to)] as const;
    const wrong = bounds[0] !== null && bounds[1] !== null && bounds[0] > bounds[1];
    problem.hidden = !wrong;
    if (!wrong) change(bounds);
  };
  from.addEventListener("change", changed);
  to.addEventListener("change", changed);
  return {
    element: el(
      "fieldset",
      {},
      el("legend", {}, "Age, years"),
      el("div", {class: "range"}, from, el("span", {}, "to"), to),
      problem
    ),
    show([low, high]: CohortFilter["age"]) {
      from.value = low === null ? "" : String(low);
      to.value = high === null ? "" : String(high);
      problem.hidden = true;
    }
  };
}
