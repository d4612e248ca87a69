import {type Markup, tag} from "../markup.js";

/** Characters that cannot be seen, with a sign to be seen and a name. */
const invisible: ReadonlyMap<string, readonly [string, string]> = new Map([
  ["\t", ["⇥", "tab"]],
  ["\r", ["CR", "carriage return"]],
  ["\n", ["LF", "line feed"]],
  ["\u00a0", ["NBSP", "no-break space"]],
  ["\u202f", ["NNBSP", "narrow no-break space"]],
  ["\u200b", ["ZWSP", "zero-width space"]],
  ["\ufeff", ["BOM", "byte-order mark"]]
]);

/** Raw text with what cannot be seen made visible: tabs, line ends, no-break spaces, and spaces at either end. */
export function writtenText(text: string): (Markup | string)[] {
  const parts: (Markup | string)[] = [];
  let plain = "";
  const inner = [text.search(/[^ ]/), text.trimEnd().length];
  Array.from(text).forEach((letter, i) => {
    const atEnd = letter === " " && (inner[0] < 0 || i < inner[0] || i >= inner[1]);
    const sign = atEnd ? (["·", "space"] as const) : invisible.get(letter);
    if (!sign) {
      plain += letter;
      return;
    }
    if (plain !== "") parts.push(plain);
    plain = "";
    parts.push(mark(...sign));
  });
  if (plain !== "") parts.push(plain);
  return parts;
}

/** The sign of a delimiter: itself where it can be seen. */
export function delimiterMark(delimiter: string): Markup {
  const [sign, name] = invisible.get(delimiter) ?? [delimiter, "delimiter"];
  return mark(sign, name);
}

/** The sign of a line end. */
export function lineEndMark(lineEnd: string): Markup {
  return mark(lineEnd, `line end ${lineEnd}`);
}

function mark(sign: string, name: string): Markup {
  return tag("span", {class: sign.length > 1 ? "invisible named" : "invisible", title: name}, sign);
}
