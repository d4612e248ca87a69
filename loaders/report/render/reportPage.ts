import {type Markup, tag} from "../../pages/markup.js";
import {releaseAttribute} from "../../pages/releaseAttribute.js";
import {claimsMarkup} from "./claimMarkup.js";
import {figureMarkup, type FigurePlace} from "./figureMarkup.js";
import {type PagePart, reportEnd} from "./reportEnd.js";
import type {ReportFigure} from "./reportFigure.js";
import {reportHead} from "./reportHead.js";
import {numberWriter} from "./shownNumbers.js";

/** What is said of every report, whatever its data. */
export const readersNote = "For research and professional discussion; not for decisions about an individual patient.";

/**
 * A report as the HTML of its page, complete without JavaScript: the answer, data and release, sections with their figures,
 * methods, limitations, references, how to cite and repeat it.
 *
 * @param figures those of all blocks of the report, in its order
 */
export function reportPage(figures: readonly ReportFigure[], place: FigurePlace): Markup {
  const {report, release, prose, titled} = place;
  const numbers = numberWriter(report.tier);
  let next = 0;
  const sections = report.sections.map(({heading, text, claims, blocks}, i): PagePart => {
    const content = [
      ...text.map((words) => tag("p", {}, ...prose(words))),
      ...claimsMarkup(claims, prose),
      ...blocks.map((block) => figureMarkup(block, figures[next++], place))
    ];
    return {id: `section-${i + 1}`, name: heading, content};
  });
  const parts = [...sections, ...reportEnd(report, release, prose)];
  return tag(
    "article",
    {
      class: "report written",
      "data-testid": "report",
      "data-report": report.id,
      "data-release": releaseAttribute(release)
    },
    tag("nav", {class: "contents", "aria-label": "On this page"}, linksTo(parts)),
    tag(
      "div",
      {class: "report-body"},
      tag("h1", {}, ...titled(report.title)),
      ...claimsMarkup(report.answer, prose, "lead"),
      report.disclaimer === null ? null : tag("p", {class: "disclaimer", role: "note"}, ...prose(report.disclaimer)),
      contentsBelow(parts),
      reportHead(report, release, numbers, prose),
      ...parts.map(({id, name, content}) =>
        tag(
          "section",
          {id, "aria-labelledby": `${id}-heading`},
          tag("h2", {id: `${id}-heading`}, ...titled(name)),
          ...content,
          tag("p", {class: "to-contents"}, tag("a", {href: "#contents"}, "Back to the contents"))
        )
      ),
      tag("p", {class: "readers-note"}, readersNote)
    )
  );
}

/** The contents below the answer, where there is no room for them beside the page. */
function contentsBelow(parts: readonly PagePart[]): Markup {
  return tag(
    "nav",
    {class: "contents-below", id: "contents", "aria-label": "Contents"},
    tag("details", {}, tag("summary", {}, "Contents"), linksTo(parts))
  );
}

function linksTo(parts: readonly PagePart[]): Markup {
  return tag("ul", {}, ...parts.map(({id, name}) => tag("li", {}, tag("a", {href: `#${id}`}, name))));
}
