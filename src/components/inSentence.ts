/** A label within a sentence: "Complete remission" without its capital, "ELN 2022" and "NPM1" as they are. */
export function inSentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label[0].toLowerCase() + label.slice(1) : label;
}
