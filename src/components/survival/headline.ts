import type {CoxCoefficient} from "../../stats/coxTable.js";
import {el} from "../dom.js";
import type {SurvivalAnalysis} from "./survivalAnalysis.js";

/** A hazard ratio with its interval: "1.45 (1.12–1.88)". */
export function ratioWords({status, hazardRatio, lower, upper}: CoxCoefficient): string {
  if (hazardRatio === null || lower === null || upper === null) {
    return status === "infinite" ? "not estimable: no events in one of the groups" : "not estimable";
  }
  return `${hazardRatio.toFixed(2)} (${lower.toFixed(2)}–${upper.toFixed(2)})`;
}

/** What of an analysis a comparison is told from. */
export interface Comparable {
  readonly answer: Pick<SurvivalAnalysis["answer"], "comparison" | "groups" | "whyNot">;
  readonly plan: {
    readonly timeDependent: boolean;
    readonly choices: Pick<SurvivalAnalysis["plan"]["choices"], "stratified">;
  };
}

/**
 * The comparison under a figure: estimate and interval first, the test last. Where sources disagree, the reason, and
 * the forest by source in place of the number.
 *
 * @param look what follows the name of the test: its p and where it stands among all looks
 * @param forest the figure by source
 */
export function headline(
  {answer, plan}: Comparable,
  look: () => Element | null,
  forest: Element | null
): HTMLElement | null {
  const {comparison, groups, whyNot} = answer;
  if (whyNot !== null) return el("p", {class: "test", "data-testid": "no-test"}, whyNot);
  if (comparison === null) return null;
  const {test, hazards, others, reference, conflict, withheld} = comparison;
  if (conflict !== null) {
    return el(
      "div",
      {class: "headline", "data-testid": "source-conflict"},
      el("p", {class: "test"}, el("strong", {}, "No single number stands for all sources."), ` ${conflict}`),
      forest
    );
  }
  const stratified = test.method.startsWith("stratified");
  const within = stratified ? ", within sources" : plan.choices.stratified ? "" : ", sources not kept apart";
  const ratio = (j: number) =>
    `${groups[others[j]].label} against ${groups[reference].label}: hazard ratio ${ratioWords(hazards.coefficients[j])}`;
  const single = others.length === 1;
  const {status, hazardRatio, lower, upper} = hazards.coefficients[0];
  return el(
    "div",
    {class: "headline"},
    single &&
      el(
        "p",
        {
          class: "test",
          "data-testid": "hazard-ratio",
          "data-status": status,
          "data-value": hazardRatio,
          "data-lower": lower,
          "data-upper": upper
        },
        `${ratio(0)} (95\u00a0% CI${within}).`
      ),
    withheld === null
      ? el(
          "p",
          {
            class: "test",
            "data-testid": "logrank",
            "data-statistic": test.statistic,
            "data-df": test.df,
            "data-p": test.p,
            "data-method": test.method
          },
          `${capital(test.method)}: χ² = ${test.statistic.toFixed(2)}, ${test.df} df, `,
          look()
        )
      : el("p", {class: "test", "data-testid": "no-test"}, `${capital(test.method)}. ${withheld}`)
  );
}

/** Warnings in words, as a list; null without any. */
export function warningList(warnings: readonly string[]): HTMLElement | null {
  if (warnings.length === 0) return null;
  const items = warnings.map((warning) => el("li", {}, warning));
  return el("ul", {class: "cautions", "data-testid": "warnings", "aria-label": "Warnings"}, ...items);
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
