import {
  type CubeAnswer,
  type Cube,
  type CubeAddress,
  cubeFile,
  cubeFolder,
  everybodyCohort,
  noSplit
} from "../../../src/model/cube.js";
import type {ReportBlock, ReportResult} from "../../../src/model/report.js";
import {figureFiles} from "../../report/render/figureFiles.js";
import {figureMarkup} from "../../report/render/figureMarkup.js";
import {figureOf} from "../../report/render/figureOf.js";
import {proseWriter} from "../../report/render/prose.js";
import type {RenderTools} from "../../report/render/renderReport.js";
import {numberWriter} from "../../report/render/shownNumbers.js";
import {type Markup, tag} from "../markup.js";

/** What is drawn of one combination of choices. */
export interface DrawnCombination {
  readonly answer: CubeAnswer;
  /** Text of each file by its path inside the site: the answer itself, pictures and numbers. */
  readonly files: ReadonlyMap<string, string>;
}

/** Draws one combination of the cube for the page at `page`: its figure, or why there is none and ways back. */
export function drawCombination(cube: Cube, address: CubeAddress, page: string, tools: RenderTools): DrawnCombination {
  const isThis = (other: CubeAddress) =>
    other.figure === address.figure && other.cohort === address.cohort && other.split === address.split;
  const blocks = cube.entries.find(isThis)?.blocks ?? [];
  const files = new Map<string, string>();
  const parts =
    blocks.length > 0
      ? blocks.map((block) => drawBlock(block, address, page, tools, files))
      : [gapMarkup(cube.gaps.find(isThis)?.reason ?? sameDimension, address, page)];
  const answer = {html: relativeLinks(parts.map(({html}) => html).join("\n")), published: blocks.length > 0};
  files.set(cubeFile(address), `${JSON.stringify(answer)}\n`);
  return {answer, files};
}

const sameDimension = "These patients are all in one group of what they are to be split by.";

/** The query of a page that shows a combination; empty for everybody, not split. */
export function cubeQuery({cohort, split}: Pick<CubeAddress, "cohort" | "split">, figure: string | null): string {
  const query = new URLSearchParams();
  if (cohort !== everybodyCohort) query.set("cohort", cohort);
  if (split !== noSplit) query.set("split", split);
  if (figure !== null) query.set("figure", figure);
  return query.size === 0 ? "" : `?${query.toString()}`;
}

function drawBlock(
  block: ReportBlock,
  address: CubeAddress,
  page: string,
  {document, glossary, release, styles}: RenderTools,
  files: Map<string, string>
): Markup {
  const folder = cubeFolder(address);
  // What stands around figures asks the report for its tier and the folder of its files alone.
  const report: ReportResult = {
    id: folder.replace(/^figures\//, ""),
    title: "Explorer",
    audience: "researcher",
    group: "report",
    answer: [],
    sections: [],
    limitations: [],
    references: [],
    disclaimer: null,
    tier: release.tier
  };
  const figure = figureOf(block, numberWriter(release.tier));
  const origin = {folder, report: "explorer", page: "Public explorer", address: `/${page}${cubeQuery(address, null)}`};
  for (const [path, text] of figureFiles(block, figure, origin, {release, styles, document})) files.set(path, text);
  const prose = proseWriter(release.genes, glossary);
  return figureMarkup(block, figure, {report, release, prose, titled: proseWriter(release.genes, []), document});
}

function gapMarkup(reason: string, {cohort, split}: CubeAddress, page: string): Markup {
  const to = (words: string, other: Pick<CubeAddress, "cohort" | "split">) =>
    tag("li", {}, tag("a", {href: `/${page}${cubeQuery(other, null)}`}, words));
  return tag(
    "div",
    {class: "empty cube-gap", "data-testid": "cube-gap"},
    tag("p", {}, tag("strong", {}, "This combination is not published. "), reason),
    tag(
      "ul",
      {},
      split === noSplit ? null : to("The same patients, not split", {cohort, split: noSplit}),
      cohort === everybodyCohort || split === noSplit ? null : to("All patients, split the same way", {cohort: everybodyCohort, split}), // prettier-ignore
      to("All patients, not split", {cohort: everybodyCohort, split: noSplit})
    )
  );
}

/** Links of a fragment, which Framework never sees, as it would write them on a page at the root of the site. */
export function relativeLinks(html: string): string {
  return html.replace(/ href="\/([^"#?&]*)/g, (_, path: string) => {
    const name = path === "" || path.endsWith("/") ? `${path}index` : path;
    return ` href="./${/\.[a-z]+$/.test(name) ? name : `${name}.html`}`;
  });
}
