import {unbrokenResults} from "../../../src/components/unbroken.js";
import type {ReportBlock, ReportResult} from "../../../src/model/report.js";
import {noticeSentence} from "../../../src/model/simulatedNotice.js";
import {type Markup, tag} from "../../pages/markup.js";
import type {Prose} from "./prose.js";
import type {RenderRelease} from "./renderRelease.js";
import type {ReportFigure} from "./reportFigure.js";
import {tableMarkup} from "./reportTable.js";
import {blockSources, filesFolder, provenanceWords} from "./reportWords.js";
import {svgMarkup} from "./svgMarkup.js";

/** Widths in CSS pixels for which a figure is drawn: the measure of a page, and that of a phone. */
export const widths = {wide: 720, narrow: 358} as const;

/** What surrounds the figures of a page. */
export interface FigurePlace {
  readonly report: ReportResult;
  readonly release: RenderRelease;
  readonly prose: Prose;
  /** For titles, which are links themselves: genes in italics, no definitions. */
  readonly titled: Prose;
  readonly document: Document;
}

/**
 * A block as a figure of the page: title with its permanent address, what is shown, warnings, the picture in two widths of
 * which the style sheet shows one, tests and tables, caption, files to take away, and the numbers behind it.
 */
export function figureMarkup(block: ReportBlock, figure: ReportFigure, place: FigurePlace): Markup {
  const {report, release, prose, titled, document} = place;
  const {id, title, subtitle, caption, notes} = block;
  const simulated = blockSources(block, release).some((source) => source.simulated) && noticeSentence(release) !== null;
  const head = tag(
    "h3",
    {},
    // The heading has no id of its own: Framework makes a link of one that has, and a link cannot stand within another.
    tag("a", {id: `${id}-title`, href: `#${id}`, class: "anchor"}, ...titled(title)),
    simulated ? tag("span", {class: "simulated-mark"}, " simulated data") : null
  );
  const words = provenanceWords(block, figure.counted, release);
  return tag(
    "figure",
    {id, class: "report-figure", "aria-labelledby": `${id}-title`, "data-kind": block.kind},
    head,
    subtitle === "" ? null : tag("p", {class: "subtitle"}, ...prose(subtitle)),
    notes.length === 0 ? null : tag("ul", {class: "cautions"}, ...notes.map((note) => tag("li", {}, ...prose(note)))),
    ...picturesOf(block, figure, document),
    figure.tests.length === 0
      ? null
      : tag("ul", {class: "tests"}, ...figure.tests.map((test) => tag("li", {}, ...prose(test)))),
    ...figure.tables.map(tableMarkup),
    tag("figcaption", {}, ...prose(caption), caption === "" ? "" : " ", unbrokenResults(words)),
    linksOf(report, block, figure),
    figure.data === null
      ? null
      : tag("details", {class: "numbers"}, tag("summary", {}, "The numbers of this figure"), tableMarkup(figure.data))
  );
}

/** The drawings of a figure; one that is wider than its measure scrolls, and can be reached by keyboard for that. */
function picturesOf({id, title}: ReportBlock, {draw, parts}: ReportFigure, document: Document): Markup[] {
  if (draw === null) return [];
  return Object.entries(widths).map(([name, width]) => {
    const drawings = parts === undefined ? [draw(width, document)] : parts(width, document);
    const scrolls = drawings.some((drawing) => Number(drawing.getAttribute("width")) > width);
    return tag(
      "div",
      scrolls
        ? {class: `picture ${name} scrolls`, tabindex: 0, role: "region", "aria-label": title}
        : {class: `picture ${name}`},
      ...drawings.map((drawing, i) => svgMarkup(drawing, i === 0 ? `${id}-${name}` : `${id}-${name}-${i + 1}`))
    );
  });
}

function linksOf(report: ReportResult, {id, explorer}: ReportBlock, {draw}: ReportFigure): Markup {
  const file = (extension: string) => `/${filesFolder(report)}/${id}.${extension}`;
  const link = (href: string, words: string, kind: string) => tag("a", {href, "data-file": kind}, words);
  return tag(
    "p",
    {class: "figure-links", "data-figure": id},
    draw === null ? null : link(file("svg"), "SVG", "svg"),
    link(file("csv"), "CSV", "csv"),
    link(`#${id}`, "Link to this figure", "link"),
    explorer === null || report.tier === "public"
      ? null
      : tag("a", {href: `/${explorer.page.replace(/^\//, "")}?${explorer.query}`}, "Open this cohort in the explorer")
  );
}
