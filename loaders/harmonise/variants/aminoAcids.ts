/** One-letter codes of amino acids by their three-letter codes (IUPAC-IUB); `Ter` is the end of translation. */
const threeLetter: Readonly<Record<string, string>> = {
  Ala: "A",
  Arg: "R",
  Asn: "N",
  Asp: "D",
  Cys: "C",
  Gln: "Q",
  Glu: "E",
  Gly: "G",
  His: "H",
  Ile: "I",
  Leu: "L",
  Lys: "K",
  Met: "M",
  Phe: "F",
  Pro: "P",
  Pyl: "O",
  Sec: "U",
  Ser: "S",
  Thr: "T",
  Trp: "W",
  Tyr: "Y",
  Val: "V",
  Xaa: "X",
  Ter: "*"
};

const pattern = new RegExp(Object.keys(threeLetter).join("|"), "g");

/**
 * Writes three-letter codes in one letter. Unambiguous, because in one-letter text lower-case letters occur only in
 * the words of HGVS (`fs`, `del`, `dup`, `ins`, `ext`), none of which follows a capital letter to form such a code.
 */
export function oneLetter(text: string): string {
  return text.replace(pattern, (code) => threeLetter[code]);
}
