import {projectCohort} from "../../../loaders/extract/projectCohort.js";
import {siteData} from "../../../loaders/extract/siteData.js";
import {arrowBytes} from "../../../loaders/release/arrowTable.js";
import type {Release} from "../../../loaders/release/readRelease.js";
import {formatCount} from "../../../src/charts/format.js";
import {attrition, guardedAttrition} from "../../../src/cohort/attrition.js";
import {type Catalogue, catalogueOf} from "../../../src/cohort/catalogue.js";
import type {CohortDatabase} from "../../../src/cohort/cohortDatabase.js";
import type {CohortSelection} from "../../../src/cohort/cohortSelection.js";
import {createDatabase} from "../../../src/cohort/createDatabase.js";
import type {FacetRequest} from "../../../src/cohort/facetCounts.js";
import {type CohortFilter, emptyFilter, unknownLevel} from "../../../src/cohort/filter.js";
import {hiddenEvents, unlessRefused} from "../../../src/cohort/guards/disclosureGuard.js";
import {cohortSize} from "../../../src/components/cohort/cohortSize.js";
import {describedVariables} from "../../../src/components/composition/describedVariables.js";
import type {guardedTableOne} from "../../../src/components/composition/guardedTableOne.js";
import {summaryTable} from "../../../src/components/composition/tableFiles.js";
import {tableGroups} from "../../../src/components/composition/tableGroups.js";
import {tableOne} from "../../../src/components/composition/tableOne.js";
import {tableRows} from "../../../src/components/composition/tableRows.js";
import type {DisclosureRule, SiteData} from "../../../src/model/siteData.js";
import {nodeDuckDb} from "../../cohort/nodeDuckDb.js";

/** One condition on one variable; `filter` has everybody who meets it, `rest` all others. */
export interface Condition {
  readonly variable: string;
  readonly filter: Partial<CohortFilter>;
  readonly rest: Partial<CohortFilter>;
}

/** The explorer of a release without a browser: what its pages ask, and all that can be asked. */
export interface Asking {
  readonly site: SiteData;
  readonly catalogue: Catalogue;
  readonly rule: DisclosureRule;
  /** Everybody, unguarded. */
  readonly database: CohortDatabase;
  readonly facets: readonly FacetRequest[];
  readonly conditions: readonly Condition[];
}

/** Opens a consortium release as its pages do, in Node. */
export async function openExplorer(release: Release): Promise<Asking> {
  const site = siteData(release);
  const catalogue = catalogueOf(site);
  const connection = await nodeDuckDb("cohort", arrowBytes(projectCohort(release)));
  const facets = [
    ...[...catalogue.groupings].map(({key}) => ({column: key})),
    ...Object.entries(site.summaries.bins).map(([column, bins]) => ({
      column,
      edges: [...bins.map(({lower}) => lower), bins[bins.length - 1].upper]
    }))
  ];
  return {
    site,
    catalogue,
    rule: catalogue.disclosure!,
    database: createDatabase(connection, catalogue),
    facets,
    conditions: conditionsOf(catalogue)
  };
}

/** A condition for each level of each category, state of each alteration and finding, and quarter of each number. */
function conditionsOf(catalogue: Catalogue): Condition[] {
  const split = (variable: string, part: "levels" | "alterations" | "cytogenetics", codes: readonly string[]) =>
    codes.map((code) => ({
      variable,
      filter: {[part]: {[variable]: [code]}},
      rest: {[part]: {[variable]: codes.filter((other) => other !== code)}}
    }));
  return [
    ...[...catalogue.facets.values()].flatMap(({levels, variable}) =>
      split(variable, "levels", [...levels.map(({code}) => code), unknownLevel])
    ),
    ...[...catalogue.alterations.keys()].flatMap((name) =>
      split(name, "alterations", ["mutated", "wild_type", "not_tested"])
    ),
    ...[...catalogue.cytogenetics.keys()].flatMap((name) =>
      split(name, "cytogenetics", ["present", "absent", "not_evaluable"])
    ),
    ...[...catalogue.numbers.values()].flatMap(({maximum, minimum, variable}) =>
      [0.02, 0.25, 0.5, 0.98].map((share) => {
        const cut = (minimum ?? 0) + share * ((maximum ?? 0) - (minimum ?? 0));
        return {
          variable,
          filter: {ranges: {[variable]: [null, cut] as const}},
          rest: {ranges: {[variable]: [cut, null] as const}}
        };
      })
    )
  ];
}

/** A filter with the conditions of several. */
export function filterOf(...parts: readonly Partial<CohortFilter>[]): CohortFilter {
  return parts.reduce<CohortFilter>(
    (all, part) => ({
      ...all,
      levels: {...all.levels, ...part.levels},
      ranges: {...all.ranges, ...part.ranges},
      alterations: {...all.alterations, ...part.alterations},
      cytogenetics: {...all.cytogenetics, ...part.cytogenetics}
    }),
    emptyFilter
  );
}

/** The selection of a filter; undefined if the gate refuses it. */
export async function selected(database: CohortDatabase, filter: CohortFilter): Promise<CohortSelection | undefined> {
  return await database.select(filter).catch(unlessRefused);
}

/**
 * Numbers below k that a reader knows of some parts of a whole that is shown: those that are shown, and a hidden one where it is
 * the only one, or all hidden ones where the rest of the whole leaves one patient for each.
 */
export function toldParts(parts: ArrayLike<number>, whole: number, k: number): number[] {
  const shown = Array.from(parts).filter((n) => Number.isFinite(n));
  const told = shown.filter((n) => n > 0 && n < k);
  const hidden = parts.length - shown.length;
  const left = whole - shown.reduce((sum, n) => sum + n, 0);
  if (hidden === 1 && left > 0 && left < k) told.push(left);
  // A part that may be nobody's is not known to be one patient's, but the number of all is small.
  if (hidden > 1 && left === hidden && left < k) told.push(...new Array<number>(hidden).fill(1));
  return told;
}

/** What the panel, the bar and the address of a cohort tell, one line each. */
export async function toldOfCohort(
  {catalogue, facets, rule}: Asking,
  selection: CohortSelection,
  endpoint = "OS"
): Promise<string[]> {
  const {k} = rule;
  const {n, total} = selection;
  const told = toldParts([n], n, k)
    .concat(toldParts([total - n], total - n, k))
    .map((m) => `size: ${m}`);
  for (const [column, counts] of await selection.counts(facets)) {
    for (const m of toldParts(counts, n, k)) told.push(`panel, ${column}: ${m}`);
    for (const m of Array.from(counts, formatCount)) if (isSmallText(m, k)) told.push(`panel, ${column}, text: ${m}`);
  }
  const {events} = await cohortSize(selection, endpoint, catalogue);
  if (events !== null) {
    const shown = hiddenEvents(events, n, rule);
    for (const m of Number.isFinite(shown) ? [shown, n - shown] : []) if (m > 0 && m < k) told.push(`events: ${m}`);
  }
  return told;
}

/** What the steps of a filter of two conditions tell. */
export async function toldOfSteps(
  {rule: {k}, rule}: Asking,
  guarded: CohortDatabase,
  parts: readonly Partial<CohortFilter>[],
  left: number,
  gate: typeof guardedAttrition = guardedAttrition
): Promise<string[]> {
  const criteria: {label: string; mask: Uint8Array}[] = [];
  for (const part of parts) {
    // The page says that it could not be computed.
    const mask = await guarded.membersOf(filterOf(part)).catch(unlessRefused);
    if (mask === undefined) return [];
    criteria.push({label: "", mask});
  }
  const total = criteria[0].mask.length;
  const steps = gate(attrition(total, criteria), rule);
  const removed = steps.map((step) => step.removed);
  const told = toldParts(removed, total - left, k);
  let before = total;
  for (const step of steps) {
    if (Number.isFinite(before) && Number.isFinite(step.left)) told.push(...toldParts([before - step.left], total, k));
    before = step.left;
  }
  return told.map((m) => `steps: ${m}`);
}

/** What the table of a cohort tells, by its cells, its texts and its file, with the panel beside it. */
export async function toldOfTable(
  {catalogue, rule: {k}, rule, site}: Asking,
  selection: CohortSelection,
  grouping: string | null,
  gate: typeof guardedTableOne
): Promise<string[]> {
  const variables = describedVariables(catalogue, site.summaries.alterations, "all");
  const columns = variables.map(({column}) => column);
  const rows = await selection.rows([...new Set(grouping === null ? columns : [...columns, grouping])]);
  const groups = tableGroups(rows, catalogue, grouping, true);
  const exact = tableOne(rows, variables, groups);
  const table = gate(exact, rule);
  const panel = await selection.counts(columns.map((column) => ({column})).filter(({column}) => !catalogue.numbers.has(column))); // prettier-ignore
  const sizes = table.groups.map(({n}) => n);
  const told = toldParts(sizes, selection.n, k).map((m) => `sizes: ${m}`);
  table.rows.forEach(({levels, missing, summaries, variable}, v) => {
    const cells = variable.kind === "number" ? [summaries.map(({n}) => n), missing] : [...levels, missing];
    const where = (m: number) => told.push(`${variable.column} by ${grouping ?? "nobody"}: ${m}`);
    sizes.forEach(
      (n, g) =>
        Number.isFinite(n) &&
        toldParts(
          cells.map((own) => own[g]),
          n,
          k
        ).forEach(where)
    );
    const all = panel.get(variable.column);
    if (grouping === null || all === undefined) return;
    // Findings stand in the order of the panel, or the other way round where they are true and false.
    const order = [...levels, missing].map((own) => own.reduce((sum, n) => sum + n, 0));
    const real = [...exact.rows[v].levels, exact.rows[v].missing].map((own) => own.reduce((sum, n) => sum + n, 0));
    cells.forEach((own, i) => {
      if (order[i] !== real[i] && Array.from(all).includes(real[i])) toldParts(own, real[i], k).forEach(where);
    });
  });
  for (const row of summaryTable(table, null).rows)
    for (const cell of [row[3], row[4]])
      if (typeof cell === "number" && cell > 0 && cell < k) told.push(`file: ${cell}`);
  for (const {cells} of tableRows(table, null))
    for (const text of cells)
      for (const [, m] of text.matchAll(/(?:^|\/)(\d[\d,]*)(?![\d,]| ?\[|\.\d)/gu))
        if (isSmallText(m, k)) told.push(`text: ${text}`);
  return told;
}

function isSmallText(text: string, k: number): boolean {
  return /^[\d,]+$/u.test(text) && Number(text) > 0 && Number(text) < k;
}
