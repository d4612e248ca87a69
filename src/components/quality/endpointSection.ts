import {formatCount, formatNumber} from "../../charts/format.js";
import type {EndpointSupport, QualityData} from "../../model/siteQuality.js";
import {labelOf, vocabularies} from "../../model/vocabulary.js";
import {el} from "../dom.js";
import {figureFrame} from "../figureFrame.js";
import {reflowTable} from "../reflowTable.js";
import {emptySection} from "../reportPage.js";

/** Which endpoint definitions the events of each source support, and why not. */
export function endpointSection(data: QualityData): HTMLElement {
  const id = "endpoints";
  const title = "Which endpoints each source supports";
  const {endpoints} = data;
  if (endpoints.length === 0) {
    return emptySection(id, title, "This release does not say which endpoints its sources support.");
  }
  const sources = data.sources.map((d) => d.id).filter((source) => endpoints.some((d) => d.source === source));
  const definitions = inOrder(endpoints);
  const frame = figureFrame(id, data);
  frame.update({
    title,
    subtitle: "Endpoints are rebuilt from dated events; the index event of each source is in its column’s head.",
    caption: `${formatNumber(definitions.length)} definitions, ${formatNumber(sources.length)} sources. Patients are those in the population of the endpoint.`,
    table: {
      columns: ["endpoint", "definition", "source", "support", "reason", "n", "events", "competing_events"],
      rows: endpoints.map((d) => [d.endpoint, d.definition, d.source, d.support, d.reason, d.n, d.events, d.competing])
    },
    draw: () =>
      reflowTable(
        [{label: "Definition"}, ...sources.map((source) => ({label: sourceHead(data, source)}))],
        definitions.map((definition) => ({
          cells: [
            definitionCell(endpoints.filter((d) => d.definition === definition)),
            ...sources.map((source) =>
              supportCell(endpoints.find((d) => d.definition === definition && d.source === source))
            )
          ],
          data: {definition}
        })),
        title
      )
  });
  return frame.element;
}

function sourceHead({sources}: QualityData, source: string): string {
  const event = sources.find(({id}) => id === source)?.indexEvent;
  return event === undefined ? source : `${source}, from ${labelOf("indexEvent", event).toLowerCase()}`;
}

/** The definitions by endpoint, in the order of the vocabularies; those of the disease pack last. */
function inOrder(endpoints: readonly EndpointSupport[]): string[] {
  const rank = (list: "endpoint" | "endpointDefinition", wanted: string): number => {
    const place = vocabularies[list].findIndex(({code}) => code === wanted);
    return place < 0 ? vocabularies[list].length : place;
  };
  const sorted = [...endpoints].sort(
    (a, b) =>
      rank("endpoint", a.endpoint) - rank("endpoint", b.endpoint) ||
      rank("endpointDefinition", a.definition) - rank("endpointDefinition", b.definition)
  );
  return [...new Set(sorted.map(({definition}) => definition))];
}

function definitionCell(supports: readonly EndpointSupport[]): HTMLElement {
  const [{endpoint, definition, label, words = labelOf("endpointDefinition", definition)}] = supports;
  return el(
    "span",
    {},
    el("strong", {}, label ?? labelOf("endpoint", endpoint)),
    ` ${definition}`,
    supports.some(({isDefault}) => isDefault) && el("span", {class: "note"}, " · shown on this site"),
    words !== definition && el("span", {class: "reason"}, words)
  );
}

function supportCell(support: EndpointSupport | undefined): HTMLElement | null {
  if (support === undefined) return null;
  const {support: code, n, events, competing, reason} = support;
  const counts = `${formatCount(n)} patients, ${formatCount(events)} events${competing !== 0 ? `, ${formatCount(competing)} competing` : ""}`;
  return el(
    "span",
    {"data-support": code},
    el("span", {class: `support ${code}`}, labelOf("support", code)),
    code !== "none" && el("span", {class: "reason"}, counts),
    reason !== null && el("span", {class: "reason"}, reason)
  );
}
