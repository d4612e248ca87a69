import {formatCount} from "../../charts/format.js";
import {type AttritionStep, guardedAttrition} from "../../cohort/attrition.js";
import type {DisclosureRule} from "../../model/siteData.js";
import {el, fill} from "../dom.js";
import {reflowTable} from "../reflowTable.js";

/** A fold under the cohort bar with how many patients each criterion removes; computed only while it is open. */
export interface AttritionFold {
  readonly element: HTMLDetailsElement;
  /** The cohort has changed: computes anew if the fold is open. `compute` is null for a cohort without conditions. */
  show(compute: (() => Promise<readonly AttritionStep[]>) | null): void;
}

/**
 * How many patients each criterion removes, in the order in which they are listed. Small numbers are hidden by the rule of
 * the release.
 */
export function attritionFold(total: number, rule: DisclosureRule | null = null): AttritionFold {
  const body = el("div", {class: "attrition-body", "aria-live": "polite"});
  const element = el(
    "details",
    {class: "attrition", "data-testid": "attrition", hidden: true},
    el("summary", {}, "How many each condition removes"),
    body
  );
  type Compute = () => Promise<readonly AttritionStep[]>;
  let compute: Compute | null = null;
  let shown: Compute | null = null;
  const draw = async () => {
    const asked = compute;
    if (!element.open || asked === null || asked === shown) return;
    shown = asked;
    body.setAttribute("aria-busy", "true");
    try {
      const steps = await asked();
      if (asked !== compute) return;
      fill(body, table(total, steps, rule));
    } catch (error) {
      if (asked !== compute) return;
      shown = null;
      fill(body, el("p", {class: "problem"}, `This could not be computed: ${(error as Error).message}.`));
    }
    body.removeAttribute("aria-busy");
  };
  element.addEventListener("toggle", () => void draw());
  return {
    element,
    show(next) {
      compute = next;
      element.hidden = next === null;
      if (next === null) fill(body);
      void draw();
    }
  };
}

function table(total: number, steps: readonly AttritionStep[], rule: DisclosureRule | null): HTMLElement {
  const shown = guardedAttrition(steps, rule);
  return reflowTable(
    [{label: "Condition, in order"}, {label: "Removes", number: true}, {label: "Left", number: true}],
    [
      {cells: ["All patients of the release", "", formatCount(total)], data: {attrition: "all", left: total}},
      ...shown.map(({label, removed, left}) => ({
        cells: [label, formatCount(removed), formatCount(left)],
        data: {attrition: label, removed, left}
      }))
    ],
    "Patients removed by each condition"
  );
}
