import type {FigureRelease} from "../model/figureRelease.js";
import {hideCountsBelow} from "../model/hiddenCounts.js";
import {el, fill} from "./dom.js";
import type {PartsOfTable} from "./disclosure/guardedTable.js";
import {clearSmallData, guardedContent} from "./disclosure/guardedContent.js";
import {deferredDraw} from "./deferredDraw.js";
import {provenance} from "./exportFile.js";
import {figureFiles} from "./figureFiles.js";
import {captionOf, type FigureMetadata} from "./figureMetadata.js";
import {type FigureTable, noTable, plainTable} from "./plainTable.js";

/** What a figure shows and says. */
export interface FigureContent {
  /** Question or finding; shown in the text face. */
  readonly title: string;
  /** Endpoint, start, groups. */
  readonly subtitle: string;
  /** n, events, units, method. Source, release and "simulated" are added. */
  readonly caption: string;
  /** The sources whose patients are shown; those of the release if not given. */
  readonly sources?: FigureRelease["sources"];
  /** {@link noTable} where there are no numbers; made when they are asked for, where that takes time. */
  readonly table: FigureTable;
  /** Draws for a width in CSS pixels: a picture, or a table. */
  readonly draw: (width: number) => Element;
  /**
   * Draws the same for a saved picture, in the colours of paper: for drawings on a canvas, which cannot be recoloured, and
   * for those that show a part only. Without it, what is on the page is saved: SVG, canvases, or both together. Null: the
   * figure is a table, and there is no picture to save.
   */
  readonly picture?: ((width: number) => Element) | null;
  /** What the CSV file holds where that is more than the table shows. */
  readonly csv?: () => FigureTable;
  /** The R script that reproduces the figure's numbers from the CSV file of this name. */
  readonly script?: (csvName: string) => string;
  /** Cohort, method and versions: written into every file that is saved. */
  readonly metadata?: FigureMetadata;
  /** True if small counts in the table are NaN and nothing else of the figure tells them: its drawing can stay. */
  readonly isGuarded?: boolean;
  /** True if what is drawn shows numbers of the table only, whatever further rows the CSV file holds. */
  readonly isOfTable?: boolean;
  /** What is drawn, and stands beside it, without the rows of the table of which it is false: some may have to be hidden. */
  readonly without?: (isShown: (row: number) => boolean) => DrawnContent;
  /** Columns of counts whose sum over the rows is known, and those that say over which rows. */
  readonly parts?: PartsOfTable;
  /** Names of the groups, above the drawing, where it does not name them itself. */
  readonly legend?: Element | null;
  /** Stands below the drawing and its caption: medians, tests. */
  readonly aside?: Element | null;
}

/** What of a figure shows its numbers besides the table. */
export type DrawnContent = Pick<FigureContent, "draw" | "picture" | "legend" | "aside">;

/** How a figure is framed. */
export interface FigureFrameOptions {
  /** Controls of the figure's own, between its title and the drawing. */
  readonly controls?: Element | null;
  /** One of a row of small figures: source and release are said once for all, the toolbar shows on hover and focus. */
  readonly small?: boolean;
  /** Out of sight the drawing may wait until the browser is idle: for figures that are redrawn at every change of a filter. */
  readonly lazy?: boolean;
}

/** A figure that can be redrawn. */
export interface FigureFrame {
  readonly element: HTMLElement;
  update(content: FigureContent): void;
  /** Dims what is shown and marks it as being replaced. */
  stale(waiting: boolean): void;
}

/**
 * A figure with its title, caption, data table and a toolbar (table, SVG, PNG, CSV, R, link). `update` redraws it; between two
 * updates `stale(true)` dims what is shown, so that old numbers are never taken for new ones. It redraws by itself when
 * its width changes.
 */
export function figureFrame(
  id: string,
  site: FigureRelease,
  {controls = null, small = false, lazy = false}: FigureFrameOptions = {}
): FigureFrame {
  if (site.disclosure !== undefined) hideCountsBelow(site.disclosure.k);
  // Without content there is neither a heading nor anything to save.
  const title = el("h2", {id: `${id}-heading`, hidden: true});
  const subtitle = el("p", {class: "subtitle"});
  const legend = el("div", {class: "legend-host"});
  const canvas = el("div", {class: "canvas"});
  const aside = el("div", {class: "aside"});
  const caption = el("figcaption");
  const tableHost = el("div", {class: "data-table", id: `${id}-table`, hidden: true});
  const status = el("span", {class: "status", role: "status"});
  let content: FigureContent | undefined;
  let drawnWidth = 0;
  // Known without asking: a question for the width makes the browser lay out the page anew.
  let observedWidth = 0;

  const release = () => ({...site, sources: content?.sources ?? site.sources});
  const files = figureFiles({
    id,
    frame: () => element,
    drawing: canvas,
    release,
    content: () => content,
    width: () => Math.max(280, drawnWidth),
    settle: () => deferred?.flush()
  });
  const savePng = () => {
    files.png().catch((error: unknown) => say(`No picture: ${(error as Error).message}`));
  };
  const copyLink = () => {
    const url = new URL(location.href);
    url.hash = id;
    navigator.clipboard.writeText(url.href).then(
      () => say("Link copied"),
      () => say(url.href)
    );
  };
  const say = (words: string) => {
    fill(status, words);
    setTimeout(() => fill(status), 4000);
  };
  // A curve has a thousand rows: they are made only for a reader who opens the table.
  const showTable = () => {
    const open = !tableHost.hidden;
    tableButton.setAttribute("aria-expanded", String(open));
    fill(tableHost, open && content && plainTable(content.table, `Numbers of: ${content.title}`));
  };
  const tool = (label: string, action: () => void, name?: string) =>
    el("button", {type: "button", onclick: action, "aria-label": name, title: name}, label);
  const tableButton = tool("Table", () => {
    tableHost.hidden = !tableHost.hidden;
    showTable();
  });
  tableButton.setAttribute("aria-controls", tableHost.id);
  const svgButton = tool("SVG", () => files.svg());
  const pngButton = tool("PNG", savePng);
  const scriptButton = tool("R", () => files.script(), "R script that reproduces these numbers from the CSV file");
  const toolbar = el(
    "div",
    {class: "toolbar", role: "group", "aria-label": "This figure", hidden: true},
    tableButton,
    svgButton,
    pngButton,
    tool("CSV", () => files.csv()),
    scriptButton,
    tool("Link", copyLink),
    status
  );
  const element = el(
    "figure",
    {id, class: small ? "figure small" : "figure", "aria-labelledby": `${id}-heading`},
    el("div", {class: "figure-head"}, title, subtitle),
    controls,
    el("div", {class: "figure-body"}, legend, canvas),
    caption,
    toolbar,
    tableHost,
    aside
  );

  const draw = () => {
    if (!content) return;
    drawnWidth = observedWidth || Math.floor(canvas.clientWidth) || 720;
    fill(canvas, content.draw(Math.max(280, drawnWidth)));
    clearSmallData(canvas, site.disclosure);
    const {picture = canvas.querySelector("svg, canvas")} = content;
    svgButton.hidden = pngButton.hidden = picture === null;
    scriptButton.hidden = content.script === undefined;
    // A figure that waits for its numbers has none to save.
    toolbar.hidden = content.table === noTable;
  };
  const deferred = lazy ? deferredDraw(canvas, draw) : null;
  new ResizeObserver((entries) => {
    observedWidth = Math.floor(entries[entries.length - 1].contentRect.width);
    if (content && Math.abs(observedWidth - drawnWidth) > 1) draw();
  }).observe(canvas);

  return {
    element,
    update(made) {
      const next = guardedContent(made, site.disclosure);
      content = next;
      title.hidden = false;
      fill(title, next.title, site.simulated && el("span", {class: "simulated-mark"}, " simulated"));
      fill(subtitle, next.subtitle);
      fill(caption, small ? next.caption : `${captionOf(next)} ${provenance(release())}`);
      fill(legend, next.legend);
      fill(aside, next.aside);
      aside.hidden = !next.aside;
      clearSmallData(aside, site.disclosure);
      showTable();
      if (deferred) deferred.request();
      else draw();
      element.removeAttribute("aria-busy");
    },
    stale(waiting) {
      if (waiting) element.setAttribute("aria-busy", "true");
      else element.removeAttribute("aria-busy");
    }
  };
}
