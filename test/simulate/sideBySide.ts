import type {Comparison} from "../../loaders/simulate/comparison.js";
import {normalQuantile} from "../../loaders/simulate/normalDistribution.js";

/** Distance in standard errors up to which chance explains a figure among so many (Bonferroni, family-wise 5 %). */
export function chanceLimit(rows: readonly Comparison[]): number {
  return -normalQuantile(0.025 / rows.length);
}

/** Published and simulated figures in a table of text, those outside their tolerance marked. */
export function sideBySide(rows: readonly Comparison[]): string {
  const [block, quantity] = (["block", "quantity"] as const).map((key) =>
    Math.max(...rows.map((row) => row[key].length))
  );
  const number = (value: number, digits: number, width: number) => value.toFixed(digits).padStart(width);
  const line = (d: Comparison) =>
    `${d.isWithin ? " " : "!"} ${d.block.padEnd(block)} ${d.quantity.padEnd(quantity)} ${number(d.published, 2, 9)} ${number(d.simulated, 2, 9)} ${number(d.z, 1, 5)}`;
  const outside = rows.filter(({isWithin}) => !isWithin).length;
  return [
    `  ${"block".padEnd(block)} ${"figure".padEnd(quantity)} published simulated     z`,
    ...rows.map(line),
    `${outside} of ${rows.length} outside their tolerance; chance explains up to z = ${chanceLimit(rows).toFixed(2)}`
  ].join("\n");
}
