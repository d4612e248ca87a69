import {formatCount, formatNumber, formatShare, formatValue, unitText} from "../../charts/format.js";
import {groupTable, type GroupTableRow} from "../../charts/groupTable.js";
import type {FigureRelease} from "../../model/figureRelease.js";
import {restOf, sumOfCounts} from "../../model/hiddenCounts.js";
import type {
  BaselineAlteration,
  BaselineLevels,
  BaselineNumber,
  BaselineVariable,
  Trial
} from "../../model/siteTrial.js";
import {figureFrame} from "../figureFrame.js";
import type {FigureTable} from "../plainTable.js";
import {inSentence} from "./trialWords.js";

/** Differences that print as more than this are marked, by convention. */
const notable = 0.1;

const noValue = "No value: not recorded, not applicable, or not tested, which is never wild type.";

/** Who was in each arm before treatment, with standardised differences and no tests. */
export function baselineSection(site: FigureRelease, {arms, baseline, flow}: Trial): HTMLElement {
  const title = "Are the arms alike at randomisation?";
  const contrasted = baseline.some(({smd}) => smd !== null);
  const columns = [
    ...arms.map(({label}, a) => ({label, n: flow.arms[a].itt})),
    ...(contrasted ? [{label: "SMD"}] : [])
  ];
  const marked = baseline.filter(({smd}) => isNotable(smd));
  const frame = figureFrame("baseline", site);
  const draw = (variables: typeof baseline) => () =>
    groupTable(
      variables.flatMap((variable) => rowsOf(variable, contrasted)),
      {title, columns}
    );
  frame.update({
    title,
    subtitle: "Median [quartiles] of numbers, n (%) of categories; percentages are of the patients with a value.",
    caption: contrasted
      ? `SMD: standardised mean difference, ${inSentence(arms[0].label)} minus ${inSentence(arms[1].label)} for numbers and alterations, a distance without sign for categories. ${formatNumber(marked.length)} of ${formatNumber(baseline.length)} variables differ by more than ${notable} (marked •). No p-values: what differs between randomised arms differs by chance. ${noValue}`
      : `No p-values: what differs between randomised arms differs by chance. ${noValue}`,
    table: tableOf(
      baseline,
      arms.map(({label}) => label),
      flow.arms.map(({itt}) => itt)
    ),
    draw: draw(baseline),
    parts: {within: ["variable", "arm"], counts: ["n"]},
    // A variable is shown if nothing of it is hidden in either arm.
    without: (isShown) => {
      let next = 0;
      const whole = baseline.filter((variable) => {
        const first = next;
        next += arms.length * linesOf(variable);
        return Array.from({length: next - first}, (_, i) => first + i).every(isShown);
      });
      return {draw: draw(whole)};
    }
  });
  return frame.element;
}

function rowsOf(variable: BaselineVariable, contrasted: boolean): GroupTableRow[] {
  const last = (text: string) => (contrasted ? [text] : []);
  if (variable.kind === "alteration") return [alterationRow(variable, last(smdText(variable.smd)))];
  const missing = variable.kind === "number" ? variable.arms.map((d) => d.missing) : variable.missing;
  const rows =
    variable.kind === "number" ? numberRows(variable, last(smdText(variable.smd))) : levelRows(variable, last);
  if (missing.every((n) => n === 0)) return rows;
  return [...rows, {label: "no value", kind: "missing", cells: [...missing.map(formatCount), ...last("")]}];
}

function numberRows({label, unit, arms}: BaselineNumber, smd: readonly string[]): GroupTableRow[] {
  // A ratio needs finer steps than a measured value.
  const text = (value: number | null) => (unit === null && value !== null ? value.toFixed(2) : formatValue(value));
  const cells = arms.map(({median, q1, q3}) => (median === null ? "–" : `${text(median)} [${text(q1)}–${text(q3)}]`));
  const words = unitText(unit);
  return [{label: words === "" ? label : `${label}, ${words}`, kind: "variable", cells: [...cells, ...smd]}];
}

/** One row: its denominator says how many were not tested. */
function alterationRow({label, arms}: BaselineAlteration, smd: readonly string[]): GroupTableRow {
  const cells = arms.map(({mutated, tested}) =>
    tested === 0 ? "not tested" : `${formatCount(mutated)}/${formatCount(tested)} (${formatShare(mutated, tested)})`
  );
  return {label: `${label} mutated, of those tested`, kind: "variable", cells: [...cells, ...smd]};
}

function levelRows({label, levels, missing, smd}: BaselineLevels, last: (text: string) => string[]): GroupTableRow[] {
  const known = missing.map((_, a) => sumOfCounts(levels.map(({n}) => n[a])));
  return [
    {label, kind: "variable", cells: [...missing.map(() => ""), ...last(smdText(smd))]},
    ...levels.map(({label: level, n}): GroupTableRow => ({
      label: level,
      kind: "level",
      cells: [...n.map((d, a) => `${formatCount(d)} (${formatShare(d, known[a])})`), ...last("")]
    }))
  ];
}

function smdText(smd: number | null): string {
  if (smd === null) return "–";
  return `${smd < 0 ? "−" : ""}${Math.abs(smd).toFixed(2)}${isNotable(smd) ? " •" : ""}`;
}

function isNotable(smd: number | null): boolean {
  return smd !== null && Number(Math.abs(smd).toFixed(2)) > notable;
}

/** Lines of the table of numbers that a variable has in each arm. */
function linesOf(variable: BaselineVariable): number {
  return variable.kind === "number" ? 1 : variable.kind === "alteration" ? 2 : variable.levels.length;
}

function tableOf(baseline: readonly BaselineVariable[], arms: readonly string[], n: readonly number[]): FigureTable {
  return {
    columns: ["variable", "level", "arm", "n", "missing", "median", "lower_quartile", "upper_quartile", "smd"],
    rows: baseline.flatMap((d): FigureTable["rows"][number][] => {
      if (d.kind === "number")
        return d.arms.map((own, a) => [
          d.variable,
          null,
          arms[a],
          own.n,
          own.missing,
          own.median,
          own.q1,
          own.q3,
          d.smd
        ]);
      if (d.kind === "alteration")
        return d.arms.flatMap(({mutated, tested}, a) => [
          [d.variable, "mutated", arms[a], mutated, restOf(n[a], tested), null, null, null, d.smd],
          [d.variable, "wild type", arms[a], restOf(tested, mutated), restOf(n[a], tested), null, null, null, d.smd]
        ]);
      return d.levels.flatMap(({label, n: counts}) =>
        counts.map((count, a) => [d.variable, label, arms[a], count, d.missing[a], null, null, null, d.smd])
      );
    })
  };
}
