import {type SearchHit, searchHits, type SearchIndex} from "../model/searchIndex.js";
import {el, fill} from "./dom.js";

/** Most results that are listed. */
const most = 40;

/**
 * The search over all pages. Its index is loaded when a reader first asks for something; the question is kept in the address.
 * Arrow keys go from the field through the results and back, Escape goes back to the field. Titles and headings are set as text.
 */
export function searchView(host: HTMLElement): void {
  const field = el("input", {
    type: "search",
    id: "search-field",
    autocomplete: "off",
    "aria-describedby": "search-status"
  });
  const status = el("p", {class: "note", id: "search-status", role: "status"});
  const list = el("ul", {class: "ways search-results"});
  let index: Promise<SearchIndex> | undefined;
  const ask = async () => {
    const question = field.value.trim();
    history.replaceState(null, "", question === "" ? location.pathname : `?${new URLSearchParams({q: question})}`);
    if (question === "") return (fill(list), fill(status));
    index ??= loadIndex();
    const hits = searchHits(await index, question);
    // A later question may have been asked meanwhile.
    if (field.value.trim() !== question) return;
    fill(list, ...hits.slice(0, most).map(resultOf));
    const more = hits.length > most ? `; the first ${most} are shown` : "";
    fill(status, hits.length === 0 ? "Nothing found." : `${hits.length} found${more}.`);
  };
  const start = () => {
    ask().catch((error: unknown) => {
      index = undefined;
      fill(status, `The search could not be loaded: ${(error as Error).message}. All pages are listed below.`);
    });
  };
  field.addEventListener("input", start);
  host.addEventListener("keydown", (event) => {
    const stops = [field, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === "Escape" && at > 0) return field.focus();
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0 || at < 0) return;
    event.preventDefault();
    stops[Math.max(0, Math.min(stops.length - 1, at + step))].focus();
  });
  const label = el("label", {for: "search-field"}, "Search all pages");
  host.replaceChildren(
    el("form", {role: "search", onsubmit: (event) => event.preventDefault()}, label, field),
    status,
    list
  );
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value !== "") start();
}

function resultOf({path, title, id, heading}: SearchHit): HTMLElement {
  const href = `./${path}${id === "" ? "" : `#${encodeURIComponent(id)}`}`;
  return el(
    "li",
    {},
    el("a", {href}, heading === "" ? title : heading),
    heading === title || heading === "" ? null : el("span", {class: "note"}, title)
  );
}

async function loadIndex(): Promise<SearchIndex> {
  const response = await fetch("./search.json", {cache: "no-cache"});
  if (!response.ok) throw new Error(`${response.status}`);
  return (await response.json()) as SearchIndex;
}
