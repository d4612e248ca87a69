import {el} from "./dom.js";

/** A part of a report: an address within the page, a name in the contents, and what stands there. */
export interface ReportSection {
  readonly id: string;
  readonly name: string;
  readonly element: Element;
}

/**
 * A page to read from top to bottom: the answer first, contents beside it where there is room, sections below each
 * other. An address that names a section is gone to once it stands.
 */
export function reportPage(
  title: string,
  lead: readonly (string | Node)[],
  sections: readonly ReportSection[]
): HTMLElement {
  const page = el(
    "div",
    {class: "report", "data-testid": "report"},
    el(
      "nav",
      {class: "contents", "aria-label": "On this page"},
      el("ul", {}, ...sections.map(({id, name}) => el("li", {}, el("a", {href: `#${id}`}, name))))
    ),
    el(
      "div",
      {class: "report-body"},
      el("h1", {}, title),
      el("p", {class: "lead"}, ...lead),
      ...sections.map(({element}) => element)
    )
  );
  // The sections are drawn after the browser has looked for the address's target.
  requestAnimationFrame(() => {
    const target = sections.find(({id}) => location.hash === `#${id}`);
    if (target) document.getElementById(target.id)?.scrollIntoView();
  });
  return page;
}

/** What stands where a figure would, if the release has nothing for it. */
export function emptySection(id: string, title: string, words: string): HTMLElement {
  return el(
    "section",
    {id, class: "figure", "data-empty": true},
    el("h2", {}, title),
    el("p", {class: "empty"}, words)
  );
}
