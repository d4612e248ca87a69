import type {GlossaryTerm} from "../glossary.js";
import {tag} from "../markup.js";

/** All words of the glossary, each under its own address, in the order of the alphabet. */
export function glossaryPage(terms: readonly GlossaryTerm[]): string {
  const sorted = [...terms].sort((a, b) => (a.slug < b.slug ? -1 : 1));
  const {html} = tag(
    "div",
    {class: "listing glossary", "data-testid": "listing"},
    tag("h1", {}, "Glossary"),
    tag(
      "p",
      {class: "lead"},
      "Words and abbreviations of the reports. In a report, their definition shows at hover and keyboard focus."
    ),
    tag(
      "dl",
      {class: "terms"},
      ...sorted.flatMap(({term, slug, name, definition}) => [
        tag("dt", {id: slug}, tag("dfn", {}, term), name === null ? null : tag("span", {class: "note"}, ` ${name}`)),
        tag("dd", {}, definition)
      ])
    )
  );
  return `---\ntitle: Glossary\n---\n\n${html}\n`;
}
