import {countsIn} from "../gate/countsInText.js";
import {countsInTables} from "./scanTables.js";

const spoken = /\s(?:aria-label|aria-description|title|alt)="([^"]*)"/gu;

/**
 * Numbers of patients or events that a page says, in its text, in what it says to screen readers and in tooltips, and that
 * are no count which the registry shows. By the words beside them ("12 patients", "n = 12"), and in tables by the head of the
 * column and as shares; any other number is not looked at.
 */
export function scanHtml(
  html: string,
  counts: ReadonlyMap<string, number | null>,
  declared: ReadonlySet<string>
): string[] {
  const said = textsOf(html).flatMap((text) => countsIn(text, {fractions: false}));
  return notShown([...said, ...countsInTables(html)], counts, declared);
}

/** What a page says: its names for screen readers, its tooltips and its texts, each paragraph or cell for itself. */
export function textsOf(html: string): string[] {
  return [
    ...[...html.matchAll(spoken)].map(([, text]) => text),
    ...html
      .replace(/<(script|style)\b[\s\S]*?<\/\1>/giu, " ")
      // Parts of a sentence stay together, cells and paragraphs do not.
      .replace(/<\/?(?:b|strong|em|i|span|a|tspan|abbr|sup|sub)\b[^>]*>/giu, "")
      .split(/<[^>]*>/u)
  ].map((text) => text.replaceAll("&nbsp;", " ").replaceAll("&#160;", " "));
}

/** Those of some numbers that are no count which the registry shows, a line for each. */
export function notShown(
  numbers: readonly string[],
  counts: ReadonlyMap<string, number | null>,
  declared: ReadonlySet<string>
): string[] {
  const shown = new Set([...counts.values()].flatMap((n) => (n === null ? [] : [String(n)])));
  const unknown = numbers.filter((n) => !shown.has(n) && !declared.has(n));
  return [...new Set(unknown)].map((n) => `says a count of ${n}, which the cell registry does not show`);
}
