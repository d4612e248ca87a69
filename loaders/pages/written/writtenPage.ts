import {type Markup, tag} from "../markup.js";

/** A part of a page that its contents name. */
export interface WrittenPart {
  readonly id: string;
  readonly name: string;
  readonly content: readonly Markup[];
}

/** A page of text with its contents beside it, as Framework's Markdown; complete without script. */
export function writtenPage(title: string, lead: readonly (Markup | string)[], parts: readonly WrittenPart[]): string {
  const {html} = tag(
    "div",
    {class: "report written", "data-testid": "report"},
    tag(
      "nav",
      {class: "contents", "aria-label": "On this page"},
      tag("ul", {}, ...parts.map(({id, name}) => tag("li", {}, tag("a", {href: `#${id}`}, name))))
    ),
    tag(
      "div",
      {class: "report-body"},
      tag("h1", {}, title),
      tag("p", {class: "lead claim"}, ...lead),
      ...parts.map(({id, name, content}) =>
        tag("section", {id, "aria-labelledby": `${id}-heading`}, tag("h2", {id: `${id}-heading`}, name), ...content)
      )
    )
  );
  return `---\ntitle: ${JSON.stringify(title)}\n---\n\n${html}\n`;
}
