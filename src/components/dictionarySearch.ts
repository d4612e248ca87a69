import {formatNumber} from "../charts/format.js";
import {choice, controlRow} from "./controls.js";
import {el, fill} from "./dom.js";
import {download} from "./download.js";
import {csvFile, type ExportRelease} from "./exportFile.js";
import type {FigureTable} from "./plainTable.js";
import {queryState} from "./queryState.js";

/** A variable of the dictionary: its row on the page and what it is found by. */
interface Entry {
  readonly row: HTMLElement;
  readonly table: string;
  readonly text: string;
  /** Sources that know it; null where its rows belong to no source. */
  readonly supplied: readonly string[] | null;
}

/** Makes the dictionary, which stands on the page as text, searchable: a search box, two filters, a CSV of what is shown. */
export function dictionarySearch(page: HTMLElement): void {
  const entries = entriesOf(page);
  const tools = page.querySelector(".dictionary-tools");
  if (tools === null || entries.length === 0) return;
  const sections = [...page.querySelectorAll<HTMLElement>("section[data-table]")];
  const sources = [
    ...new Set([...page.querySelectorAll<HTMLElement>("[data-source]")].map(({dataset}) => dataset.source ?? ""))
  ];

  const search = el("input", {type: "search", placeholder: "e.g. haemoglobin, NPM1, relapse", autocomplete: "off"});
  const option = (value: string, words: string) => el("option", {value}, words);
  const table = el(
    "select",
    {},
    option("", "all tables"),
    ...sections.map(({dataset: {table: name = ""}}) => option(name, name))
  );
  const source = el(
    "select",
    {},
    option("", "any or no source"),
    ...sources.map((name) => option(`in:${name}`, `supplied by ${name}`)),
    ...(sources.length > 1 ? [option("all", "supplied by every source")] : []),
    ...sources.map((name) => option(`out:${name}`, `not supplied by ${name}`))
  );
  const count = el("p", {class: "note", role: "status", "data-testid": "dictionary-count"});
  const csv = el("button", {type: "button"}, "CSV of what is shown");
  const empty = el(
    "div",
    {class: "empty", hidden: true, "data-testid": "dictionary-empty"},
    el("p", {}, "No variable fits the search."),
    el("button", {type: "button", onclick: () => change({q: "", table: "", source: ""})}, "Show all variables")
  );
  const state = queryState(show);
  const change = (values: Record<string, string>, replace = false) => {
    state.set(values, {replace});
    show();
  };
  search.addEventListener("input", () => change({q: search.value}, true));
  table.addEventListener("change", () => change({table: table.value}));
  source.addEventListener("change", () => change({source: source.value}));
  csv.addEventListener("click", () => {
    const shown = entries.filter(({row}) => !row.hidden).map(({row}) => row);
    const words = {id: "dictionary", title: "Dictionary", notes: [], address: location.href};
    download(csvFile(JSON.parse(page.dataset.release!) as ExportRelease, words, csvOf(shown, sources)));
  });

  function show(): void {
    search.value = state.get("q");
    table.value = state.get("table");
    source.value = state.get("source");
    // An address that asks for what is not here shows everything rather than nothing.
    if (table.selectedIndex < 0) table.value = "";
    if (source.selectedIndex < 0) source.value = "";
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const {row, text, table: own, supplied} of entries) {
      const fits =
        words.every((word) => text.includes(word)) &&
        (table.value === "" || own === table.value) &&
        suppliedAs(source.value, supplied, sources);
      row.hidden = !fits;
      if (fits) ++shown;
    }
    for (const section of sections) section.hidden = section.querySelector("tbody tr:not([hidden])") === null;
    fill(count, `${formatNumber(shown)} of ${formatNumber(entries.length)} variables`);
    empty.hidden = shown > 0;
    csv.disabled = shown === 0;
  }

  // A link to a variable shows it whatever was searched for.
  function showTarget(): void {
    const entry = entries.find(
      ({row}) => `#${encodeURIComponent(row.id)}` === location.hash || `#${row.id}` === location.hash
    );
    if (entry === undefined) return;
    if (entry.row.hidden) change({q: "", table: "", source: ""}, true);
    entry.row.scrollIntoView({block: "center"});
    entry.row.focus({preventScroll: true});
  }
  addEventListener("hashchange", showTarget);

  tools.append(
    el(
      "search",
      {"aria-label": "Variables"},
      controlRow(
        el("label", {class: "control"}, el("span", {class: "control-label"}, "Search"), search),
        choice("Table", table),
        choice("Source", source),
        csv
      )
    ),
    count,
    empty
  );
  show();
  showTarget();
}

function entriesOf(page: HTMLElement): Entry[] {
  return [...page.querySelectorAll<HTMLElement>("section[data-table]")].flatMap((section) =>
    [...section.querySelectorAll<HTMLElement>("tbody tr")].map((row) => ({
      row,
      table: section.dataset.table ?? "",
      text: `${section.dataset.table ?? ""}.${row.textContent}`.toLowerCase(),
      supplied: JSON.parse(row.dataset.supplied ?? "null") as string[] | null
    }))
  );
}

function suppliedAs(wanted: string, supplied: readonly string[] | null, sources: readonly string[]): boolean {
  if (wanted === "") return true;
  if (supplied === null) return false;
  if (wanted === "all") return sources.every((source) => supplied.includes(source));
  const source = wanted.slice(wanted.indexOf(":") + 1);
  return wanted.startsWith("in:") === supplied.includes(source);
}

function csvOf(rows: readonly HTMLElement[], sources: readonly string[]): FigureTable {
  const field = (row: HTMLElement, name: string) => row.querySelector<HTMLElement>(`[data-field="${name}"]`);
  const text = (row: HTMLElement, name: string) => {
    const found = field(row, name);
    return found === null ? null : (found.dataset.value ?? found.textContent);
  };
  const number = (value: string | undefined) => (value === undefined ? null : Number(value));
  const columns = [
    "table",
    "variable",
    "label",
    "definition",
    "type",
    "unit",
    "allowed",
    "minimum",
    "maximum",
    "privacy",
    "further"
  ];
  return {
    columns: [...columns, ...sources.flatMap((source) => [`known_${source}`, `rows_${source}`])],
    rows: rows.map((row) => {
      const range = field(row, "range")?.dataset;
      const codes = [...row.querySelectorAll<HTMLElement>("[data-code]")].map(({dataset}) => dataset.code);
      const further = [...row.querySelectorAll("[data-further]")].map((part) => part.textContent);
      const supply = sources.map((source) =>
        [...row.querySelectorAll<HTMLElement>("[data-source]")].find(({dataset}) => dataset.source === source)
      );
      return [
        row.closest<HTMLElement>("[data-table]")?.dataset.table ?? "",
        row.dataset.name ?? "",
        text(row, "label"),
        text(row, "definition"),
        text(row, "type"),
        text(row, "unit"),
        codes.length === 0 ? null : codes.join("|"),
        number(range?.minimum),
        number(range?.maximum),
        text(row, "privacy"),
        further.length === 0 ? null : further.join("; "),
        ...supply.flatMap((item) => [number(item?.dataset.known), number(item?.dataset.rows)])
      ];
    })
  };
}
