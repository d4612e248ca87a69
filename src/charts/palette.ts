/** How a group is drawn: a colour (CSS, changes with light and dark), and a line style and symbol that work without it. */
export interface GroupStyle {
  readonly colour: string;
  /** SVG dash pattern; empty = solid. */
  readonly dash: string;
  /** Place in the list of symbols: see `groupSymbol`. */
  readonly symbol: number;
}

/** Colours with a fixed meaning everywhere (Okabe and Ito's palette), as custom properties of the style sheet. */
const fixed: Readonly<Record<string, string>> = {
  favourable: "var(--favourable)",
  intermediate_1: "var(--intermediate)",
  intermediate_2: "var(--intermediate-2)",
  intermediate: "var(--intermediate)",
  adverse: "var(--adverse)",
  apl: "var(--apl)",
  midostaurin: "var(--group-1)",
  placebo: "var(--group-6)",
  standard: "var(--group-6)",
  AMLSG: "var(--source-amlsg)",
  RATIFY: "var(--source-ratify)",
  HOVON: "var(--source-hovon)",
  mutated: "var(--mutated)",
  present: "var(--mutated)",
  true: "var(--group-1)",
  false: "var(--group-6)",
  wild_type: "var(--wild-type)",
  absent: "var(--wild-type)",
  mrd_non_dta: "var(--group-2)",
  mrd_dta_only: "var(--group-4)",
  mrd_none: "var(--group-1)"
};

const sequence = [
  "var(--group-1)",
  "var(--group-2)",
  "var(--group-3)",
  "var(--group-4)",
  "var(--group-5)",
  "var(--group-6)"
];
const dashes = ["", "7 2.5", "2 2", "9 2.5 2 2.5", "12 3", "1 2.5"];

/** Style of the whole cohort and of whatever has no group. */
export const wholeCohort: GroupStyle = {colour: "var(--accent)", dash: "", symbol: 0};

/** True for a category whose colour means the same in every figure. */
export function hasOwnColour(code: string): boolean {
  return code in fixed;
}

/**
 * Styles of the groups of one figure in their order. Categories with a fixed meaning keep their colour wherever they
 * are drawn; others take the sequence in order. Line styles and symbols differ, so that print without colour can be
 * read.
 */
export function groupStyles(codes: readonly (string | null)[]): GroupStyle[] {
  let next = 0;
  return codes.map((code, i) => ({
    colour: code === null ? "var(--unknown)" : (fixed[code] ?? sequence[next++ % sequence.length]),
    // Shifted by one in every round, so that no two of the first 36 have both the colour and the dashes of another.
    dash: dashes[(i + Math.floor(i / dashes.length)) % dashes.length],
    symbol: i
  }));
}

/** Ends and middle of the diverging scale of odds ratios: seldom together, as often as by chance, often together. */
export const divergingColours = {apart: "var(--loss)", middle: "var(--paper)", together: "var(--gain)"} as const;

/** Colours of the states of a gene: mutated in the accent, wild type light; not tested is hatched, never a colour. */
export const geneStateColours = {mutated: "var(--mutated)", wildType: "var(--hairline)"} as const;

/** Colours of an ordered category, from light to full; what is not known has no colour of the order. */
export function orderedColours(count: number): string[] {
  return Array.from({length: count}, (_, i) => {
    const share = count === 1 ? 100 : Math.round(20 + (80 * i) / (count - 1));
    return `color-mix(in srgb, var(--accent) ${share}%, var(--paper))`;
  });
}
