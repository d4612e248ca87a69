import type {Finding} from "./findingLog.js";
import {acceptedUnits, unitFactor} from "./units.js";

/** Where the values of a variable usually lie, in the unit of the model. */
export interface UsualValues {
  /** Smallest and largest median of a cohort. */
  readonly median: readonly [number, number];
  /** Where nearly all patients lie. */
  readonly values: readonly [number, number];
}

/** A number column as far as its unit is concerned. */
export interface MeasuredColumn {
  /** Unit that the mapping declares. */
  readonly declared: string;
  /** Unit of the model. */
  readonly unit?: string;
}

/** Fewer values than this say nothing about their unit. */
const fewest = 20;

/** Share of the values from which on a second unit is suspected among them. */
const sizeable = 0.05;

/**
 * What a column's values say of its declared unit: how many were converted (`unit_converted`), whether their median
 * contradicts the unit (`unit_suspect`), and whether they mix units (`unit_mixed`: at least 5 % are usual only in another
 * accepted unit, and at least 5 % in the declared one). Zero has no unit and is left out. Nothing is converted on
 * suspicion; the unit that would fit is named.
 *
 * @param numbers every number delivered, also those that were refused
 * @param used how many of them gave a value
 */
export function unitFindings(
  name: string,
  numbers: readonly number[],
  used: number,
  {declared, unit: model = declared}: MeasuredColumn,
  usual: UsualValues | undefined
): Omit<Finding, "file">[] {
  const found: Omit<Finding, "file">[] = [];
  const factor = unitFactor(declared, model);
  if (declared !== model)
    found.push({
      rule: "unit_converted",
      severity: "info",
      n: used,
      checked: numbers.length,
      description: `${name}: converted from ${declared} to ${model} (× ${shown(factor)})`
    });
  if (!usual) return found;
  const sorted = Float64Array.from(numbers.filter((d) => d !== 0)).sort();
  const others = otherUnits(declared, model);
  found.push(
    suspect(name, sorted, declared, model, usual, others),
    mixed(name, sorted, declared, model, usual, others)
  );
  return found;
}

/** Other accepted units with the factor to the model's; units that write the same number are named together. */
function otherUnits(declared: string, model: string): [units: string, factor: number][] {
  const byFactor = new Map<number, string[]>();
  for (const other of acceptedUnits(model)) {
    const factor = unitFactor(other, model);
    if (factor !== unitFactor(declared, model)) byFactor.set(factor, [...(byFactor.get(factor) ?? []), other]);
  }
  return [...byFactor].map(([factor, units]) => [units.join(" or "), factor]);
}

const within = (x: number, [low, high]: readonly [number, number]): boolean => x >= low && x <= high;

function suspect(
  name: string,
  sorted: Float64Array,
  declared: string,
  model: string,
  {median: range}: UsualValues,
  others: readonly [string, number][]
): Omit<Finding, "file"> {
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  const asDeclared = median * unitFactor(declared, model);
  const alarm = sorted.length >= fewest && !within(asDeclared, range);
  const fitting = others.filter(([, factor]) => within(median * factor, range));
  const advice = fitting
    .map(([units, factor]) => `${units} (median ${shown(median * factor)} ${model})`)
    .join(", or in ");
  const usual = `usual are ${range[0]} to ${range[1]} ${model}`;
  return {
    rule: "unit_suspect",
    category: "plausibility",
    severity: "error",
    n: alarm ? sorted.length : 0,
    checked: sorted.length,
    description: alarm
      ? `${name}: the median, ${shown(asDeclared)} ${model}, contradicts the declared unit ${declared}; ${usual}; ${advice === "" ? "no accepted unit would fit" : `perhaps in ${advice}`}`
      : `${name}: the median fits the declared unit ${declared}`
  };
}

function mixed(
  name: string,
  sorted: Float64Array,
  declared: string,
  model: string,
  {values: range}: UsualValues,
  others: readonly [string, number][]
): Omit<Finding, "file"> {
  const factor = unitFactor(declared, model);
  let own = 0;
  const only = others.map(() => 0);
  for (const x of sorted)
    if (within(x * factor, range)) ++own;
    else others.forEach(([, other], i) => (only[i] += within(x * other, range) ? 1 : 0));
  const most = Math.max(0, ...only);
  const alarm = sorted.length >= fewest && Math.min(own, most) >= sizeable * sorted.length;
  const units = others[only.indexOf(most)]?.[0] ?? "another unit";
  return {
    rule: "unit_mixed",
    category: "plausibility",
    severity: "error",
    n: alarm ? most : 0,
    checked: sorted.length,
    description: alarm
      ? `${name}: seems to mix units; values that are usual only in ${units}, not in ${declared} as declared`
      : `${name}: the values do not look like a mixture of units`
  };
}

function shown(x: number): string {
  return String(Number(x.toPrecision(3)));
}
