import {formatCount} from "../charts/format.js";
import type {FilterChip} from "../cohort/filterChips.js";
import {el} from "./dom.js";
import {sentence} from "./sentence.js";

/** A condition, and how many patients the cohort would have without it. */
export interface Relaxation {
  readonly chip: FilterChip;
  readonly n: number;
}

/**
 * Says which condition emptied the cohort, and offers to take one back. `last` is the key of the condition that was
 * set last, if the reader set one; it is offered first.
 */
export function emptyMessage(
  relaxations: readonly Relaxation[],
  last: string | null,
  take: (chip: FilterChip) => void
): HTMLElement {
  const order = [...relaxations].sort((a, b) => Number(b.chip.key === last) - Number(a.chip.key === last) || b.n - a.n);
  const alone = relaxations.filter(({n}) => n > 0);
  const why =
    alone.length === 0
      ? "Taking back one condition is not enough: several of them exclude everybody together."
      : alone.length === 1
        ? `It is “${alone[0].chip.label}” that leaves nobody.`
        : "Each of these alone would bring patients back.";
  return el(
    "div",
    {class: "empty", "data-testid": "empty"},
    el("p", {}, el("strong", {}, "No patient of this release meets all of these conditions."), ` ${why}`),
    el(
      "p",
      {class: "offers"},
      ...(alone.length === 0 ? order : order.filter(({n}) => n > 0)).map(({chip, n}) =>
        el(
          "button",
          {type: "button", onclick: () => take(chip)},
          `Without ${chip.label}: ${n === 0 ? "still nobody" : `${formatCount(n)} ${n === 1 ? "patient" : "patients"}`}`
        )
      )
    )
  );
}

/**
 * Says what failed, what still works, and offers to try again. `still` is the cohort of the figures on the page; null if
 * there are none.
 */
export function failureMessage(
  error: Error,
  still: string | null,
  retry: () => void,
  showAll: () => void
): HTMLElement {
  return el(
    "div",
    {class: "failure", role: "alert", "data-testid": "failure"},
    el("p", {}, el("strong", {}, "The cohort could not be computed in this browser"), `: ${sentence(error.message)}`),
    el(
      "p",
      {},
      still === null
        ? "This page has nothing to show without computing; the first figures of the other pages still work."
        : `The figures below are not of the conditions above but of: ${still} What needs no computing still works: the first figures of every page.`
    ),
    el(
      "p",
      {class: "offers"},
      el("button", {type: "button", onclick: retry}, "Try again"),
      el("button", {type: "button", onclick: showAll}, "Show all patients")
    )
  );
}

/** Says that a cohort may not be shown, and why; offers to take everything back. */
export function refusalMessage({message}: Error, showAll: () => void): HTMLElement {
  return el(
    "div",
    {class: "empty", role: "status", "data-testid": "too-few"},
    el("p", {}, el("strong", {}, "Nothing is shown of this cohort"), `: ${message}.`),
    el("p", {class: "offers"}, el("button", {type: "button", onclick: showAll}, "Show all patients"))
  );
}

/** Says what of a link or a saved cohort could not be understood, and on which release it was made; null if nothing. */
export function linkNotice(problems: readonly string[], origin: string | null, what = "link"): HTMLElement | null {
  const lines = problems.map((problem) => `The ${what} asks for something this release does not have: ${problem}.`);
  if (origin !== null) lines.unshift(origin);
  if (lines.length === 0) return null;
  const notice = {class: "warning", role: "note", "data-testid": "link-notice"};
  return el("div", notice, ...lines.map((line) => el("p", {}, line)));
}
