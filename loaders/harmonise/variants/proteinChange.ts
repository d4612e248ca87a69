import {oneLetter} from "./aminoAcids.js";

/** A change of a protein as HGVS describes it. */
export interface ProteinChange {
  /** One-letter HGVS: `p.R882H`, `p.W288fs*12`, `p.P95_R102del`. */
  readonly text: string;
  /** First affected codon; null where the description names none (`p.?`, `p.=`). */
  readonly start: number | null;
  readonly kind:
    | "substitution"
    | "stop"
    | "synonymous"
    | "frameshift"
    | "deletion"
    | "duplication"
    | "insertion"
    | "delins"
    | "extension"
    | "start_lost"
    | "splice"
    | "unknown";
  /** True if the reading frame is kept and no stop is gained; null where the description does not tell. */
  readonly inFrame: boolean | null;
}

type Kind = ProteinChange["kind"];

const residue = "[A-Z*]";
const site = `(${residue})([1-9]\\d{0,5})`;
const range = `${site}(?:_${site})?`;
const added = "([A-Z]+\\*?|\\*|\\(?\\d+\\)?)";

/** Longer texts are not read: the longest insertions reported in AML have some hundred residues. */
const longest = 1000;

/** A form of HGVS: what it looks like once in one letter, and what it says. */
interface Form {
  readonly pattern: RegExp;
  readonly read: (match: readonly string[]) => ProteinChange | null;
}

const change = (kind: Kind, text: string, start: string | null, inFrame: boolean | null): ProteinChange => ({
  kind,
  text: `p.${text}`,
  start: start === null ? null : Number(start),
  inFrame
});

/** `A1` or `A1_B2`; null if the range runs backwards. */
function rangeText(a: string, i: string, b: string | undefined, j: string | undefined): string | null {
  if (b === undefined || j === undefined || (i === j && a === b)) return `${a}${i}`;
  return Number(i) < Number(j) ? `${a}${i}_${b}${j}` : null;
}

function overRange(
  kind: Kind,
  [, a, i, b, j]: readonly string[],
  word: string,
  inFrame: boolean
): ProteinChange | null {
  const where = rangeText(a, i, b, j);
  return where === null ? null : change(kind, where + word, i, inFrame);
}

const addedText = (text: string): string => (/\d/.test(text) ? `(${text.replace(/[()]/g, "")})` : text);

/** The forms in the order in which they are tried; each matches the whole text. */
const forms: readonly Form[] = [
  {pattern: /^=$/, read: () => change("synonymous", "=", null, true)},
  {pattern: /^(?:\?|0\?|0)$/, read: ([text]) => change("unknown", text, null, null)},
  {pattern: new RegExp(`^${site}=$`), read: ([, a, i]) => change("synonymous", `${a}${i}=`, i, true)},
  {pattern: /^M1\??$/, read: () => change("start_lost", "M1?", "1", false)},
  // Only the codon is known, with or without the question mark.
  {pattern: new RegExp(`^${site}\\??$`), read: ([, a, i]) => change("unknown", `${a}${i}?`, i, null)},
  {pattern: new RegExp(`^${site}_splice$`), read: ([, a, i]) => change("splice", `${a}${i}_splice`, i, null)},
  {
    // `fs`, `Afs*12`, `fsX12`, `fs*?`, `fs*>12`: the first new residue is left out, because many sources do not give it.
    pattern: new RegExp(`^${site}(?:[A-Z])?fs(?:[*X](\\d+|\\?|>\\d+)?)?$`),
    read: ([, a, i, stop]) =>
      change("frameshift", `${a}${i}fs${stop === undefined ? "" : `*${stop.startsWith(">") ? "?" : stop}`}`, i, false)
  },
  {
    pattern: new RegExp(`^${site}([A-Z])?ext([*M]?)(-?\\d+|\\?)?$`),
    read: ([, a, i, b, end, n]) => change("extension", `${a}${i}${b ?? ""}ext${end}${n ?? ""}`, i, null)
  },
  {
    // Before `del`, whose deleted residues may be written out.
    pattern: new RegExp(`^${range}(?:delins|indel|del[A-Z]*ins|>)${added}$`),
    read: (match) => delins(match)
  },
  {
    pattern: new RegExp(`^${range}del[A-Z]*$`),
    read: (match) => overRange("deletion", match, "del", true)
  },
  {
    pattern: new RegExp(`^${range}dup[A-Z]*$`),
    read: (match) => overRange("duplication", match, "dup", true)
  },
  {
    pattern: new RegExp(`^${site}_${site}ins${added}$`),
    read: (match) => overRange("insertion", match, `ins${addedText(match[5])}`, !match[5].includes("*"))
  },
  {
    pattern: new RegExp(`^${site}(${residue})$`),
    read: ([, a, i, b]) => substitution(a, i, b)
  }
];

function substitution(a: string, i: string, written: string): ProteinChange {
  // X stood for the end of translation before `*` did.
  const b = written === "X" ? "*" : written;
  if (a === b) return change("synonymous", `${a}${i}=`, i, true);
  if (b === "*") return change("stop", `${a}${i}*`, i, false);
  if (a === "*") return change("extension", `${a}${i}${b}`, i, null);
  return change("substitution", `${a}${i}${b}`, i, true);
}

function delins(match: readonly (string | undefined)[]): ProteinChange | null {
  const [, a = "", i = "", , j, text = ""] = match;
  if (j === undefined && /^[A-Z*]$/.test(text)) return substitution(a, i, text);
  return overRange("delins", match as readonly string[], `delins${addedText(text)}`, !text.includes("*"));
}

/**
 * Reads the HGVS description of a change of one protein, in one- or three-letter codes, with or without the reference
 * sequence, `p.` and parentheses, and old spellings (`X` for a stop, `E309>GRQ`, deleted residues written out).
 * Equal changes get equal texts: one-letter codes, `*` for a stop, no deleted or duplicated residues, no first new
 * residue of a frameshift. Source: HGVS Nomenclature 21, den Dunnen et al., Hum Mutat 2016;37:564.
 *
 * @returns null if the text is not such a description
 */
export function proteinChange(text: string): ProteinChange | null {
  if (text.length > longest) return null;
  const bare = text
    .trim()
    .replace(/^[A-Za-z0-9_.-]+:(?=p\.)/, "")
    .replace(/^p\./, "");
  const open = bare.startsWith("(") && bare.endsWith(")");
  const written = oneLetter(open ? bare.slice(1, -1) : bare);
  for (const {pattern, read} of forms) {
    const match = pattern.exec(written);
    if (match) return read(match);
  }
  return null;
}
