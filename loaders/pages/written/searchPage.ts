import {tag} from "../markup.js";

/** A page of the site as the index lists it. */
export interface ListedPage {
  readonly path: string;
  readonly name: string;
}

/** The search, and below it the index of all pages: the way for those who read without JavaScript. */
export function searchPage(groups: readonly {readonly name: string; readonly pages: readonly ListedPage[]}[]): string {
  const {html} = tag(
    "div",
    {class: "listing search", "data-testid": "listing"},
    tag("h1", {}, "Search"),
    tag(
      "div",
      {class: "search-host"},
      tag("p", {class: "note"}, "Searching needs JavaScript; all pages are listed here.")
    ),
    ...groups.flatMap(({name, pages}) =>
      pages.length === 0
        ? []
        : [
            tag("h2", {}, name),
            tag(
              "ul",
              {class: "site-index"},
              ...pages.map(({path, name: title}) => tag("li", {}, tag("a", {href: path}, title)))
            )
          ]
    )
  );
  return `---
title: Search
---

${html}

\`\`\`ts
import {searchView} from "./components/searchView.js";
\`\`\`

\`\`\`ts
searchView(document.querySelector(".search-host"));
\`\`\`
`;
}
