import type {Bounds} from "../cohort/filter.js";
import type {HistogramBin} from "../model/cohortResults.js";
import {el, fill} from "./dom.js";

/** What the field offers: the ages there are, and how many patients of the release have them. */
export interface AgeFieldOptions {
  readonly minimum: number;
  readonly maximum: number;
  readonly bins: readonly HistogramBin[];
  readonly change: (bounds: Bounds) => void;
}

/**
 * The condition on age: a small histogram, all patients in grey and the cohort in the accent, with a handle at either
 * end (arrow keys work), and the exact bounds as numbers. A handle at its end stands for no bound.
 */
export function ageField({minimum, maximum, bins, change}: AgeFieldOptions): {
  readonly element: HTMLElement;
  show(bounds: Bounds): void;
  count(bins: readonly HistogramBin[]): void;
} {
  const [low, high] = [Math.floor(minimum), Math.ceil(maximum)];
  const most = Math.max(1, ...bins.map(({n}) => n));
  const drawn = bins.filter((bin) => bin.upper > low && bin.lower <= high);
  const bars = drawn.map(({n}) => {
    const bar = el("span", {class: "age-bar"});
    bar.style.setProperty("--all", String(n / most));
    return bar;
  });
  const handle = (label: string) =>
    el("input", {type: "range", min: low, max: high, step: 1, "aria-label": `${label}, handle`});
  const number = (label: string, placeholder: number) =>
    el("input", {type: "number", min: 0, max: 120, step: 1, inputmode: "numeric", "aria-label": label, placeholder});
  const handles = [handle("Age from, in years"), handle("Age to, in years")] as const;
  const numbers = [number("Age from, in years", low), number("Age to, in years", high)] as const;
  const problem = el("p", {class: "problem", role: "alert", hidden: true});

  const submit = (bounds: Bounds) => {
    const wrong = bounds[0] !== null && bounds[1] !== null && bounds[0] > bounds[1];
    problem.hidden = !wrong;
    fill(problem, wrong && "The first age must not be above the second.");
    if (!wrong) change(bounds);
  };
  const handleBounds = (): Bounds => {
    const [from, to] = handles.map((box) => Number(box.value));
    return [from <= low ? null : from, to >= high ? null : to];
  };
  const write = ([from, to]: Bounds) => {
    numbers[0].value = from === null ? "" : String(from);
    numbers[1].value = to === null ? "" : String(to);
  };
  handles.forEach((box, i) => {
    box.addEventListener("input", () => {
      // The handles push, never cross.
      const other = handles[1 - i];
      if (i === 0 ? Number(box.value) > Number(other.value) : Number(box.value) < Number(other.value)) {
        box.value = other.value;
      }
      write(handleBounds());
    });
    box.addEventListener("change", () => submit(handleBounds()));
  });
  const numberBounds = (): Bounds => {
    const [from, to] = numbers.map((box) => (box.value === "" ? null : Math.round(Number(box.value))));
    return [from, to];
  };
  for (const box of numbers) box.addEventListener("change", () => submit(numberBounds()));

  return {
    element: el(
      "fieldset",
      {class: "facet age"},
      el("legend", {}, "Age, years"),
      el("div", {class: "age-histogram", "aria-hidden": "true"}, ...bars),
      el("div", {class: "age-handles"}, ...handles),
      el("div", {class: "range"}, numbers[0], el("span", {}, "to"), numbers[1]),
      problem
    ),
    show(bounds) {
      write(bounds);
      handles[0].value = String(bounds[0] ?? low);
      handles[1].value = String(bounds[1] ?? high);
      problem.hidden = true;
    },
    count(counts) {
      drawn.forEach(({lower}, i) => {
        const n = counts.find((bin) => bin.lower === lower)?.n ?? 0;
        bars[i].style.setProperty("--part", String(n / most));
      });
    }
  };
}
