import {
  type Cube,
  type CubeAddress,
  type CubePage,
  cubePages,
  everybodyCohort,
  noSplit,
  cohortName
} from "../../../src/model/cube.js";
import {noticeSentence} from "../../../src/model/simulatedNotice.js";
import {hiddenLegend} from "../../report/render/reportHead.js";
import type {RenderTools} from "../../report/render/renderReport.js";
import {numberWriter} from "../../report/render/shownNumbers.js";
import {type Markup, tag} from "../markup.js";
import {cubeControls, leftOutGroups} from "./cubeControls.js";
import {drawCombination} from "./cubeFigure.js";
import {notOffered} from "./notOffered.js";

/** The pages of the public explorer, and all that they can show. */
export interface DrawnCube {
  /** Markdown by path inside the site. */
  readonly pages: ReadonlyMap<string, string>;
  /** Text of each file by its path inside the site. */
  readonly files: ReadonlyMap<string, string>;
}

const words: Readonly<Record<CubePage, {title: string; lead: string; single: boolean}>> = {
  cohort: {title: "Cohort", lead: "Who the patients are, as a whole and by group.", single: false},
  mutations: {title: "Mutations", lead: "How often each gene is altered, among the patients tested for it.", single: false}, // prettier-ignore
  survival: {title: "Survival", lead: "How patients fare, as a whole and by group.", single: true}
};

/** Draws the public explorer: a page for each kind of figure, complete without script for its first choice, and a file for every other. */
export function drawCube(cube: Cube, tools: RenderTools): DrawnCube {
  const files = new Map<string, string>();
  const pages = new Map<string, string>();
  for (const page of cubePages) {
    const figures = cube.figures.filter((figure) => figure.page === page);
    if (figures.length === 0) continue;
    const first: Markup[] = [];
    for (const [i, {id: figure}] of figures.entries()) {
      for (const choice of choicesOf(cube)) {
        const drawn = drawCombination(cube, {figure, ...choice}, page, tools);
        for (const [path, text] of drawn.files) files.set(path, text);
        const isFirst = choice.cohort === everybodyCohort && choice.split === noSplit;
        if (isFirst && (i === 0 || !words[page].single)) first.push({html: drawn.answer.html});
      }
    }
    pages.set(`/${page}`, pageOf(cube, page, first, tools));
  }
  return {pages, files};
}

function choicesOf({dimensions}: Cube): Pick<CubeAddress, "cohort" | "split">[] {
  const levels = dimensions.flatMap((dimension) =>
    dimension.levels.filter(({reason}) => reason === null).map((level) => cohortName(dimension, level))
  );
  const splits = [noSplit, ...dimensions.map(({id}) => id)];
  return [everybodyCohort, ...levels].flatMap((cohort) => splits.map((split) => ({cohort, split})));
}

/** How the numbers of a page's figures were made, each sentence once. */
function methodsOf({entries}: Cube, figures: Cube["figures"]): Markup {
  const own = entries.filter(({figure}) => figures.some(({id}) => id === figure));
  const methods = new Set(own.flatMap(({blocks}) => blocks.flatMap((block) => block.methods)));
  return tag(
    "details",
    {class: "numbers"},
    tag("summary", {}, "How these numbers are made"),
    tag("ul", {class: "prose-list"}, ...[...methods].map((words) => tag("li", {}, words))),
    tag("p", {}, "Formulas: ", tag("a", {href: "/methods"}, "methods"), ".")
  );
}

function pageOf(cube: Cube, page: CubePage, first: readonly Markup[], {release}: RenderTools): string {
  const {lead, single, title} = words[page];
  const figures = cube.figures.filter((figure) => figure.page === page);
  const notice = noticeSentence(release);
  const {html} = tag(
    "div",
    {
      class: "cube written",
      "data-testid": "cube",
      "data-figures": figures.map(({id}) => id).join(" "),
      "data-single": single
    },
    tag("h1", {}, title),
    tag("p", {class: "lead"}, lead, notice === null ? "" : ` ${notice}`),
    cubeControls(cube, single ? figures : null),
    tag(
      "noscript",
      {},
      tag("p", {class: "note"}, "Choosing needs JavaScript. Below are all patients; the reports show more without it.")
    ),
    tag("h2", {class: "cube-shown"}, "All patients"),
    tag("p", {class: "note cube-status", role: "status"}),
    tag("div", {class: "cube-figures"}, ...first),
    tag("p", {class: "note"}, hiddenLegend(release, numberWriter(release.tier))),
    methodsOf(cube, figures),
    leftOutGroups(cube),
    notOffered()
  );
  return `---\ntitle: ${title}\n---\n\n${html}\n\n\`\`\`ts\nimport {cubePage} from "./components/cube/cubePage.js";\n\`\`\`\n\n\`\`\`ts\ncubePage(document.querySelector(".cube"));\n\`\`\`\n`;
}
