import {formatCount, unitText} from "../../charts/format.js";
import {type Bounds, boundsOf, type CohortFilter} from "../../cohort/filter.js";
import type {HistogramBin} from "../../model/cohortResults.js";
import {isHidden} from "../../model/hiddenCounts.js";
import type {NumericRange} from "../../model/siteData.js";
import {el, fill, write} from "../dom.js";
import {brush} from "./brush.js";
import type {FacetControl} from "./facet.js";
import {rangeScale} from "./rangeScale.js";

/**
 * The condition on a numeric variable: a small histogram, all patients in grey and the cohort in the accent, which can be
 * brushed; a handle at either end (arrow keys work); the exact bounds as numbers. A handle at its end is no bound.
 */
export function rangeFacet(
  range: NumericRange,
  bins: readonly HistogramBin[],
  part: (edit: (filter: CohortFilter) => CohortFilter) => void
): FacetControl {
  const {variable: column, label, unit, nUnknown} = range;
  const whole = column === "age_years";
  const decimals = whole || (range.maximum ?? 0) >= 1000 ? 0 : 1;
  const [low, high] = [Math.floor(range.minimum ?? 0), Math.ceil(range.maximum ?? 0)];
  const drawn = bins.map((bin, index) => ({...bin, index})).filter((bin) => bin.upper > low && bin.lower <= high);
  const scale = rangeScale(drawn, [low, high], decimals);
  const most = Math.max(1, ...drawn.map(({n}) => n));
  const bars = drawn.map(({n}) => {
    const bar = el("span", {class: "age-bar"});
    bar.style.setProperty("--all", String(isHidden(n) ? 0 : n / most));
    return bar;
  });
  // Most stay what they are when a filter changes a little.
  const parts: string[] = [];
  const unitWords = unitText(unit);
  const title = unitWords === "" ? label : `${label}, ${unitWords}`;
  const nameOf = (end: string) => `${label} ${end}${unitWords === "" ? "" : `, in ${unitWords}`}`;
  const handle = (end: string) =>
    el("input", {type: "range", min: 0, max: scale.last, step: 1, "aria-label": `${nameOf(end)}, handle`});
  const number = (end: string, placeholder: number) =>
    el("input", {
      type: "number",
      min: 0,
      step: whole ? 1 : "any",
      inputmode: whole ? "numeric" : "decimal",
      "aria-label": nameOf(end),
      placeholder
    });
  const handles = [handle("from"), handle("to")] as const;
  const numbers = [number("from", low), number("to", high)] as const;
  const problem = el("p", {class: "problem", role: "alert", hidden: true});
  const missing = el("p", {class: "missing"});

  // What the controls say; null: what a reader has set in them and may not be the filter's.
  let shown: Bounds | null = null;
  const submit = (bounds: Bounds) => {
    const wrong = bounds[0] !== null && bounds[1] !== null && bounds[0] > bounds[1];
    const invalid = bounds.some((bound) => bound !== null && !(bound >= 0 && bound < 1e7));
    problem.hidden = !wrong && !invalid;
    fill(problem, wrong ? "The first bound must not be above the second." : invalid && "Give numbers from 0 up.");
    if (!wrong && !invalid) part((filter) => ({...filter, ranges: {...filter.ranges, [column]: bounds}}));
  };
  const say = ([from, to]: Bounds) => {
    numbers[0].value = from === null ? "" : String(from);
    numbers[1].value = to === null ? "" : String(to);
    handles.forEach((box) => {
      box.setAttribute("aria-valuetext", `${scale.value(Number(box.value))} ${unitWords}`.trim());
    });
  };
  const boundsAt = (from: number, to: number): Bounds => [
    from <= 0 ? null : scale.value(from),
    to >= scale.last ? null : scale.value(to)
  ];
  const handleBounds = () => boundsAt(Number(handles[0].value), Number(handles[1].value));
  handles.forEach((box, i) => {
    box.addEventListener("input", () => {
      // The handles push, never cross.
      const other = handles[1 - i];
      if (i === 0 ? Number(box.value) > Number(other.value) : Number(box.value) < Number(other.value)) {
        box.value = other.value;
      }
      shown = null;
      say(handleBounds());
    });
    box.addEventListener("change", () => submit(handleBounds()));
  });
  const numberBounds = (): Bounds => {
    const [from, to] = numbers.map((box) => {
      if (box.value === "") return null;
      return whole ? Math.round(Number(box.value)) : Number(Number(box.value).toFixed(6));
    });
    return [from, to];
  };
  for (const box of numbers) {
    box.addEventListener("input", () => (shown = null));
    box.addEventListener("change", () => submit(numberBounds()));
  }

  const place = (from: number, to: number) => {
    handles[0].value = String(from);
    handles[1].value = String(to);
    shown = null;
    say(boundsAt(from, to));
  };
  const histogram = el("div", {class: "age-histogram", "aria-hidden": "true"}, ...bars);
  brush(histogram, {
    move: (a, b) => place(Math.round(a * scale.last), Math.round(b * scale.last)),
    end: () => submit(handleBounds())
  });

  missing.hidden = nUnknown === 0;
  const countMissing = (n: number) => write(missing, `Unknown: ${formatCount(n)}`);
  countMissing(nUnknown);
  return {
    column,
    element: el(
      "fieldset",
      {class: "facet age", "data-facet": column},
      el("legend", {}, title),
      histogram,
      el("div", {class: "age-handles"}, ...handles),
      el("div", {class: "range"}, numbers[0], el("span", {}, "to"), numbers[1]),
      problem,
      missing
    ),
    show(filter) {
      const bounds = boundsOf(filter, column);
      // Most variables have no condition, and had none.
      if (shown !== null && shown[0] === bounds[0] && shown[1] === bounds[1]) return;
      shown = bounds;
      handles[0].value = String(bounds[0] === null ? 0 : scale.place(bounds[0]));
      handles[1].value = String(bounds[1] === null ? scale.last : scale.place(bounds[1]));
      say(bounds);
      problem.hidden = true;
    },
    count(counts) {
      drawn.forEach(({index}, i) => {
        const n = counts?.[index] ?? 0;
        const share = String(isHidden(n) ? 0 : n / most);
        if (share === parts[i]) return;
        parts[i] = share;
        bars[i].style.setProperty("--part", share);
      });
      countMissing(counts?.[bins.length] ?? 0);
    }
  };
}
