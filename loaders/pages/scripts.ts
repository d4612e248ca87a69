import {type Markup, tag} from "./markup.js";

const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻ᵀ";
const raisedAs = "0123456789−T";
const lowered = "₀₁₂₃₄₅₆₇₈₉ᵢ";
const loweredAs = "0123456789i";
const scripts = new RegExp(`([${raised}]+)|([${lowered}]+)|_([\\p{L}\\d]+)|\\^([\\p{L}\\d]+)`, "gu");

/**
 * A formula or a power of ten with its superscripts and subscripts as elements: few typefaces have all of these letters, and
 * those of several in one number do not fit together. Besides the letters themselves, `_k` and `^τ` are read.
 */
export function withScripts(text: string): (Markup | string)[] {
  const parts: (Markup | string)[] = [];
  let from = 0;
  for (const match of text.matchAll(scripts)) {
    const [whole, up, down, below, above] = match;
    parts.push(text.slice(from, match.index));
    from = match.index + whole.length;
    const high = above ?? (up === undefined ? undefined : translated(up, raised, raisedAs));
    const low = below ?? (down === undefined ? undefined : translated(down, lowered, loweredAs));
    parts.push(high === undefined ? tag("sub", {}, low ?? "") : tag("sup", {}, high));
  }
  return [...parts, text.slice(from)].filter((part) => part !== "");
}

function translated(text: string, from: string, to: string): string {
  return Array.from(text, (letter) => to[from.indexOf(letter)]).join("");
}
