import {formatMonths, formatP, formatPercent} from "../../charts/format.js";
import type {FigureRelease} from "../../model/figureRelease.js";
import type {Trial, TrialData, TrialEndpoint, TrialEstimate} from "../../model/siteTrial.js";
import {labelOf} from "../../model/vocabulary.js";

/** The sentence that stands beside every comparison of simulated arms. */
export const noConclusion = "No conclusion about efficacy may be drawn from simulated data.";

/** What the figures of a trial say about the release: of its sources, only the trial's. */
export function trialRelease({sources, ...release}: TrialData, {source}: Trial): FigureRelease {
  return {...release, sources: sources.filter(({id}) => id === source)};
}

/** An arm within a sentence: Midostaurin → midostaurin; an abbreviation stays. */
export function inSentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** Names in a row: a, b and c. */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}

/** An estimate with its interval in parentheses; a dash where it cannot be estimated. */
export function estimateText(
  {estimate, lower, upper}: TrialEstimate,
  format: (value: number | null) => string,
  missing = "–"
): string {
  return estimate === null ? missing : `${format(estimate)} (${format(lower)}–${format(upper)})`;
}

/** A ratio with two decimals. */
export function ratio(value: number | null): string {
  return value === null ? "–" : value.toFixed(2);
}

/** A share as whole per cent, with its interval; a dash beyond the follow-up. */
export function shareText(share: TrialEstimate | null): string {
  if (share === null || share.estimate === null) return "–";
  const bare = (value: number | null) => formatPercent(value, 0).replace(" %", "");
  const limits = share.lower === null && share.upper === null ? "" : ` (${bare(share.lower)}–${bare(share.upper)})`;
  return `${formatPercent(share.estimate, 0)}${limits}`;
}

/** A difference of shares in percentage points, with its sign; a minus, not a hyphen. */
export function pointsText({estimate, lower, upper}: TrialEstimate): string {
  if (estimate === null) return "–";
  const points = (value: number | null) => (value === null ? "–" : signed(100 * value));
  return `${points(estimate)} (${points(lower)} to ${points(upper)})`;
}

/** A number with one decimal and its sign. */
export function signed(value: number): string {
  const text = Math.abs(value).toFixed(1);
  return text === "0.0" ? text : `${value < 0 ? "−" : "+"}${text}`;
}

/** A median in months with its interval, `not reached` where the curve does not get there. */
export function medianText({estimate, lower, upper}: TrialEstimate): string {
  const limit = (days: number | null) => (days === null ? "NR" : formatMonths(days));
  if (estimate === null && lower === null) return "not reached";
  return `${estimate === null ? "not reached" : formatMonths(estimate)} (${limit(lower)}–${limit(upper)})`;
}

/** `p = 0.04` or `p < 0.0001`. */
export function pText(p: number): string {
  const text = formatP(p);
  return text.startsWith("<") ? `p ${text}` : `p = ${text}`;
}

/** What time 0 is. */
export function startOf({indexEvent}: Trial): string {
  return labelOf("indexEvent", indexEvent).toLowerCase();
}

/** The rule by which an endpoint was rebuilt, with its landmark. */
export function ruleText({
  definition,
  words = labelOf("endpointDefinition", definition),
  landmarkDay
}: TrialEndpoint): string {
  return landmarkDay === null ? `${words}.` : `${words}. Landmark: day ${landmarkDay}.`;
}

/** What an endpoint's events are called, in the plural. */
export function eventsOf(endpoint: string): string {
  return endpoint === "OS" ? "deaths" : "events";
}

/** The name of the definition after that of the endpoint, where several are known. */
export function endpointWords({
  endpoint,
  definition,
  label
}: Pick<TrialEndpoint, "endpoint" | "definition" | "label">): string {
  const name = label ?? labelOf("endpoint", endpoint);
  return endpoint === "EFS" ? `${name} (${labelOf("endpointRule", definition)})` : name;
}
