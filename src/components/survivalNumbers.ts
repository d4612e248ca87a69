import type {SurvivalGroup} from "../model/cohortResults.js";
import type {SiteData, SiteEndpoint} from "../model/siteData.js";
import {labelOf} from "../model/vocabulary.js";
import {daysPerYear} from "../charts/format.js";
import {kaplanMeierFromCounts} from "../stats/kaplanMeier.js";
import {logRankFromCounts, type LogRankResult} from "../stats/logRank.js";
import {survivalAt, type SurvivalPoint} from "../stats/survivalAt.js";
import type {SurvivalCurve} from "../stats/survivalCurve.js";
import {medianSurvival, type SurvivalQuantile} from "../stats/survivalQuantiles.js";

/** Years at which survival is read off. */
export const horizons = [1, 2, 3, 5] as const;

/** The estimates of one group. */
export interface SurvivalEstimate {
  readonly group: SurvivalGroup;
  readonly curve: SurvivalCurve;
  readonly median: SurvivalQuantile;
  /** One per horizon; null beyond the group's own follow-up. */
  readonly at: readonly (SurvivalPoint | null)[];
}

/** What a survival figure says. */
export interface SurvivalNumbers {
  readonly estimates: readonly SurvivalEstimate[];
  /** Patients who are in a group but have no follow-up for the endpoint. */
  readonly withoutFollowUp: number;
  /** Patients whose group is not known; their curve is not drawn. */
  readonly withoutGroup: number;
  /** Null if there is nothing to compare; `whyNot` then says why. */
  readonly logRank: LogRankResult | null;
  readonly whyNot: string | null;
}

/**
 * Kaplan–Meier estimates and the log-rank test from counts by day. With a grouping, patients of unknown group are
 * counted but neither drawn nor tested: "not tested" is not a third arm.
 */
export function survivalNumbers(groups: readonly SurvivalGroup[], grouped: boolean): SurvivalNumbers {
  const known = groups.filter((d) => !grouped || d.group !== null);
  const drawn = known.filter((d) => d.n > 0);
  const estimates = drawn.map((group) => {
    const curve = kaplanMeierFromCounts(group, {confType: "log"});
    const last = curve.time.at(-1) ?? 0;
    const points = survivalAt(
      curve,
      horizons.map((year) => year * daysPerYear)
    );
    return {group, curve, median: medianSurvival(curve), at: points.map((d) => (d.time <= last ? d : null))};
  });
  const unknown = groups.filter((d) => grouped && d.group === null);
  const events = estimates.reduce((sum, {curve}) => sum + curve.events, 0);
  const whyNot = !grouped
    ? null
    : drawn.length < 2
      ? "Fewer than two groups have patients: nothing to compare."
      : events === 0
        ? "No events: nothing to compare."
        : null;
  return {
    estimates,
    withoutFollowUp: known.reduce((sum, d) => sum + d.nMissing, 0),
    withoutGroup: unknown.reduce((sum, d) => sum + d.n + d.nMissing, 0),
    logRank: grouped && whyNot === null ? logRankFromCounts(drawn) : null,
    whyNot
  };
}

/** The reader's words for an endpoint, with its definition where the release offers several. */
export function endpointName(
  {endpoint, definition, label}: SiteEndpoint,
  {endpoints}: Pick<SiteData, "endpoints">
): string {
  const name = label ?? labelOf("endpoint", endpoint);
  const several = endpoints.filter((d) => d.endpoint === endpoint).length > 1;
  return several ? `${name} (${labelOf("endpointRule", definition)})` : name;
}

/** The rule by which an endpoint was rebuilt from events, with its landmark, in words. */
export function definitionText({definition, words: declared, support}: SiteEndpoint): string {
  const landmarks = [...new Set(support.map(({landmarkDay}) => landmarkDay))].filter((day) => day !== null);
  const words = declared ?? labelOf("endpointDefinition", definition);
  if (landmarks.length === 0) return words;
  if (landmarks.length === 1) return `${words}. Landmark: day ${landmarks[0]}`;
  const bySource = support.map(({source, landmarkDay}) => `day ${landmarkDay} in ${source}`);
  return `${words}. Landmark: ${bySource.join(", ")}`;
}

/** Where sources do not fully support an endpoint, one sentence each; empty if all do. */
export function supportText({support}: SiteEndpoint): string {
  const sentences = support
    .filter((d) => d.support !== "full")
    .map(({source, support: how, reason}) => `${source}: ${how === "none" ? "not supported, " : ""}${reason ?? how}.`);
  return sentences.join(" ");
}

/** What time 0 is: remission for RFS, else the index events of the sources. */
export function startText({endpoint}: SiteEndpoint, {sources}: Pick<SiteData, "sources">): string {
  if (endpoint === "RFS") return "remission";
  const events = new Set(sources.map(({indexEvent}) => labelOf("indexEvent", indexEvent).toLowerCase()));
  return [...events].join(" or ");
}
