import {type Markup, tag} from "../markup.js";

/** Characters that cannot be seen, with a sign to be seen and a name. */
const invisible: ReadonlyMap<string, readonly [string, string]> = new Map([
  ["\t", ["⇥", "tab"]],
  ["\r", ["␍", "carriage return"]],
  ["\n", ["␊", "line feed"]],
  ["\u00a0", ["⍽", "no-break space"]],
  ["\u202f", ["⍽", "narrow no-break space"]],
  ["\u200b", ["∅", "zero-width space"]],
  ["\ufeff", ["∅", "byte-order mark"]]
]);

/** Raw text with what cannot be seen made visible: tabs, line ends, no-break spaces, and spaces at either end. */
export function writtenText(text: string): (Markup | string)[] {
  const parts: (Markup | string)[] = [];
  let plain = "";
  const inner = [text.search(/[^ ]/), text.trimEnd().length];
  [...text].forEach((letter, i) => {
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
  const signs: Readonly<Record<string, string>> = {LF: "␊", CRLF: "␍␊", CR: "␍"};
  return mark(signs[lineEnd] ?? "", `line end ${lineEnd}`);
}

function mark(sign: string, name: string): Markup {
  return tag("span", {class: "invisible", title: name}, sign);
}
