import type {SiteData, SiteEndpoint, SiteSource} from "../../model/siteData.js";
import {labelOf} from "../../model/vocabulary.js";

/** The reader's words for an endpoint, with its definition where the release offers several. */
export function endpointName(
  {endpoint, definition, label}: SiteEndpoint,
  {endpoints}: Pick<SiteData, "endpoints">
): string {
  const name = label ?? labelOf("endpoint", endpoint);
  const several = endpoints.filter((d) => d.endpoint === endpoint).length > 1;
  return several ? `${name} (${labelOf("endpointRule", definition)})` : name;
}

/** What a survival curve shows the share of: the endpoint, or, of a time to an event, who are without it. */
export function axisText(name: string): string {
  return name.replace(/^time to (?:the )?(.*)$/i, "Without $1");
}

/** The rule by which an endpoint was rebuilt from events, with its landmark in these sources or in all, in words. */
export function definitionText(
  {definition, words: declared, support: all}: SiteEndpoint,
  sources?: readonly Pick<SiteSource, "id">[]
): string {
  const support = all.filter(({source}) => sources?.some(({id}) => id === source) ?? true);
  const landmarks = [...new Set(support.map(({landmarkDay}) => landmarkDay))].filter((day) => day !== null);
  const words = declared ?? labelOf("endpointDefinition", definition);
  if (landmarks.length === 0) return words;
  if (landmarks.length === 1) return `${words}. Landmark: day ${landmarks[0]}`;
  const bySource = support.map(({source, landmarkDay}) => `day ${landmarkDay} in ${source}`);
  return `${words}. Landmark: ${bySource.join(", ")}`;
}

/** Where some of these sources do not fully support an endpoint, one sentence each; empty if all do. */
export function supportText({support}: SiteEndpoint, sources: readonly Pick<SiteSource, "id">[]): string {
  const own = new Set(sources.map(({id}) => id));
  const sentences = support
    .filter((d) => d.support !== "full" && own.has(d.source))
    .map(({source, support: how, reason}) => `${source}: ${how === "none" ? "not supported, " : ""}${reason ?? how}.`);
  return sentences.join(" ");
}

/** What time 0 is: remission for RFS, else the index events of the sources. */
export function startText({endpoint}: SiteEndpoint, {sources}: Pick<SiteData, "sources">): string {
  if (endpoint === "RFS") return "remission";
  const events = new Set(sources.map(({indexEvent}) => labelOf("indexEvent", indexEvent).toLowerCase()));
  return new Intl.ListFormat("en-GB", {type: "disjunction"}).format(events);
}
