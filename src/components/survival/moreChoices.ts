import {daysPerYear} from "../../charts/format.js";
import type {Catalogue} from "../../cohort/catalogue.js";
import {hidesCounts} from "../../model/hiddenCounts.js";
import {choice} from "../controls.js";
import {el} from "../dom.js";
import {entryColumns, entryText, yearsText} from "./analysisWords.js";

/** Choices that most readers leave as they are. */
export interface MoreChoices {
  readonly element: HTMLElement;
  show(options: Readonly<Record<string, string>>, context: {readonly transplant: boolean}): void;
  /** Takes away horizons that the follow-up shown does not reach. */
  follow(lastDay: number): void;
}

/**
 * Unit, horizon, landmark, delayed entry, intervals, the unknown group, comparison within sources, marks; folded away.
 * A value that differs from the usual opens them.
 */
export function moreChoices(catalogue: Catalogue, change: (options: Record<string, string>) => void): MoreChoices {
  const years = [1, 2, 3, 5, 10];
  const field = (key: string, label: string, options: readonly (readonly [string, string])[]) => {
    const select = el("select", {"data-option": key}, ...options.map(([value, words]) => el("option", {value}, words)));
    select.addEventListener("change", () => change({[key]: select.value}));
    return {key, select, element: choice(label, select)};
  };
  const fields = [
    field("unit", "Time in", [["", "years, or months if short"], ["years", "years"], ["months", "months"]]), // prettier-ignore
    field("horizon", "Follow-up used", [
      ["", "all"],
      ...years.map((y) => [String(Math.round(y * daysPerYear)), `${y} ${y === 1 ? "year" : "years"}`] as const)
    ]),
    field("entry", "At risk from", [
      ["", "the start"],
      ...entryColumns
        .filter((column) => catalogue.days.has(column))
        .map((column) => [column, `${entryText(column)} on`] as const)
    ]),
    field("strata", "Compare", [["source", "within sources"], ["none", "ignoring the source"]]), // prettier-ignore
    field("ci", "Intervals", [["log-log", "log–log"], ["log", "log (R’s default)"]]), // prettier-ignore
    field("unknown", "Unknown group", [["", "counted, not drawn"], ["group", "a group of its own"]]), // prettier-ignore
    ...(hidesCounts() ? [] : [field("marks", "Censoring marks", [["", "drawn"], ["none", "not drawn"]])]) // prettier-ignore
  ];
  const {select: horizon} = fields.find(({key}) => key === "horizon")!;
  const transplant = field("transplant", "Transplant", [["", "time-dependent"], ["landmark", "at a landmark"]]); // prettier-ignore
  const landmark = el("input", {
    type: "number",
    min: 0,
    max: 20000,
    step: 1,
    "data-option": "landmark",
    placeholder: "none"
  });
  landmark.addEventListener("change", () => change({landmark: landmark.value.trim()}));
  const element = el(
    "details",
    {class: "more-choices", "data-testid": "more-choices"},
    el("summary", {}, "More choices"),
    el(
      "div",
      {class: "controls"},
      ...fields.map((d) => d.element),
      transplant.element,
      el("label", {class: "control"}, el("span", {class: "control-label"}, "Landmark, day"), landmark)
    )
  );
  return {
    element,
    follow(lastDay) {
      for (const option of horizon.options) {
        const beyond = option.value !== "" && Number(option.value) >= lastDay;
        option.disabled = beyond && !option.selected;
        option.hidden = option.disabled;
      }
      horizon.title = `Follow-up goes to ${yearsText(lastDay)}: no longer horizon would change anything.`;
    },
    show(options, context) {
      for (const {key, select} of [...fields, transplant]) {
        const value = options[key] ?? "";
        // A link may name a horizon that is not in the list.
        if (!Array.from(select.options).some((d) => d.value === value)) {
          select.append(el("option", {value}, key === "horizon" ? `${value} days` : value));
        }
        select.value = value;
      }
      landmark.value = options.landmark ?? "";
      transplant.element.hidden = !context.transplant;
      const usual = [...fields, transplant].every(({key, select}) => select.value === (key === "strata" ? "source" : key === "ci" ? "log-log" : "")); // prettier-ignore
      if (!usual || landmark.value !== "") element.open = true;
    }
  };
}
