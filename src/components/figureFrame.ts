import type {SiteData} from "../model/siteData.js";
import {el, fill} from "./dom.js";
import {csvText, download, svgText} from "./download.js";

/** A table behind a figure: what was drawn, in numbers. */
export interface FigureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** What a figure shows and says. */
export interface FigureContent {
  /** Question or finding; shown in the text face. */
  readonly title: string;
  /** Endpoint, start, groups. */
  readonly subtitle: string;
  /** n, events, units, method. Source, release and "simulated" are added. */
  readonly caption: string;
  readonly table: FigureTable;
  /** Draws for a width in CSS pixels. */
  readonly draw: (width: number) => Element;
  /** Stands beside or below the drawing: medians, tests. */
  readonly aside?: Element;
  /** Leave source and release out of the caption, where a note below a row of small figures says them for all. */
  readonly small?: boolean;
}

/** Sentence on source and release that ends every caption. */
export function provenance({sources, releaseId, simulated, simulatedNotice}: SiteData): string {
  const names = sources.map(({name}) => name).join("; ");
  return `Source: ${names}. Release ${releaseId}.${simulated ? ` ${capital(simulatedNotice ?? "Simulated data")}.` : ""}`;
}

/**
 * A figure with its title, caption, data table and a toolbar (table, SVG, CSV, link). `update` redraws it; between two
 * updates `stale(true)` dims what is shown, so that old numbers are never taken for new ones. It redraws by itself when
 * its width changes.
 */
export function figureFrame(
  id: string,
  site: SiteData
): {
  readonly element: HTMLElement;
  update(content: FigureContent): void;
  stale(waiting: boolean): void;
} {
  const title = el("h2", {id: `${id}-heading`});
  const subtitle = el("p", {class: "subtitle"});
  const canvas = el("div", {class: "canvas"});
  const aside = el("div", {class: "aside"});
  const caption = el("figcaption");
  const tableHost = el("details", {class: "data-table"});
  const status = el("span", {class: "visually-hidden", role: "status"});
  let content: FigureContent | undefined;
  let drawnWidth = 0;

  const name = (extension: string) => `hemiola-${id}-${site.releaseId}.${extension}`;
  const notes = () => [
    content?.title ?? "",
    content?.subtitle ?? "",
    `${content?.caption ?? ""} ${provenance(site)}`,
    location.href
  ];
  const saveSvg = () => {
    const drawing = canvas.querySelector("svg");
    if (!drawing || !content) return;
    const heading = site.simulated ? `${content.title} (simulated data)` : content.title;
    download(name("svg"), "image/svg+xml", svgText(drawing, heading, notes().slice(1)));
  };
  const saveCsv = () => {
    if (content) download(name("csv"), "text/csv", csvText(notes(), content.table.columns, content.table.rows));
  };
  const copyLink = () => {
    const url = new URL(location.href);
    url.hash = id;
    navigator.clipboard.writeText(url.href).then(
      () => fill(status, "Link copied"),
      () => fill(status, url.href)
    );
  };
  const tool = (label: string, action: () => void) => el("button", {type: "button", onclick: action}, label);
  const toolbar = el(
    "div",
    {class: "toolbar", role: "group", "aria-label": "This figure"},
    tool("SVG", saveSvg),
    tool("CSV", saveCsv),
    tool("Link", copyLink),
    status
  );
  const element = el(
    "figure",
    {id, class: "figure", "aria-labelledby": `${id}-heading`},
    el("div", {class: "figure-head"}, el("div", {}, title, subtitle), toolbar),
    el("div", {class: "figure-body"}, canvas, aside),
    caption,
    tableHost
  );

  // A curve has a thousand rows: they are made only for a reader who opens the table.
  const fillTable = () =>
    fill(
      tableHost,
      el("summary", {}, "Table of the numbers drawn"),
      content && tableHost.open && plainTable(content.table)
    );
  tableHost.addEventListener("toggle", fillTable);
  const draw = () => {
    if (!content) return;
    drawnWidth = Math.floor(canvas.clientWidth) || 720;
    fill(canvas, content.draw(Math.max(280, drawnWidth)));
  };
  new ResizeObserver(() => {
    if (content && Math.abs(canvas.clientWidth - drawnWidth) > 1) draw();
  }).observe(canvas);

  return {
    element,
    update(next) {
      content = next;
      fill(title, next.title, site.simulated && el("span", {class: "simulated-mark"}, " simulated"));
      fill(subtitle, next.subtitle);
      fill(caption, next.small === true ? next.caption : `${next.caption} ${provenance(site)}`);
      fill(aside, next.aside);
      aside.hidden = next.aside === undefined;
      fillTable();
      draw();
      element.removeAttribute("aria-busy");
    },
    stale(waiting) {
      if (waiting) element.setAttribute("aria-busy", "true");
      else element.removeAttribute("aria-busy");
    }
  };
}

/** A table of text and numbers. */
export function plainTable({columns, rows}: FigureTable): HTMLElement {
  return el(
    "div",
    {class: "table-scroll", tabindex: 0, role: "region", "aria-label": "Table of numbers"},
    el(
      "table",
      {},
      el("thead", {}, el("tr", {}, ...columns.map((column) => el("th", {scope: "col"}, column)))),
      el(
        "tbody",
        {},
        ...rows.map((row) =>
          el(
            "tr",
            {},
            ...row.map((cell, i) =>
              i === 0
                ? el("th", {scope: "row"}, String(cell ?? "–"))
                : el("td", {class: typeof cell === "number" ? "number" : null}, cellText(cell))
            )
          )
        )
      )
    )
  );
}

function cellText(cell: string | number | null): string {
  if (cell === null) return "–";
  if (typeof cell === "string") return cell;
  return Number.isInteger(cell) ? cell.toLocaleString("en-GB") : String(Number(cell.toPrecision(4)));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
