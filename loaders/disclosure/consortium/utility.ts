import {disclosureUtilityTable} from "../../../src/model/tables.js";
import {coxFit} from "../../../src/stats/coxFit.js";
import {kaplanMeier} from "../../../src/stats/kaplanMeier.js";
import {survivalAt} from "../../../src/stats/survivalAt.js";
import {medianSurvival} from "../../../src/stats/survivalQuantiles.js";
import type {Cell, TableData} from "../../release/tableData.js";
import {TableBuilder} from "../../release/tableData.js";
import type {TablesByName} from "../aggregates/releasedTables.js";

const daysPerMonth = 30.4375;
const years = [1, 3, 5];
/** Largest harmless differences: points of survival, and of a logarithm of a hazard ratio. */
const tolerances = {survival: 2, logHazardRatio: 0.1} as const;
/** Events per parameter before a model is fitted, and patients in the smaller group. */
const fewest = {events: 10, group: 10} as const;
const topGenes = 20;

/** Patients with overall survival, and covariates by patient. */
interface Followed {
  readonly ids: readonly Cell[];
  readonly time: Float64Array;
  readonly status: Uint8Array;
  covariate(name: string): Float64Array;
}

/** A covariate of a model of overall survival, by name; the value of each patient, NaN where not known. */
const covariates: readonly {name: string; label: string}[] = [
  {name: "eln_adverse", label: "ELN 2022, adverse against favourable"},
  {name: "eln_intermediate", label: "ELN 2022, intermediate against favourable"},
  {name: "NPM1", label: "NPM1, mutated against wild type"},
  {name: "FLT3-ITD", label: "FLT3-ITD, present against absent"},
  {name: "TP53", label: "TP53, mutated against wild type"},
  {name: "age", label: "Age, per 10 years"}
];

/**
 * Key estimates from the exact rows beside those from the released ones: median overall survival and survival at 1, 3 and 5
 * years (Kaplan–Meier), hazard ratios of one covariate each (Cox, ties after Efron), and how often the genes that are
 * mutated most are mutated among those tested. What stands on too few patients or events is null.
 */
export function disclosureUtility(exact: TablesByName, released: TablesByName): TableData {
  const result = new TableBuilder(disclosureUtilityTable);
  const [before, after] = [followed(exact), followed(released)];
  const add = (
    measure: string,
    label: string,
    unit: string,
    a: number | null,
    b: number | null,
    tolerance?: number
  ) => {
    const log = unit === "ratio";
    const difference = a === null || b === null ? null : log ? Math.log(b) - Math.log(a) : b - a;
    const within = tolerance === undefined || difference === null ? null : Math.abs(difference) <= tolerance;
    const shown = (value: number | null) => (value === null ? null : Number(value.toPrecision(6)));
    const row = {measure, label, unit, exact: shown(a), released: shown(b), difference: shown(difference)};
    result.push({...row, tolerance: tolerance ?? null, within});
  };
  const [from, to] = [survival(before), survival(after)];
  add("os_median", "Median overall survival", "months", from.median, to.median);
  years.forEach((year, i) =>
    add(`os_${year}y`, `Overall survival at ${year} years`, "%", from.at[i], to.at[i], tolerances.survival)
  );
  for (const {name, label} of covariates)
    add(`hr_${name}`, label, "ratio", hazardRatio(before, name), hazardRatio(after, name), tolerances.logHazardRatio);
  const genes = mutatedShares(exact);
  const now = new Map(mutatedShares(released).map(({name, share}) => [name, share]));
  for (const {name, share} of genes.slice(0, topGenes))
    add(`mutated_${name}`, `${name} mutated`, "%", share, now.get(name) ?? null);
  return result.build();
}

function followed(tables: TablesByName): Followed {
  const {columns, rows} = tables.get("outcomes")!;
  const members = Array.from({length: rows}, (_, row) => row).filter((row) => columns.definition[row] === "OS");
  const ids = members.map((row) => columns.patient_id[row]);
  return {
    ids,
    time: Float64Array.from(members, (row) => Number(columns.time_days[row])),
    status: Uint8Array.from(members, (row) => Number(columns.status[row] === 1)),
    covariate: (name) => covariateOf(tables, ids, name)
  };
}

function covariateOf(tables: TablesByName, ids: readonly Cell[], name: string): Float64Array {
  const value = new Map<Cell, number>();
  const each = (table: string, read: (columns: Readonly<Record<string, ArrayLike<Cell>>>, row: number) => number) => {
    const data = tables.get(table);
    for (let row = 0; row < (data?.rows ?? 0); ++row) {
      const number = read(data!.columns, row);
      if (!Number.isNaN(number)) value.set(data!.columns.patient_id[row], number);
    }
  };
  const number = (cell: Cell | undefined) => (typeof cell === "number" ? cell : NaN);
  if (name === "age") each("patients", ({age_years}, row) => number(age_years[row]) / 10);
  else if (name.startsWith("eln_"))
    each("classifications", ({system, value}, row) =>
      system[row] !== "eln2022" ? NaN : value[row] === "favourable" ? 0 : value[row] === name.slice(4) ? 1 : NaN
    );
  else each("patient_features", (columns, row) => number(columns[name]?.[row]));
  return Float64Array.from(ids, (id) => value.get(id) ?? NaN);
}

function survival({time, status}: Followed): {median: number | null; at: (number | null)[]} {
  const curve = kaplanMeier({time, status});
  const median = medianSurvival(curve).time;
  const points = survivalAt(
    curve,
    years.map((year) => year * 365.25)
  );
  return {
    median: median === null ? null : median / daysPerMonth,
    at: points.map(({survival: s, atRisk}) => (atRisk >= fewest.group ? s * 100 : null))
  };
}

function hazardRatio(data: Followed, name: string): number | null {
  const values = data.covariate(name);
  const known = Array.from(values.keys()).filter((i) => !Number.isNaN(values[i]));
  const events = known.filter((i) => data.status[i] === 1).length;
  const smallest = name === "age" ? known.length : smallerGroup(known.map((i) => values[i]));
  if (events < fewest.events || smallest < fewest.group) return null;
  const {coefficients} = coxFit({time: data.time, status: data.status, x: [{name, values}]});
  const [{status, hazardRatio: ratio}] = coefficients;
  return status === "estimated" ? ratio : null;
}

function smallerGroup(values: readonly number[]): number {
  const ones = values.filter((value) => value === 1).length;
  return Math.min(ones, values.length - ones);
}

/** Per cent mutated among those tested by alteration, most first; those with few mutated left out. */
function mutatedShares(tables: TablesByName): {name: string; share: number}[] {
  const features = tables.get("patient_features");
  const shares = (features?.schema.columns.slice(1) ?? []).flatMap(({name}) => {
    const cells = Array.from(features!.columns[name]);
    const tested = cells.filter((cell) => cell !== null).length;
    const mutated = cells.filter((cell) => cell === 1).length;
    return mutated < fewest.group ? [] : [{name, share: (100 * mutated) / tested}];
  });
  return shares.sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1));
}
