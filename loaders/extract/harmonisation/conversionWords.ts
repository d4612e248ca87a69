import {unitText} from "../../../src/charts/format.js";

/**
 * The arithmetic from a raw number to the harmonised one: `5,6 mmol/L × 1.6114 = 9.02 g/dL`; null where nothing was
 * converted, or the token is no number.
 *
 * @param token as delivered, with decimal point or comma
 * @param unit of the harmonised value, as printed
 * @param from unit in which the partner delivers; undefined where the release does not say
 * @param declared the factor, where the release says it; else it follows from the two numbers
 */
export function conversionWords(
  token: string,
  value: number,
  unit: string,
  from: string | undefined,
  declared: number | null = null
): string | null {
  const number = Number(token.replace(/^[<>≤≥]\s*/, "").replace(",", "."));
  if (token === "" || !Number.isFinite(number) || number === 0) return null;
  const factor = declared ?? value / number;
  if (Math.abs(factor - 1) < 1e-4) return null;
  const shown = Number(factor.toPrecision(6));
  const sign = isPower(factor) && factor < 1 ? `÷ ${Number((1 / factor).toPrecision(5))}` : `× ${shown}`;
  return `${token} ${from === undefined ? "" : unitText(from)} ${sign} = ${Number(value.toPrecision(4))} ${unit}`
    .replace(/\s+/g, " ")
    .trim();
}

/** True for a power of ten, to what a measurement of seven digits tells. */
function isPower(factor: number): boolean {
  const log = Math.log10(Math.abs(factor));
  return Math.abs(log - Math.round(log)) < 1e-4;
}
