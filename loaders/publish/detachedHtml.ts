import {mkdir, readFile, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {defaultTreeAdapter, parseFragment} from "parse5";
import {frameworkHtml} from "./frameworkHtml.js";
import {attribute, elements, type HtmlDocument, type HtmlElement} from "./htmlTree.js";
import {SiteError} from "./siteError.js";

/** A page's Markdown with a mark in the place of each block of HTML that was taken out of it. */
export interface DetachedPage {
  readonly markdown: string;
  /** The blocks, in the order of their marks. */
  readonly blocks: readonly string[];
}

/** Attribute of the element that stands for a block; its value is the block's number. */
const mark = "data-detached";

/** A block of HTML as Markdown knows it: it begins with one of these tags and ends at an empty line. */
const blockStart = /^<(?:article|div|section)[\s>]/;
/** What Framework does more with than write it down: code, files that it publishes, scripts. */
const forFramework =
  /\$\{|<(?:audio|img|link|observablehq-loading|picture|script|source|style|template|video)[\s>]|<!--|\sdownload[\s=>]|\slanguage-|"language-/;

/**
 * Takes the blocks of HTML out of a page's Markdown: Framework parses the whole of a page several times, and finished HTML
 * need not pass through it. Blocks in which it would find something to run or to publish stay.
 */
export function detachHtml(markdown: string): DetachedPage {
  const blocks: string[] = [];
  let fenced = false;
  // At empty lines, which are kept; a fence may hold some.
  const parts = markdown.split(/(\n{2,})/).map((part) => {
    const inside = fenced;
    if ((part.match(/^```/gm)?.length ?? 0) % 2 === 1) fenced = !fenced;
    if (inside || !blockStart.test(part) || forFramework.test(part)) return part;
    const end = /\n$/.exec(part)?.[0] ?? "";
    blocks.push(part.slice(0, part.length - end.length));
    return `<div ${mark}="${blocks.length - 1}"></div>${end}`;
  });
  return {markdown: parts.join(""), blocks};
}

/**
 * Puts the blocks of a page back into what Framework made of it, as Framework would have written them.
 *
 * @param path of the page inside the site, without extension, e.g. `reports/eln`
 * @throws {SiteError} if the marks are not those of the blocks
 */
export function attachHtml(document: HtmlDocument, path: string, blocks: readonly string[]): void {
  const marks = elements(document, "div").filter((element) => attribute(element, mark) !== undefined);
  const numbers = marks.map((element) => Number(attribute(element, mark)));
  if (numbers.length !== blocks.length || numbers.some((number, i) => number !== i))
    throw new SiteError(`${path}: has ${numbers.length} of ${blocks.length} blocks of HTML`);
  marks.forEach((element, i) => replace(element, path, blocks[i]));
}

/** Writes the blocks of a page into a folder, from which {@link readDetached} reads them; nothing for a page without any. */
export async function writeDetached(folder: string, path: string, blocks: readonly string[]): Promise<void> {
  if (blocks.length === 0) return;
  const file = join(folder, `${path}.json`);
  await mkdir(dirname(file), {recursive: true});
  await writeFile(file, JSON.stringify(blocks));
}

/** The blocks of a page; none for a page that has no file in the folder, or without a folder. */
export async function readDetached(folder: string | null, path: string): Promise<string[]> {
  if (folder === null) return [];
  try {
    return JSON.parse(await readFile(join(folder, `${path}.json`), "utf8")) as string[];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function replace(element: HtmlElement, path: string, block: string): void {
  const parent = element.parentNode!;
  const fragment = parseFragment(element, block, {});
  frameworkHtml(fragment, path);
  for (const child of [...fragment.childNodes]) {
    defaultTreeAdapter.detachNode(child);
    defaultTreeAdapter.insertBefore(parent, child, element);
  }
  defaultTreeAdapter.detachNode(element);
}
