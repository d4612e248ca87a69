const residues: Readonly<Record<string, string>> = {
  ...{A: "Ala", C: "Cys", D: "Asp", E: "Glu", F: "Phe", G: "Gly", H: "His", I: "Ile", K: "Lys", L: "Leu"},
  ...{M: "Met", N: "Asn", P: "Pro", Q: "Gln", R: "Arg", S: "Ser", T: "Thr", V: "Val", W: "Trp", Y: "Tyr"},
  "*": "Ter"
};

/** A change of the protein with three-letter amino acids: `p.R882H` → `p.Arg882His`, `p.R213*` → `p.Arg213Ter`. */
export function threeLetterProtein(protein: string): string {
  return protein.replace(/[A-Z](?=\d)|(?<=\d)[A-Z*]$/gu, (letter) => residues[letter]);
}
