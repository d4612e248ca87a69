import {readdirSync, readFileSync} from "node:fs";
import {join, relative, sep} from "node:path";
import {parse} from "parse5";
import type {SearchIndex} from "../../src/model/searchIndex.js";
import {searchWords} from "../../src/model/searchIndex.js";
import {attribute, elements, type HtmlElement, type HtmlNode} from "./htmlTree.js";

/** What is not looked for: pictures, numbers behind figures, navigation, scripts, addresses. */
const skipped = new Set(["svg", "table", "nav", "script", "style", "code", "template", "noscript"]);

/** A part of a page that has an address of its own. */
interface Part {
  readonly id: string;
  readonly heading: string;
  readonly words: string[];
}

/**
 * The words of all pages of a built site by the part of the page in which they stand. The text of pages that scripts draw is
 * not in them; those pages are found by their title and what stands in their place.
 */
export function searchIndex(site: string): SearchIndex {
  const pages: [string, string][] = [];
  const parts: [number, string, string][] = [];
  const found = new Map<string, number[]>();
  for (const path of htmlFiles(site)) {
    const document = parse(readFileSync(join(site, path), "utf8"));
    const [main] = elements(document, "main");
    if (main === undefined) continue;
    const title = textOf(elements(document, "title")[0]).replace(/ \| [^|]*$/, "");
    const page = pages.push([path.replace(/(?:^|(?<=\/))index\.html$|\.html$/, ""), title]) - 1;
    for (const {id, heading, words} of partsOf(main, title)) {
      const part = parts.push([page, id, heading]) - 1;
      for (const word of new Set(words)) found.set(word, [...(found.get(word) ?? []), part]);
    }
  }
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return {pages, parts, words: Object.fromEntries(sorted)};
}

function htmlFiles(site: string): string[] {
  return readdirSync(site, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile() && entry.name.endsWith(".html") && entry.name !== "404.html")
    .map((entry) => relative(site, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
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
