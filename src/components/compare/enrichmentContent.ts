import {formatCount, formatP, formatShare} from "../../charts/format.js";
import {type VolcanoPoint, volcanoPlot} from "../../charts/volcanoPlot.js";
import type {SubgroupContrast} from "../../cohort/mutations/subgroupContrast.js";
import type {TwoByTwo} from "../../stats/countsInput.js";
import {subgroupFrequenciesScript} from "../../rscript/subgroupFrequencies.js";
import {nowrap} from "../controls.js";
import {el} from "../dom.js";
import type {FigureContent} from "../figureFrame.js";
import {contrastCells, contrastColumns} from "../mutations/contrastTable.js";
import {strataText} from "../mutations/pairTable.js";
import {reflowTable, type ReflowRow} from "../reflowTable.js";
import type {ComparedGroup} from "./comparedGroups.js";
import type {Enrichment} from "./enrichment.js";

type Content = Pick<
  FigureContent,
  "title" | "subtitle" | "caption" | "table" | "script" | "draw" | "aside" | "without"
>;

const enrichmentTitle = "Which alterations differ?";

/** Rows that are shown without being asked for. */
const shownAtOnce = 12;
/** Below this q a difference is named. */
const notableQ = 0.05;

/** Contrasts that have an estimate, the clearest first. */
export function rankedContrasts({contrasts}: Enrichment): SubgroupContrast[] {
  return contrasts.filter(({p}) => p !== null).sort((a, b) => (a.p ?? 1) - (b.p ?? 1));
}

/** Which alterations differ between two groups: volcano plot, and every alteration in a table. */
export function enrichmentContent(
  found: Enrichment,
  first: ComparedGroup,
  second: ComparedGroup,
  look: Element | null
): Content {
  const {contrasts, strata, stratified, sources, method, defining, profiling} = found;
  const ranked = rankedContrasts(found);
  const where = stratified
    ? `within sources (${sources.join(", ")})`
    : sources.length === 1
      ? `in ${sources[0]}, the only source with patients of both`
      : "of all sources together: no source has patients of both, so this is also a difference between sources";
  return {
    title: enrichmentTitle,
    subtitle: `${first.label} against ${second.label}, ${where}.`,
    caption: [
      `${stratified ? "Mantel–Haenszel odds ratios" : "Odds ratios"}, among patients tested, in sources where patients of both were tested; ${method}; q: Benjamini–Hochberg over the ${ranked.length} alterations tested. Filled: q below ${notableQ}.`,
      defining.length === 0 ? "" : `Not compared, as the cohorts are defined by it: ${defining.join(", ")}.`,
      profiling
    ]
      .filter((text) => text !== "")
      .join(" "),
    table: tableOf(contrasts, strata),
    script: (csv) => subgroupFrequenciesScript(csv, {stratified}),
    ...drawnOf(found, first, second, look),
    without: (isShown) => drawnOf({...found, contrasts: contrasts.filter((_, i) => isShown(i))}, first, second, null)
  };
}

/** The plot and the table beside it. */
function drawnOf(
  found: Enrichment,
  first: ComparedGroup,
  second: ComparedGroup,
  look: Element | null
): Pick<FigureContent, "draw" | "aside"> {
  const ranked = rankedContrasts(found);
  const points = ranked.flatMap(({name, oddsRatio, p, q}): VolcanoPoint[] =>
    oddsRatio === null || p === null ? [] : [{label: name, ratio: oddsRatio, p, notable: q !== null && q < notableQ}]
  );
  return {
    draw: (width) =>
      points.length === 0
        ? el("p", {class: "note"}, "No alteration was tested, and found, in both.")
        : volcanoPlot(points, {
            width,
            sides: [`more in ${second.label}`, `more in ${first.label}`],
            title: enrichmentTitle,
            summary: summaryOf(ranked, first, second)
          }),
    aside: el(
      "div",
      {},
      contrastTable(ranked.slice(0, shownAtOnce), first, second),
      ranked.length <= shownAtOnce
        ? null
        : el(
            "details",
            {class: "further"},
            el("summary", {}, `The other ${ranked.length - shownAtOnce} alterations`),
            contrastTable(ranked.slice(shownAtOnce), first, second)
          ),
      look === null
        ? null
        : el("p", {class: "test"}, `All ${ranked.length} alterations as one look (Simes’ p over them): `, look)
    )
  };
}

function tableOf(contrasts: readonly SubgroupContrast[], strata: Enrichment["strata"]) {
  return {
    columns: [...contrastColumns, "strata"],
    rows: contrasts.map((d, i) => [
      ...contrastCells(d),
      strataText(
        strata[i].map(({mutated, tested}): TwoByTwo => [
          [mutated[0], tested[0] - mutated[0]],
          [mutated[1], tested[1] - mutated[1]]
        ])
      )
    ])
  };
}

function contrastTable(ranked: readonly SubgroupContrast[], first: ComparedGroup, second: ComparedGroup): HTMLElement {
  const columns = [
    {label: "Alteration"},
    {label: first.label, number: true},
    {label: second.label, number: true},
    {label: "Difference, points (95\u00a0% CI)", number: true},
    {label: "Odds ratio (95\u00a0% CI)", number: true},
    {label: "p", number: true},
    {label: "q", number: true}
  ];
  const rows = ranked.map((d): ReflowRow => ({
    cells: [
      d.name,
      shareText(d, 0),
      shareText(d, 1),
      d.difference === null
        ? "–"
        : `${points(d.difference)} (${points(d.differenceLower)} to ${points(d.differenceUpper)})`,
      d.conflict === null ? ratioText(d) : `sources disagree: ${d.conflict}`,
      d.p === null ? "–" : nowrap(formatP(d.p)),
      d.q === null ? "–" : nowrap(formatP(d.q))
    ],
    data: {alteration: d.name, ratio: d.oddsRatio ?? "", p: d.p ?? "", q: d.q ?? ""}
  }));
  return reflowTable(columns, rows, `Alterations of ${first.label} and ${second.label}`);
}

function shareText({mutated, tested}: SubgroupContrast, group: 0 | 1): string {
  return `${formatCount(mutated[group])}/${formatCount(tested[group])} (${formatShare(mutated[group], tested[group]).replaceAll(" ", "\u00a0")})`;
}

/** An odds ratio with its interval. */
export function ratioText({oddsRatio, lower, upper}: Pick<SubgroupContrast, "oddsRatio" | "lower" | "upper">): string {
  if (oddsRatio === null) return "–";
  const value = oddsRatio === Infinity ? "∞" : oddsRatio.toFixed(2);
  return lower === null || upper === null ? value : `${value} (${lower.toFixed(2)}–${upper.toFixed(2)})`;
}

function points(share: number | null): string {
  if (share === null) return "–";
  const text = Math.abs(100 * share).toFixed(1);
  return text === "0.0" ? text : `${share < 0 ? "−" : "+"}${text}`;
}

function summaryOf(ranked: readonly SubgroupContrast[], first: ComparedGroup, second: ComparedGroup): string {
  return ranked
    .slice(0, 8)
    .map(
      (d) =>
        `${d.name}: ${shareText(d, 0)} in ${first.label}, ${shareText(d, 1)} in ${second.label}, odds ratio ${ratioText(d)}.`
    )
    .join(" ");
}
