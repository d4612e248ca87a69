import type {Markup} from "../../pages/markup.js";

/**
 * A drawing as part of a page's Markdown: its ids made the page's own by a prefix, which does not depend on what was drawn
 * before it, and nothing left in it that Framework would run or Markdown would read.
 */
export function svgMarkup(drawing: SVGElement, prefix: string): Markup {
  const own = withOwnIds(drawing.outerHTML, prefix);
  const html = own.replace(/[`$\\{}]/g, (letter) => `&#${letter.charCodeAt(0)};`).replace(/\p{Cc}+/gu, " ");
  return {html};
}

/** The text of a drawing in which every id, and what refers to it, begins with the prefix. */
export function withOwnIds(text: string, prefix: string): string {
  const ids = [...new Set([...text.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]))];
  const names = new Map(ids.map((id, i) => [id, `${prefix}-${id.replace(/-?\d+/, "")}${i}`]));
  return text
    .replace(/ id="([^"]+)"/g, (_, id: string) => ` id="${names.get(id)!}"`)
    .replace(/url\(#([^)]+)\)/g, (whole, id: string) => (names.has(id) ? `url(#${names.get(id)!})` : whole))
    .replace(/ (aria-(?:labelledby|describedby))="([^"]+)"/g, (_, name: string, id: string) => {
      return ` ${name}="${names.get(id) ?? id}"`;
    });
}
