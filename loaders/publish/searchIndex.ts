import type {SearchIndex} from "../../src/model/searchIndex.js";
import {searchWords} from "../../src/model/searchIndex.js";
import {attribute, elements, type HtmlDocument, type HtmlElement, type HtmlNode} from "./htmlTree.js";

/** What is not looked for: pictures, numbers behind figures, navigation, scripts, addresses. */
const skipped = new Set(["svg", "table", "nav", "script", "style", "code", "template", "noscript"]);

/** A part of a page that has an address of its own. */
interface Part {
  readonly id: string;
  readonly heading: string;
  readonly words: string[];
}

/** What the search knows of a page. */
export interface SearchedPage {
  /** File inside the site, e.g. `reports/eln.html`. */
  readonly path: string;
  readonly title: string;
  readonly parts: readonly Part[];
}

/**
 * The words of a page by the part of it in which they stand. The text of pages that scripts draw is not in them; those pages
 * are found by their title and what stands in their place. Undefined for a page that is not looked for.
 */
export function searchedPage(path: string, document: HtmlDocument): SearchedPage | undefined {
  const [main] = elements(document, "main");
  if (main === undefined || path === "404.html") return undefined;
  const title = textOf(elements(document, "title")[0]).replace(/ \| [^|]*$/, "");
  return {path, title, parts: partsOf(main, title)};
}

/** The words of all pages of a site, by the pages and parts in which they stand. */
export function searchIndex(searched: readonly SearchedPage[]): SearchIndex {
  const pages: [string, string][] = [];
  const parts: [number, string, string][] = [];
  const found = new Map<string, number[]>();
  for (const {path, title, parts: own} of [...searched].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const page = pages.push([path.replace(/(?:^|(?<=\/))index\.html$|\.html$/, ""), title]) - 1;
    for (const {id, heading, words} of own) {
      const part = parts.push([page, id, heading]) - 1;
      for (const word of new Set(words)) {
        const places = found.get(word);
        if (places === undefined) found.set(word, [part]);
        else places.push(part);
      }
    }
  }
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return {pages, parts, words: Object.fromEntries(sorted)};
}

/** The page itself, and each section and figure in it that has an id. */
function partsOf(main: HtmlElement, title: string): Part[] {
  const parts: Part[] = [{id: "", heading: title, words: searchWords(title)}];
  const visit = (node: HtmlNode, part: Part) => {
    if ("value" in node) part.words.push(...searchWords(node.value));
    if (!("childNodes" in node)) return;
    let own = part;
    if ("tagName" in node) {
      if (skipped.has(node.tagName) || attribute(node, "role") === "tooltip") return;
      const id = attribute(node, "id");
      if (id !== undefined && /^(section|figure|dt)$/.test(node.tagName)) {
        own = {id, heading: headingOf(node), words: []};
        parts.push(own);
      }
    }
    let last = own;
    for (const child of node.childNodes) {
      const before = parts.length;
      visit(child, last);
      // A definition belongs to the term above it.
      if ("tagName" in child && child.tagName === "dt" && parts.length > before) last = parts[before];
    }
  };
  visit(main, parts[0]);
  return parts;
}

function headingOf(element: HtmlElement): string {
  if (element.tagName === "dt") return textOf(element);
  const [heading] = ["h2", "h3"].flatMap((tag) => elements(element, tag));
  return heading === undefined ? "" : textOf(elements(heading, "a")[0] ?? heading);
}

/** All text inside an element, but not definitions that show at hover. */
function textOf(node: HtmlNode | undefined): string {
  if (node === undefined) return "";
  if ("value" in node) return node.value;
  if (!("childNodes" in node) || ("tagName" in node && attribute(node, "role") === "tooltip")) return "";
  return node.childNodes
    .map((child) => textOf(child))
    .join(" ")
    .replace(/\s+/g, " ")
    .trim();
}
