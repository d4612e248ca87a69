import {unbrokenResults} from "../../../src/components/unbroken.js";
import type {GlossaryTerm} from "../../pages/glossary.js";
import {type Markup, tag} from "../../pages/markup.js";

/** Writes text of a page: gene symbols in italics, words of the glossary with their definition where they first occur. */
export type Prose = (text: string) => (Markup | string)[];

/** The writer of one page; it remembers which words it has explained. */
export function proseWriter(genes: ReadonlySet<string>, glossary: readonly GlossaryTerm[]): Prose {
  const explained = new Set<string>();
  const words = new Map(glossary.flatMap((entry) => [entry.term, ...entry.also].map((word) => [word, entry])));
  // Single letters are too many and too often something else.
  const spelled = [...words.keys()].filter((word) => word.length > 1);
  const pattern = anyOf([...spelled, ...genes]);
  if (pattern === null) return (text) => unbrokenRanges(unbrokenResults(text));
  return (plain) => {
    const text = unbrokenResults(plain);
    const parts: (Markup | string)[] = [];
    let from = 0;
    for (const match of text.matchAll(pattern)) {
      parts.push(...unbrokenRanges(text.slice(from, match.index)));
      from = match.index + match[0].length;
      const entry = words.get(match[0]);
      const isNew = entry !== undefined && !explained.has(entry.slug);
      if (entry !== undefined) explained.add(entry.slug);
      const inner = italicGenes(match[0], genes);
      parts.push(...(isNew ? [term(entry, inner)] : inner));
    }
    return [...parts, ...unbrokenRanges(text.slice(from))].filter((part) => part !== "");
  };
}

/** Limits of an interval stay in one line, which no character that belongs to a text would do. */
function unbrokenRanges(text: string): (Markup | string)[] {
  const parts = text.split(/([\d.,]+–[\d.,]*\d(?:\u00a0%)?\)?)/);
  return parts.map((part, i) => (i % 2 === 1 ? tag("span", {class: "unbroken"}, part) : part));
}

/** Any of the words where it stands alone, longer ones before those that they begin with; null for none. */
function anyOf(words: readonly string[]): RegExp | null {
  if (words.length === 0) return null;
  const sorted = [...new Set(words)].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const list = sorted.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  return new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${list})(?![\\p{L}\\p{N}])`, "gu");
}

/** A symbol in italics, with what follows it (`-ITD`) upright. */
function italicGenes(text: string, genes: ReadonlySet<string>): (Markup | string)[] {
  const symbol = /^[A-Z][A-Z0-9]+/.exec(text)?.[0];
  if (symbol === undefined || !genes.has(symbol)) return [text];
  return [tag("i", {class: "gene"}, symbol), text.slice(symbol.length)].filter((part) => part !== "");
}

/**
 * A word with its definition, which style alone shows at hover and focus; the link leads to the glossary, for touch and for
 * paper.
 */
function term({slug, name, definition}: GlossaryTerm, inner: readonly (Markup | string)[]): Markup {
  const id = `definition-${slug}`;
  return tag(
    "dfn",
    {class: "term"},
    tag("a", {href: `/glossary#${slug}`, "aria-describedby": id}, ...inner),
    tag(
      "span",
      {class: "definition", id, role: "tooltip"},
      name === null ? null : tag("b", {}, `${name.charAt(0).toUpperCase()}${name.slice(1)}. `),
      definition
    )
  );
}
