import type {Random} from "../random.js";

/** A stretch of one chromosome with one copy number (GRCh37). */
export interface Segment {
  readonly chromosome: string;
  /** First and last base, counted from 1. */
  readonly start: number;
  readonly end: number;
  readonly probes: number;
  readonly log2Ratio: number;
}

/** Lengths of the chromosomes in GRCh37, base pairs. */
export const chromosomeLengths: Readonly<Record<string, number>> = {
  "1": 249250621,
  "2": 243199373,
  "3": 198022430,
  "4": 191154276,
  "5": 180915260,
  "6": 171115067,
  "7": 159138663,
  "8": 146364022,
  "9": 141213431,
  "10": 135534747,
  "11": 135006516,
  "12": 133851895,
  "13": 115169878,
  "14": 107349540,
  "15": 102531392,
  "16": 90354753,
  "17": 81195210,
  "18": 78077248,
  "19": 59128983,
  "20": 63025520,
  "21": 48129895,
  "22": 51304566,
  X: 155270560,
  Y: 59373566
};

/** A change of copies along part of a chromosome. */
interface Change {
  readonly chromosome: string;
  readonly start: number;
  readonly end: number;
  readonly copies: -1 | 1;
}

/** Where the bands at which the simulator breaks chromosomes lie, in millions of bases (GRCh37, rounded). */
const deletions: Readonly<Record<string, readonly [chromosome: string, start: number, end: number]>> = {
  "del(5)(q13q33)": ["5", 66.7, 160],
  "del(5)(q22q35)": ["5", 109.6, 180.915],
  "del(7)(q22)": ["7", 98, 159.138],
  "del(7)(q22q34)": ["7", 98, 143.1],
  "add(7)(p22)": ["7", 0, 7.3],
  "add(7)(p15)": ["7", 0, 28.8],
  "del(17)(p12)": ["17", 0, 16],
  "add(17)(p11)": ["17", 0, 22.2],
  "del(9)(q13q22)": ["9", 68.7, 102.6],
  "del(9)(q21)": ["9", 72.2, 141.213],
  "del(4)(q21)": ["4", 76.3, 191.154],
  "del(12)(p12)": ["12", 0, 26.5],
  "add(12)(p11)": ["12", 0, 33.3],
  "del(18)(q21)": ["18", 43.5, 78.077],
  "del(20)(q11q13)": ["20", 29.4, 58.4],
  "add(1)(p36)": ["1", 0, 28],
  "del(13)(q12q14)": ["13", 19.5, 55.3],
  "del(6)(q21)": ["6", 105.5, 171.115],
  "add(15)(p11)": ["15", 0, 15.8],
  "add(2)(q37)": ["2", 231, 243.199],
  "add(19)(q13)": ["19", 32.4, 59.128]
};

/** The changes of copy number that a karyotype tells. */
function changesOf(karyotype: string): Change[] {
  const changes = new Map<string, Change>();
  for (const [text, [chromosome, start, end]] of Object.entries(deletions)) {
    if (!karyotype.includes(text)) continue;
    const last = Math.min(chromosomeLengths[chromosome], Math.round(end * 1e6));
    changes.set(text, {chromosome, start: Math.round(start * 1e6) + 1, end: last, copies: -1});
  }
  for (const [text, sign, chromosome] of karyotype.matchAll(/([+-])(\d{1,2}|Y)(?=[,[/]|$)/gu))
    changes.set(text, {
      chromosome,
      start: 1,
      end: chromosomeLengths[chromosome],
      copies: sign === "+" ? 1 : -1
    });
  return [...changes.values()];
}

/**
 * The segments of an array: every chromosome, cut where copies are lost or gained by the karyotype. The log2 ratio is that
 * of the share of cells with the change, with the noise of a segment.
 *
 * @param karyotype ISCN text
 * @param isDiscordant leaves out one change of the karyotype, or adds a gain of chromosome 8 where it has none
 */
export function drawSegments(
  karyotype: string,
  sex: "female" | "male",
  isDiscordant: boolean,
  random: Random
): Segment[] {
  const told = changesOf(karyotype);
  const gain8: Change = {chromosome: "8", start: 1, end: chromosomeLengths["8"], copies: 1};
  const changes = !isDiscordant ? told : told.length > 0 ? told.slice(1) : [gain8];
  const share = 0.55 + 0.4 * random.uniform();
  const segments: Segment[] = [];
  for (const [chromosome, length] of Object.entries(chromosomeLengths)) {
    if (chromosome === "Y" && sex === "female") continue;
    const here = changes.filter((change) => change.chromosome === chromosome);
    const cuts = [...new Set([1, length + 1, ...here.flatMap(({start, end}) => [start, end + 1])])].sort(
      (a, b) => a - b
    );
    const normal = sex === "male" && (chromosome === "X" || chromosome === "Y") ? 1 : 2;
    for (let k = 0; k + 1 < cuts.length; ++k) {
      const [start, end] = [cuts[k], cuts[k + 1] - 1];
      const copies = here.reduce((sum, d) => sum + (d.start <= start && d.end >= end ? d.copies : 0), 0);
      const mean = Math.log(Math.max(0.25, normal + share * copies) / normal) / Math.LN2;
      const noise = random.normal(0, 0.03);
      segments.push({
        chromosome,
        start,
        end,
        probes: Math.max(3, Math.round(((end - start + 1) / 1200) * (0.9 + 0.2 * random.uniform()))),
        log2Ratio: Math.round((mean + noise) * 1000) / 1000
      });
    }
  }
  return segments;
}
