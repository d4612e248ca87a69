/** Lower half of the payload by which R tells a missing number from other NaN. */
const naPayload = 1954;

/** Whether a number is R's `NA_real_`; other NaN are not. */
export function isMissing(values: Float64Array, index: number): boolean {
  if (!Number.isNaN(values[index])) return false;
  return new Uint32Array(values.buffer, values.byteOffset + 8 * index, 1)[0] === naPayload;
}

/**
 * A number as `as.character` writes it: at most 15 digits, in whichever of the two notations is shorter.
 *
 * @param scipen by how many characters the fixed notation may be longer
 */
export function realText(value: number, scipen: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Inf" : "-Inf";
  if (value === 0) return "0";
  const [mantissa, power] = value.toExponential(14).split("e");
  const digits = mantissa.replace(/\.?0+$/, "");
  const exponent = Number(power);
  const significant = digits.replace(/[-.]/g, "").length;
  const fixed = value.toFixed(Math.min(100, Math.max(0, significant - 1 - exponent)));
  const sign = exponent < 0 ? "-" : "+";
  const scientific = `${digits}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
  return fixed.length <= scientific.length + scipen ? fixed : scientific;
}
