import {oddsRatioText, probabilityText} from "../../charts/coMutationMatrix.js";
import {formatCount, formatP} from "../../charts/format.js";
import {forestPlot} from "../../charts/forestPlot.js";
import type {ForestRow} from "../../charts/forestRow.js";
import {sumOfTables, testNames} from "../../cohort/mutations/association.js";
import type {PairBySource} from "../../cohort/mutations/pairBySource.js";
import {pairBySourceScript} from "../../rscript/pairBySource.js";
import type {FigureContent} from "../figureFrame.js";
import {open} from "./pairTable.js";

/** The names of two alterations. */
export type PairNames = readonly [string, string];

/** Two alterations by source: odds ratio in each, within all, and whether the sources agree. */
export function pairForest(
  found: PairBySource,
  [first, second]: PairNames
): Omit<FigureContent, "sources" | "metadata"> {
  const {bySource, pooled, heterogeneityP, agreement} = found;
  const title = `Do ${first} and ${second} come together in every source?`;
  const rows = bySource.map(({source, table, oddsRatio, lower, upper, stdErr}): ForestRow => {
    const known = stdErr !== null && lower !== null && upper !== null && oddsRatio !== null;
    return {
      label: source,
      groups: groupsOf(table),
      estimate: known ? {ratio: oddsRatio, lower, upper} : null,
      note: oddsRatioText(oddsRatio, null, null),
      weight: known ? 1 / (stdErr * stdErr) : 0
    };
  });
  const {oddsRatio, lower, upper, p} = pooled;
  const whole = sumOfTables(bySource.map(({table}) => table));
  const known = oddsRatio !== null && lower !== null && upper !== null;
  const overall: ForestRow = {
    label: "Within sources",
    groups: groupsOf(whole),
    estimate: known ? {ratio: oddsRatio, lower, upper} : null,
    note: oddsRatioText(oddsRatio, null, null),
    weight: 0
  };
  const several = bySource.length > 1;
  return {
    title,
    subtitle: `Odds ratio with 95 % confidence interval among patients tested for both; ${second} mutated among those with ${first} mutated and among those without.`,
    caption: [
      `${formatCount(whole.flat().reduce((sum, d) => sum + d, 0))} patients tested for both.`,
      several
        ? `Within sources: Mantel–Haenszel odds ratio, interval of Robins, Breslow and Greenland${p === null ? "" : `; ${testNames.cochranMantelHaenszel}, ${probabilityText("p", p)}`}.`
        : "",
      several && heterogeneityP !== null
        ? `One odds ratio for all sources: Breslow–Day test with Tarone’s correction, ${probabilityText("p", heterogeneityP)}.`
        : "",
      agreement === null
        ? several
          ? "Fewer than two sources have an estimate, so that I² cannot be computed."
          : ""
        : `I² = ${Math.round(100 * agreement.iSquared)} %, Cochran’s Q = ${agreement.q.toFixed(2)} on ${agreement.df} df${agreement.pHeterogeneity === null ? "" : `, p = ${formatP(agreement.pHeterogeneity)}`.replace("= <", "<")}.`,
      "In each source Woolf’s interval; none where a cell of the table is empty. The p of this one pair is not adjusted: q in the matrix is."
    ]
      .filter((sentence) => sentence !== "")
      .join(" "),
    table: pairBySourceTable(found),
    script: pairBySourceScript,
    draw: (width) =>
      forestPlot([{label: "Source", rows, interaction: null}], {
        width,
        groups: [`with ${first}`, "without"],
        counted: "mutated",
        ratioLabel: "Odds ratio",
        favours: ["seldom together", "often together"],
        plain: true,
        overall: several ? overall : null,
        title,
        summary: [...rows, ...(several ? [overall] : [])]
          .map(
            (row, i) => `${row.label}: odds ratio ${oddsRatioText((bySource.at(i) ?? pooled).oddsRatio, null, null)}.`
          )
          .join(" ")
      })
  };
}

/** Counts and estimates of a pair by source. */
export function pairBySourceTable({bySource}: Pick<PairBySource, "bySource">): FigureContent["table"] {
  return {
    columns: ["source", "both", "first_only", "second_only", "neither", "odds_ratio", "lower95", "upper95", "p"],
    rows: bySource.map(({source, table, oddsRatio, lower, upper, p}) => [
      source,
      ...table.flat(),
      open(oddsRatio),
      open(lower),
      open(upper),
      p
    ])
  };
}

function groupsOf([[a, b], [c, d]]: PairBySource["bySource"][number]["table"]): ForestRow["groups"] {
  return [
    {n: a + b, events: a},
    {n: c + d, events: c}
  ];
}
