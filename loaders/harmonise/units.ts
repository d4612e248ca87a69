/** The accepted ways to write a quantity, by the unit of the model: what a raw value is multiplied by. */
const factors: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  a: {a: 1, mo: 1 / 12, d: 1 / 365.25},
  d: {d: 1, wk: 7, mo: 30.4375, a: 365.25},
  "10*9/L": {"10*9/L": 1, "10*3/uL": 1, "10*6/L": 1e-3, "/uL": 1e-3, "/L": 1e-9},
  // 1 mmol/L of haemoglobin monomer (16 114 g/mol) is 1.6114 g/dL.
  "g/dL": {"g/dL": 1, "g/L": 0.1, "mmol/L": 1.6114},
  // 1 µkat = 60 µmol/min = 60 U.
  "U/L": {"U/L": 1, "ukat/L": 60},
  "%": {"%": 1, "1": 100},
  "1": {"1": 1, "%": 0.01},
  bp: {bp: 1}
};

/** The units in which a partner may deliver a quantity that the model keeps in `unit`, the model's own first. */
export function acceptedUnits(unit: string): readonly string[] {
  return Object.keys(factors[unit] ?? {[unit]: 1});
}

/**
 * The factor from one unit to another of the same quantity (UCUM codes). Months have 30.4375 days and years 365.25.
 *
 * @throws {RangeError} if the units do not measure the same
 */
export function unitFactor(from: string, to: string): number {
  if (from === to) return 1;
  const direct = factors[to]?.[from];
  if (direct !== undefined) return direct;
  for (const row of Object.values(factors)) if (from in row && to in row) return row[from] / row[to];
  throw new RangeError(`unknown unit: ${from}`);
}
