const pairs = /(\d) (?=(?:%|years?|months?|days?)(?![\p{L}\d]))/gu;

/** A text whose numbers stay in one line with their units: "95 %", "5 years". */
export function unbroken(text: string): string {
  return text.replace(pairs, "$1\u00a0");
}
