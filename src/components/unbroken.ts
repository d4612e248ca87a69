const pairs = /(\d) (?=(?:%|years?|months?|days?)(?![\p{L}\d]))/gu;

const equations = /(?<![\p{L}\d])(\p{L}²?) ([=<≤]) (?=[−\d])/gu;
const intervals = /(%[ \u00a0]CI) (?=[−\d])/gu;

/** A text whose numbers stay in one line with their units: "95 %", "5 years". */
export function unbroken(text: string): string {
  return text.replace(pairs, "$1\u00a0");
}

/** As `unbroken`, and so that a number stays with what it is a number of: "p = 0.03", "95 % CI 0.71–0.99". */
export function unbrokenResults(text: string): string {
  return unbroken(text)
    .replace(equations, "$1\u00a0$2\u00a0")
    .replace(intervals, "$1\u00a0")
    .replaceAll("\u00a0% CI", "\u00a0%\u00a0CI");
}
