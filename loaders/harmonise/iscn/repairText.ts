/** A typographic repair: its name in the findings, what it looks for and what it puts in its place. */
interface Repair {
  readonly name: string;
  readonly pattern: RegExp;
  readonly replacement: string;
}

// Every quantifier is bounded or followed by something it cannot match: the time is linear in the length of the text.
const repairs: readonly Repair[] = [
  {name: "unicode_minus", pattern: /[\u2010-\u2015\u2212]/g, replacement: "-"},
  {name: "words_among_others", pattern: /\bu\.\s?a\.\s?mit\b/gi, replacement: ""},
  // t(15;17);(q22;q21)
  {name: "stray_semicolon", pattern: /\);(?=\([pq])/g, replacement: ")"},
  // del(5(q31q33)
  {name: "missing_closing_parenthesis", pattern: /\((\d{1,2}|X|Y)\((?=[pq])/g, replacement: "($1)("},
  // t(5;13)q22;q31)
  {name: "missing_opening_parenthesis", pattern: /\)(?=[pq][\dpq.;?]{0,20}\))/g, replacement: ")("},
  // der(2)(del(2)(p16p23)
  {name: "stray_parenthesis", pattern: /\)\((?=(?:del|add|inv|ins|dup|der|t|i)\()/g, replacement: ")"},
  // t(3;3)(q21;26)
  {name: "missing_arm", pattern: /([pq])(\d{1,2}(?:\.\d{1,2})?);(?=\d{1,2}(?:\.\d{1,2})?\))/g, replacement: "$1$2;$1"},
  // 45 X,-Y
  {name: "missing_comma", pattern: /^(\d{2,3})\s+(?=[XY])/g, replacement: "$1,"},
  // 47,XX+8
  {name: "missing_comma", pattern: /(\d,\s?[XY]{1,6})(?=[+-])/g, replacement: "$1,"},
  // del(5)(q13)-7, idem+r
  {name: "missing_comma", pattern: /(\)|idem)(?=[+-](?:\d|X|Y|r\b|mar|der|del|add|i\())/g, replacement: "$1,"},
  // -18[3]-20[3]
  {name: "missing_comma", pattern: /\](?=[+-]\d)/g, replacement: "],"},
  // +mar[6]cp[9]
  {name: "composite_in_brackets", pattern: /(?:\[\d{0,3}\])?(?<![a-z])cp\[(?=\d)/g, replacement: "[cp"},
  // [12]46,XX
  {name: "missing_slash", pattern: /\] {0,2}(?=\d{2},)/g, replacement: "]/"},
  // (Schlechte Qualität des Materials)
  {name: "remark", pattern: /\s{0,2}\((?=[^()]{0,80}[a-zäöüß_]{5})[^()]{0,120}\)/g, replacement: ""}
];

/**
 * Mends what is mistyped in an ISCN text but means one thing only, and counts each repair by name. `na` as an item is a
 * loss of chromosome 9 that a replacement of missing codes has destroyed (`-9`); as the whole text it is not touched.
 */
export function repairText(text: string): {text: string; repairs: Record<string, number>} {
  const counts: Record<string, number> = {};
  let mended = text.replaceAll("\u00a0", " ").trim();
  for (const {name, pattern, replacement} of repairs) {
    const found = mended.match(pattern)?.length ?? 0;
    if (found === 0) continue;
    counts[name] = (counts[name] ?? 0) + found;
    mended = mended.replace(pattern, replacement);
  }
  const losses = mended.match(/,\s?na(?=\s?[,[/\n]|$)/g)?.length ?? 0;
  if (losses > 0) {
    counts.na_for_loss_of_9 = losses;
    mended = mended.replace(/,\s?na(?=\s?[,[/\n]|$)/g, ",-9");
  }
  return {text: mended, repairs: counts};
}
