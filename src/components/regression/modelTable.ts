import {formatCount} from "../../charts/format.js";
import {ratioText} from "../../charts/forestRow.js";
import {coxWaldTest} from "../../stats/coxContrast.js";
import {nowrap} from "../controls.js";
import {pWords} from "../ledger/standingText.js";
import type {FigureTable} from "../plainTable.js";
import {reflowTable, type ReflowRow} from "../reflowTable.js";
import {type FittedModel, type ModelChecks, transplantColumn} from "./fitModel.js";
import {coefficientOf, modelBlocks, numberContrast} from "./modelForest.js";
import {stepWords, transplantLabel} from "./modelWords.js";

/** The test of a term of a model, and of whether its hazards are proportional. */
export interface TermTest {
  readonly column: string;
  readonly label: string;
  readonly df: number;
  /** Null where the test cannot be made. */
  readonly p: number | null;
  /** Null until it is tested, or where it cannot be. */
  readonly proportionalP: number | null;
  /** Test that a spline is straight; null for other terms. */
  readonly curvedP: number | null;
}

/** Name of the test of a term. */
export const termMethod = "Wald test in a Cox model";

/** Wald test of each term of a model. */
export function termTests(model: FittedModel, checks: ModelChecks | null): TermTest[] {
  const {fit} = model;
  if (fit === null) return [];
  const named = [
    ...model.terms.map(({term, variable, columns, knots}) => ({
      column: term.column,
      label: variable.label,
      names: columns.map(({name}) => name),
      curved: knots.length > 0
    })),
    ...(fit.input.x.some(({name}) => name === transplantColumn)
      ? [{column: transplantColumn, label: transplantLabel, names: [transplantColumn], curved: false}]
      : [])
  ];
  return named.map(({column, label, names, curved}) => ({
    column,
    label,
    df: names.length,
    p: coxWaldTest(fit, names)?.p ?? null,
    proportionalP: checks?.hazards.find(({term}) => term === column)?.p ?? null,
    curvedP: curved ? (coxWaldTest(fit, names.slice(1))?.p ?? null) : null
  }));
}

/** The numbers of a model: a row per hazard ratio, with those of its term. */
export function modelNumbers(model: FittedModel, tests: readonly TermTest[]): FigureTable {
  const rows = modelBlocks(model).flatMap(({label, rows: levels}, i) =>
    levels.map((row) => {
      const {p = null, proportionalP = null, df = null} = tests.at(i) ?? {};
      const {ratio = null, lower = null, upper = null} = row.estimate ?? {};
      const shown = model.withheld === null ? p : null;
      return [label, row.label, row.groups[0].n, row.groups[0].events, ratio, lower, upper, df, shown, proportionalP];
    })
  );
  return {
    columns: [
      "covariate",
      "level",
      "patients",
      "events",
      "hazard_ratio",
      "lower95",
      "upper95",
      "df",
      "p_wald",
      "p_proportional_hazards"
    ],
    rows
  };
}

/** The table below the forest plot: a row per covariate, estimate first, test last. */
export function termTable(model: FittedModel, tests: readonly TermTest[]): HTMLElement {
  const curved = tests.some(({curvedP}) => curvedP !== null);
  const columns = [
    {label: "Covariate"},
    {label: "Hazard ratio (95\u00a0% CI)"},
    {label: "Missing", number: true},
    {label: "Proportional hazards", number: true},
    ...(curved ? [{label: "Curved", number: true}] : []),
    {label: "Wald test", number: true}
  ];
  const rows = tests.map(({column, label, df, p, proportionalP, curvedP}): ReflowRow => {
    const term = model.terms.find((d) => d.term.column === column);
    const missing = model.flow.missing.find((d) => d.label === label)?.n ?? 0;
    const test = model.withheld !== null ? "withheld" : p === null ? "–" : `${pWords(p)} (${df} df)`;
    return {
      cells: [
        label,
        term === undefined ? transplantEstimate(model) : estimates(model, term),
        formatCount(missing),
        proportionalP === null ? "–" : nowrap(pWords(proportionalP)),
        ...(curved ? [curvedP === null ? "–" : nowrap(pWords(curvedP))] : []),
        nowrap(test)
      ],
      data: {testid: "term", term: column, p: p ?? "", df}
    };
  });
  return reflowTable(columns, rows, "The model by covariate");
}

function estimates(model: FittedModel, term: FittedModel["terms"][number]): string {
  if (term.levels.length === 0) {
    const contrast = numberContrast(model, term);
    return contrast === null ? "not estimable" : `${ratio(contrast)} ${stepWords(term)}`;
  }
  const others = term.levels.filter((level) => level !== term.reference);
  return others
    .map((level) => {
      const coefficient = coefficientOf(model, term, level.code);
      const known = coefficient?.status === "estimated" && !model.apart.has(coefficient.name);
      return `${level.label} ${known ? ratio(coefficient) : "not estimable"}`;
    })
    .join("; ");
}

function transplantEstimate({fit}: FittedModel): string {
  const coefficient = fit?.coefficients.find(({name}) => name === transplantColumn);
  return coefficient?.status === "estimated" ? ratio(coefficient) : "not estimable";
}

function ratio({
  hazardRatio,
  lower,
  upper
}: {
  readonly hazardRatio: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}): string {
  return hazardRatio === null || lower === null || upper === null
    ? "not estimable"
    : ratioText({ratio: hazardRatio, lower, upper});
}
