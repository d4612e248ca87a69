import type {Bounds} from "./filter.js";

/** Written bounds: whole years of age, other numbers with up to six decimals; none is negative. */
const patterns = {age: /^(\d{0,3})-(\d{0,3})$/, number: /^(\d{0,7}(?:\.\d{1,6})?)-(\d{0,7}(?:\.\d{1,6})?)$/};
const oldest = 150;

/**
 * Reads `18-60`, `18-`, `-60`: inclusive; undefined if it is none of these. Ages are whole years up to 150.
 *
 * @param column of the cohort extract
 */
export function parseBounds(text: string, column: string): Bounds | undefined {
  const isAge = column === "age_years";
  const match = (isAge ? patterns.age : patterns.number).exec(text);
  if (match === null || text === "-") return undefined;
  const [from, to] = match.slice(1).map((digits) => (digits === "" ? null : Number(digits)));
  const highest = isAge ? oldest : Infinity;
  if ((from ?? 0) > highest || (to ?? 0) > highest || (from !== null && to !== null && from > to)) return undefined;
  return [from, to];
}

/** Bounds as {@link parseBounds} reads them. */
export function formatBounds([from, to]: Bounds): string {
  return `${plain(from)}-${plain(to)}`;
}

/** A number without exponent, to six decimals. */
function plain(value: number | null): string {
  return value === null ? "" : String(Number(value.toFixed(6)));
}
