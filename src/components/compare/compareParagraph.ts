import {formatCount, formatMonths, formatPercent, formatShare} from "../../charts/format.js";
import type {TableOne} from "../composition/tableOne.js";
import {isNotable, smdText} from "../composition/tableRows.js";
import {clocksText} from "../survival/clocks.js";
import {inSentence, listed} from "../trial/trialWords.js";
import type {ComparedGroups} from "./comparedGroups.js";
import type {ComparedSurvival} from "./compareSurvival.js";
import type {Enrichment} from "./enrichment.js";
import {rankedContrasts, ratioText} from "./enrichmentContent.js";

/** Everything that the paragraph is written from. */
export interface ComparedNumbers {
  readonly groups: ComparedGroups;
  readonly pair: readonly [number, number];
  readonly composition: TableOne;
  /** Columns by which the cohorts differ by definition: not worth a word. */
  readonly defining: ReadonlySet<string>;
  /** The cohorts are arms as randomised. */
  readonly randomised: boolean;
  /** Null where the release has no alterations. */
  readonly enrichment: Enrichment | null;
  /** Null where survival is not compared. */
  readonly survival: ComparedSurvival | null;
  /** Name of the endpoint. */
  readonly endpoint: string;
}

const fiveYears = 3;
const named = 3;

/** Two cohorts in one paragraph, written from the numbers of the page; it describes and explains nothing. */
export function compareParagraph(numbers: ComparedNumbers): string {
  return [whoText(numbers), compositionText(numbers), alterationsText(numbers), survivalText(numbers)]
    .filter((text) => text !== "")
    .join(" ");
}

function whoText({groups: {groups, split, among}, pair}: ComparedNumbers): string {
  const [first, second] = pair.map((g) => groups[g]);
  const others = split === null ? "no patient is in both" : "patients in several cohorts are a group of their own";
  return `Of ${formatCount(among)} patients, ${formatCount(first.n)} are in “${first.label}” and ${formatCount(second.n)} in “${second.label}”; ${others}.`;
}

function compositionText({composition: {rows}, pair: [first, second], defining}: ComparedNumbers): string {
  // Classes follow from the alterations, of which there is a sentence of their own.
  const comparable = rows.filter(
    ({smd, variable}) => smd !== null && variable.section !== "Classification" && !defining.has(variable.column)
  );
  if (comparable.length === 0) return "";
  const apart = comparable
    .filter(({smd}) => isNotable(smd))
    .sort((a, b) => Math.abs(b.smd ?? 0) - Math.abs(a.smd ?? 0));
  if (apart.length === 0)
    return `None of ${comparable.length} characteristics differs by a standardised difference of more than 0.1.`;
  const words = apart.slice(0, named).map(({variable, smd, summaries, levels}) => {
    const size = smdText(smd).replace(" •", "");
    const name = inSentence(variable.label);
    if (variable.kind === "number")
      return `${name} (median ${plain(summaries[first].median)} against ${plain(summaries[second].median)}, ${size})`;
    if (variable.kind === "levels") return `${name} (${size})`;
    const share = (g: number) => {
      const known = levels.reduce((sum, own) => sum + own[g], 0);
      return formatShare(levels[0][g], known);
    };
    return `${name} (${share(first)} against ${share(second)}, ${size})`;
  });
  return `${apart.length} of ${comparable.length} characteristics differ by a standardised difference of more than 0.1, most ${listed(words)}.`;
}

function alterationsText({enrichment, groups: {groups}, pair}: ComparedNumbers): string {
  if (enrichment === null) return "";
  const ranked = rankedContrasts(enrichment);
  if (ranked.length === 0) return "No alteration was tested, and found, in both.";
  const clear = ranked.filter(({q}) => q !== null && q < 0.05);
  const first = groups[pair[0]].label;
  const where = enrichment.stratified
    ? "within sources"
    : enrichment.sources.length === 1
      ? `in ${enrichment.sources[0]}`
      : "over all sources together";
  if (clear.length === 0)
    return `Of ${ranked.length} alterations tested in both, none has a frequency that differs ${where} with q below 0.05.`;
  const words = clear.slice(0, named).map((d) => {
    const share = (g: 0 | 1) => formatShare(d.mutated[g], d.tested[g]);
    return `${d.name} (${share(0)} against ${share(1)}, odds ratio ${ratioText(d)})`;
  });
  return `Of ${ranked.length} alterations tested in both, the frequencies of ${clear.length} differ ${where} with q below 0.05, most clearly those of ${listed(words)}; “${first}” is named first.`;
}

function survivalText({survival, groups: {groups}, pair, endpoint, randomised}: ComparedNumbers): string {
  if (survival === null) return "";
  const {answer, stratified} = survival;
  const of = (g: number) => answer.groups.find(({label}) => label === groups[g].label);
  const [first, second] = pair.map(of);
  if (first === undefined || second === undefined || answer.comparison === null) return "";
  const curve = ({at, median}: typeof first) => {
    const point = at[fiveYears];
    const share =
      point === null
        ? ""
        : `, ${formatPercent(point.survival, 0)} (${formatPercent(point.lower, 0).replace(" %", "")}–${formatPercent(point.upper, 0).replace(" %", "")}) at 5 years`;
    const middle =
      median.time === null ? "a median that is not reached" : `a median of ${formatMonths(median.time)} months`;
    return `${middle}${share}`;
  };
  const {comparison} = answer;
  const j = comparison.others.indexOf(answer.groups.indexOf(first));
  const coefficient = comparison.hazards.coefficients.at(j);
  const known = j >= 0 && coefficient?.status === "estimated";
  const ratio =
    comparison.conflict !== null
      ? `No single hazard ratio stands for all sources. ${comparison.conflict}`
      : known
        ? `The hazard ratio of the first against the second is ${(coefficient.hazardRatio ?? NaN).toFixed(2)} (95\u00a0% CI ${(coefficient.lower ?? NaN).toFixed(2)}–${(coefficient.upper ?? NaN).toFixed(2)}${stratified ? ", within sources" : survival.sources.length > 1 ? ", sources not kept apart" : ""}), adjusted for nothing else.`
        : "The hazard ratio cannot be estimated.";
  const caution = randomised
    ? "The cohorts are arms as randomised."
    : "The cohorts were not randomised: these are differences between patients, not effects.";
  if (answer.clocks.length > 0) {
    return `${endpoint}: time starts at ${clocksText(answer.clocks)}, so that no median is of all of them; those by source are in the table. ${ratio} ${caution}`;
  }
  return `${endpoint}: “${first.label}” has ${curve(first)}, “${second.label}” ${curve(second)}. ${ratio} ${caution}`;
}

function plain(value: number | null): string {
  return value === null ? "–" : String(Number(value.toPrecision(3)));
}
