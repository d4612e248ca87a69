import {formatP} from "../../charts/format.js";
import {lookKey} from "../../cohort/ledger/lookKey.js";
import {cohortKey} from "../../cohort/ledger/prespecifiedOf.js";
import {el} from "../dom.js";
import type {ViewContext} from "../explorer.js";
import {lookNote} from "../ledger/lookNote.js";
import {pWords} from "../ledger/standingText.js";
import type {PageState} from "../pageState.js";
import {endpointName} from "../survival/endpointWords.js";
import {inSentence} from "../trial/trialWords.js";
import type {FittedModel, ModelChecks} from "./fitModel.js";
import type {ModelPlan} from "./modelRequest.js";
import {formatTerms} from "./modelTerms.js";
import {termMethod, termTable, type TermTest, termTests} from "./modelTable.js";
import {flowText, modelWarnings} from "./modelWords.js";

/** What stands below the forest plot. */
export interface AsideOptions {
  readonly plan: ModelPlan;
  readonly model: FittedModel;
  /** Null until they are made. */
  readonly checks: ModelChecks | null;
  readonly tests: readonly TermTest[];
  /** The looks of the model, from {@link modelLooks}: made once, however often the rest is drawn. */
  readonly looks: HTMLElement | null;
}

/** Who is in the model, its warnings, its table by covariate, how well it orders patients, and its looks. */
export function modelAside({plan, model, checks, tests, looks}: AsideOptions): HTMLElement {
  const warnings = [
    ...plan.refused.map(({label, reason}) => `${label} is left out. ${reason}`),
    ...plan.reasons,
    ...modelWarnings(model, checks?.hazards ?? [])
  ];
  const line = (...words: readonly (string | Node | null)[]) => el("p", {class: "note"}, ...words);
  return el(
    "div",
    {
      "data-testid": "model",
      "data-n": model.flow.used,
      "data-events": model.fit?.events ?? 0,
      "data-parameters": model.parameters,
      "data-concordance": checks?.concordance.concordance ?? null
    },
    ...flowText(model).map((text) => line(text)),
    warnings.length === 0
      ? null
      : el(
          "div",
          {class: "warning", role: "note", "data-testid": "model-warnings"},
          ...warnings.map((text) => el("p", {}, text))
        ),
    model.fit === null ? null : termTable(model, tests),
    model.fit === null ? null : line(checksText(model, checks)),
    looks
  );
}

function checksText({fit, parameters, withheld}: FittedModel, checks: ModelChecks | null): string {
  if (fit === null) return "";
  const perParameter = `${(fit.events / Math.max(1, parameters)).toFixed(1)} events for each of ${parameters} ${parameters === 1 ? "coefficient" : "coefficients"}.`;
  if (checks === null) return `${perParameter} Concordance and proportional hazards are being computed.`;
  const {concordance: c, stdErr} = checks.concordance;
  const concordance =
    c === null || stdErr === null
      ? ""
      : `Concordance ${c.toFixed(3)} (95\u00a0% CI ${(c - 1.96 * stdErr).toFixed(3)}–${Math.min(1, c + 1.96 * stdErr).toFixed(3)}).`;
  const overall = checks.hazards.find(({term}) => term === "GLOBAL")?.p ?? null;
  const hazards =
    overall === null
      ? "Proportional hazards could not be tested."
      : `Proportional hazards, all covariates: score test, ${pWords(overall)}.`;
  const {chisq, df, p} = fit.likelihoodRatio;
  const whole =
    withheld !== null || p === null
      ? ""
      : `Likelihood-ratio test of the whole model: χ² = ${chisq.toFixed(1)}, ${df} df, ${formatP(p).startsWith("<") ? `p ${formatP(p)}` : `p = ${formatP(p)}`}.`;
  const converged = fit.converged ? "" : "The fit did not converge.";
  return [perParameter, concordance, hazards, whole, converged].filter((text) => text !== "").join(" ");
}

/** Records the test of every covariate, a look of its own each, and says where they stand; null where nothing is fitted. */
export function modelLooks(
  {site, catalogue, ledger}: ViewContext,
  state: PageState,
  {plan, model}: Pick<AsideOptions, "plan" | "model">
): HTMLElement | null {
  if (model.fit === null) return null;
  const tests = termTests(model, null);
  const endpoint = endpointName(catalogue.endpoints.get(state.endpoint)!, site);
  const {spec} = plan;
  const setting = [
    formatTerms(spec.terms.map(({term}) => term)),
    spec.strata.map(({column}) => column).join("+"),
    spec.transplant ?? "",
    spec.landmark === null ? "" : `landmark ${spec.landmark}`
  ].join("|");
  const items = tests.map(({column, label, p}) => {
    const others = tests.filter((d) => d.column !== column).map((d) => inSentence(d.label));
    const adjusted = others.length === 0 ? "" : `, adjusted for ${others.join(", ")}`;
    const note = lookNote(ledger, {
      key: lookKey({
        page: "regression",
        endpoint: state.endpoint,
        grouping: `${column} in ${setting}`,
        filter: cohortKey(state.filter),
        method: termMethod
      }),
      question: `Does ${inSentence(label)} go with ${inSentence(endpoint)}${adjusted}?`,
      method: termMethod,
      p: model.withheld === null ? p : null,
      prespecified: null
    });
    return el("li", {}, `${label}: `, note);
  });
  return el(
    "details",
    {class: "looks"},
    el("summary", {}, `${termMethod}, by covariate, among all looks`),
    el("ul", {}, ...items)
  );
}
