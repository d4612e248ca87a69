import type {Cube, CubeAddress} from "../../../src/model/cube.js";
import type {Estimate, ReportBlock, ReportCurve, ReportResult} from "../../../src/model/report.js";
import {disclosureDecisionsTable, disclosureUtilityTable} from "../../../src/model/tables.js";
import type {Release} from "../../release/readRelease.js";
import {TableBuilder, type TableData} from "../../release/tableData.js";
import type {ExactCube} from "../cube/computeCube.js";
import type {CellRegistry} from "./cellRegistry.js";
import {worstError} from "./knots.js";
import type {PublicPolicy} from "./policy.js";

/** Patients of a group whose curve is held to the tolerance. */
const largeGroup = 150;
/** Largest harmless difference of a logarithm of a hazard ratio. */
const logHazardRatio = 0.1;

/** A block as computed, and as shown. */
export interface ShownBlock {
  readonly exact: ReportBlock;
  readonly shown: ReportBlock;
}

/**
 * What became of each table of the exact release: counted from, or not used at all; and of whom few were left out. Without
 * numbers of rows: beside the counts that are shown they would tell how many were left out.
 *
 * @param used tables that anything shown was computed from
 */
export function publicDecisions(
  {manifest}: Release,
  used: ReadonlySet<string>,
  {complete, k}: Pick<PublicPolicy, "complete" | "k">
): TableData {
  const table = new TableBuilder(disclosureDecisionsTable);
  const none = {rows_before: null, rows_after: null, n_changed: null, n_blanked: null};
  const treatment = `patients of a source of whom this is not known are left out if they are fewer than ${Math.max(k.plain, k.sensitive)}`;
  for (const {name} of manifest.tables) {
    table.push({table: name, column: null, decision: used.has(name) ? "aggregate" : "drop", treatment: null, ...none});
    if (name !== "patients") continue;
    for (const clause of complete) table.push({table: name, column: clause, decision: "aggregate", treatment, ...none});
  }
  return table.build();
}

/** A release that notes which of its tables are read. */
export function watched(release: Release, used: Set<string>): Release {
  return {
    ...release,
    table(name) {
      used.add(name);
      return release.table(name);
    }
  };
}

/**
 * What the rules cost: counts shown of those there are, and the greatest distance of what is shown of curves, medians and
 * hazard ratios from the exact estimates. An estimate that is not shown has none.
 */
export function publicUtility(
  blocks: readonly ShownBlock[],
  {cells, policy}: Pick<CellRegistry, "cells" | "policy">
): TableData {
  const table = new TableBuilder(disclosureUtilityTable);
  const total = cells.reduce((sum, {keys}) => sum + keys.length, 0);
  const open = cells.reduce((sum, {hidden, keys}) => sum + (hidden === null ? keys.length : 0), 0);
  table.push({
    measure: "counts_shown",
    label: "Counts of sets of patients",
    unit: "sets",
    exact: total,
    released: open,
    difference: open - total,
    tolerance: null,
    within: null
  });
  const worst = (measure: string, label: string, unit: string, distances: readonly number[], tolerance?: number) => {
    if (distances.length === 0) return;
    const difference = Number(Math.max(...distances).toPrecision(3));
    const within = tolerance === undefined ? null : difference <= tolerance;
    table.push({measure, label, unit, exact: null, released: null, difference, tolerance: tolerance ?? null, within});
  };
  const curves = blocks.flatMap(curvePairs);
  const points = ({exact, shown, start}: CurvePair) =>
    100 * worstError(exact, {curve: shown, tailFrom: shown.tail?.from ?? shown.time.at(-1) ?? 0}, start).months;
  worst("curve_error", `Curves of groups of ${largeGroup} and more, at whole months: greatest distance`, "points", curves.map(points), 100 * policy.curves.error); // prettier-ignore
  worst("median_error", `Median survival of groups of ${largeGroup} and more: greatest distance`, "months", blocks.flatMap(medianErrors)); // prettier-ignore
  worst("hazard_ratio_error", "Hazard ratios: greatest distance of logarithms", "log ratio", blocks.flatMap(ratioErrors), logHazardRatio); // prettier-ignore
  return table.build();
}

/** The blocks of a report with what its gate left of them. */
export function reportPairs(exact: ReportResult, shown: ReportResult): ShownBlock[] {
  return exact.sections.flatMap(({blocks}, s) =>
    blocks.map((block, b) => ({exact: block, shown: shown.sections[s].blocks[b]}))
  );
}

/** The blocks of the explorer that are shown, with the exact ones. */
export function cubePairs({entries}: Pick<ExactCube, "entries">, shown: Pick<Cube, "entries">): ShownBlock[] {
  const exact = new Map(
    entries.flatMap(({blocks, ...address}) => blocks.map((block) => [nameOf(address, block), block] as const))
  );
  return shown.entries.flatMap(({blocks, ...address}) =>
    blocks.flatMap((block) => {
      const own = exact.get(nameOf(address, block));
      return own === undefined ? [] : [{exact: own, shown: block}];
    })
  );
}

function nameOf({cohort, figure, split}: CubeAddress, {id}: ReportBlock): string {
  return [figure, cohort, split, id].join("\n");
}

interface CurvePair {
  readonly exact: ReportCurve;
  readonly shown: ReportCurve;
  readonly start: 0 | 1;
}

/** Curves of large groups that are shown, with the exact ones. */
function curvePairs({exact, shown}: ShownBlock): CurvePair[] {
  const pair = (a: ReportCurve | null, b: ReportCurve | null | undefined, start: 0 | 1) =>
    a === null || b === null || b === undefined ? [] : [{exact: a, shown: b, start}];
  if (exact.kind === "survival" && shown.kind === "survival")
    return exact.groups.flatMap(({curve, n}, g) =>
      (n.n ?? 0) < largeGroup ? [] : pair(curve, shown.groups[g].curve, 1)
    );
  if (exact.kind === "incidence" && shown.kind === "incidence")
    return exact.groups.flatMap(({causes, n}, g) =>
      (n.n ?? 0) < largeGroup ? [] : causes.flatMap(({curve}, c) => pair(curve, shown.groups[g].causes[c].curve, 0))
    );
  return [];
}

function medianErrors({exact, shown}: ShownBlock): number[] {
  if (exact.kind !== "survival" || shown.kind !== "survival") return [];
  return exact.groups.flatMap(({median, n}, g) => {
    const [a, b] = [median.estimate, shown.groups[g].median.estimate];
    return (n.n ?? 0) < largeGroup || a === null || b === null ? [] : [(Math.abs(b - a) * 12) / 365.25];
  });
}

function ratioErrors({exact, shown}: ShownBlock): number[] {
  const distance = (a: Estimate, b: Estimate) =>
    a.estimate === null || b.estimate === null ? [] : [Math.abs(Math.log(b.estimate / a.estimate))];
  if (exact.kind === "survival" && shown.kind === "survival")
    return exact.contrasts.flatMap(({hazardRatio}, i) => distance(hazardRatio, shown.contrasts[i].hazardRatio));
  if (exact.kind === "forest" && shown.kind === "forest" && exact.scale === "log" && exact.measure === "Hazard ratio")
    return exact.rows.flatMap(({effect}, i) => distance(effect, shown.rows[i].effect));
  return [];
}
