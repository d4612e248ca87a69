import type {IncidenceBlock, ReportBlock, ReportCurve, ReportResult, SurvivalBlock} from "../../../src/model/report.js";
import type {Cell} from "./cell.js";
import type {CellRegistry} from "./cellRegistry.js";
import {isSubset} from "./bits.js";
import {commonMonths, knotMonths, type MonthlyEvents, monthlyEvents, monthlyValues, tooFineAt} from "./knots.js";
import {namesAny} from "./setClauses.js";

/** One curve that is published: an endpoint in a set of patients. */
export interface CurveEntry {
  readonly cell: Cell;
  readonly monthly: MonthlyEvents;
  /** Events between its knots. */
  readonly least: number;
  /** Whole months at which it is said; null if it has no curve. */
  knots: number[] | null;
}

/** Curves of one figure. */
interface CurveFamily {
  readonly entries: readonly CurveEntry[];
  /** Events of the patients of the figure in groups without a curve. */
  readonly rest: MonthlyEvents;
  readonly least: number;
}

/**
 * Every survival and incidence curve of a release with its knots. They are chosen for all together: neither a curve nor
 * what is left when one is subtracted from another may be finer than the rule allows.
 */
export class CurveRegistry {
  private readonly entries = new Map<string, Map<Cell, CurveEntry>>();
  private readonly families: {readonly endpoint: string; readonly family: CurveFamily}[] = [];

  constructor(private readonly registry: CellRegistry) {}

  /** Registers the curves of a report; its counts must have been collected. */
  collect(result: ReportResult): void {
    for (const {blocks} of result.sections) for (const block of blocks) this.collectBlock(block);
  }

  /** {@link collect} for one block. */
  collectBlock(block: ReportBlock): void {
    if (block.kind !== "survival" && block.kind !== "incidence") return;
    const endpoint = endpointOf(block);
    const known = this.entries.get(endpoint) ?? new Map<Cell, CurveEntry>();
    this.entries.set(endpoint, known);
    const {at_risk: atRisk, events, sensitive_events: sensitive} = this.registry.policy.curves;
    const entries: CurveEntry[] = [];
    const rest: MonthlyEvents[] = [];
    for (const {key, exact, n, total} of groupsOf(block)) {
      const cell = this.registry.get(key);
      if (exact === null || cell === undefined) continue;
      const monthly = monthlyEvents(exact, atRisk);
      if (!this.isLargeEnough(n, total)) {
        rest.push(monthly);
        continue;
      }
      const least = namesAny(key, this.registry.policy.sensitive) ? sensitive : events;
      const entry = known.get(cell) ?? {
        cell,
        monthly,
        least,
        knots: knotMonths(monthly, monthlyValues(exact, monthly.last, 1), least)
      };
      known.set(cell, entry);
      entries.push(entry);
    }
    const least = Math.max(events, ...entries.map((entry) => entry.least));
    this.families.push({endpoint, family: {entries, rest: sumOf(rest), least}});
  }

  /** Chooses the knots: leaves out those by which a difference of curves would be too fine, until none is. */
  resolve(): void {
    for (let changed = true; changed;) {
      changed = false;
      for (const {family} of this.families) changed = coarsenFamily(family) || changed;
      for (const entries of this.entries.values()) changed = coarsenNested([...entries.values()]) || changed;
    }
    for (const entries of this.entries.values())
      for (const entry of entries.values()) if (entry.knots?.length === 0) entry.knots = null;
  }

  /** The curve of a set in a block, if it is published. */
  get(block: SurvivalBlock | IncidenceBlock, key: string): CurveEntry | undefined {
    const cell = this.registry.get(key);
    const entry = cell && this.entries.get(endpointOf(block))?.get(cell);
    return entry?.knots === null ? undefined : entry;
  }

  private isLargeEnough(n: number | null, events: number | null): boolean {
    const {group_events: some, group_others: others, patients} = this.registry.policy.curves;
    return n !== null && events !== null && n >= patients && events >= some && n - events >= others;
  }
}

/** What a curve is of: the same endpoint from the same start. */
function endpointOf(block: SurvivalBlock | IncidenceBlock): string {
  const {label, start} = block.endpoint;
  return block.kind === "survival" ? `${block.endpoint.definition}\n${start}` : `${label}\n${start}\nincidence`;
}

interface CurveGroup {
  readonly key: string;
  readonly n: number | null;
  readonly total: number | null;
  /** Curve with the events of all causes. */
  readonly exact: ReportCurve | null;
}

function groupsOf(block: SurvivalBlock | IncidenceBlock): CurveGroup[] {
  if (block.kind === "survival")
    return block.groups.map(({n, events, curve}) => ({key: n.set, n: n.n, total: events.n, exact: curve}));
  return block.groups.map(({n, causes}) => {
    const curves = causes.flatMap(({curve}) => curve ?? []);
    const total = causes.reduce<number | null>((sum, {events}) => addKnown(sum, events.n), 0);
    return {key: n.set, n: n.n, total, exact: curves.length === causes.length ? allCauses(curves) : null};
  });
}

function addKnown(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b;
}

/** The curve of no event of any cause; those of the causes share their times. */
function allCauses(curves: readonly ReportCurve[]): ReportCurve {
  const [first] = curves;
  const event = first.time.map((_, i) => curves.reduce((sum, curve) => sum + (curve.event?.[i] ?? 0), 0));
  // The probability of no event yet.
  const value = first.time.map((_, i) => 1 - curves.reduce((sum, curve) => sum + curve.value[i], 0));
  return {...first, event, value};
}

function sumOf(curves: readonly MonthlyEvents[]): MonthlyEvents {
  const last = Math.max(0, ...curves.map((curve) => curve.last));
  const events = new Float64Array(last + 1);
  for (const curve of curves) curve.events.forEach((n, month) => (events[month] += n));
  return {events, last};
}

/** With the curve of everybody, all groups but one give that one at the months that all others share. */
function coarsenFamily({entries, rest, least}: CurveFamily): boolean {
  let changed = false;
  const drawn = entries.filter(({knots}) => knots !== null);
  const left = [...drawn.map(({monthly}) => monthly), rest];
  for (const [g, monthly] of left.entries()) {
    const others = drawn.filter((_, i) => i !== g);
    if (others.length === 0) continue;
    for (;;) {
      const month = tooFineAt(commonMonths(others.map(({knots}) => knots ?? [])), monthly, least);
      if (month === null) break;
      const richest = others.reduce((a, b) => ((b.knots?.length ?? 0) > (a.knots?.length ?? 0) ? b : a));
      drop(richest, month);
      changed = true;
    }
  }
  return changed;
}

/** Of a group and a part of it, the months that both share give the rest of the group. */
function coarsenNested(entries: readonly CurveEntry[]): boolean {
  let changed = false;
  for (const part of entries) {
    for (const whole of entries) {
      if (part === whole || part.cell.n >= whole.cell.n || !isSubset(part.cell.bits, whole.cell.bits)) continue;
      const least = Math.max(part.least, whole.least);
      const last = Math.max(part.monthly.last, whole.monthly.last);
      const events = Float64Array.from(
        {length: last + 1},
        (_, m) => (whole.monthly.events[m] ?? 0) - (part.monthly.events[m] ?? 0)
      );
      for (;;) {
        const month = tooFineAt(commonMonths([whole.knots ?? [], part.knots ?? []]), {events, last}, least);
        if (month === null) break;
        drop((part.knots?.length ?? 0) > (whole.knots?.length ?? 0) ? part : whole, month);
        changed = true;
      }
    }
  }
  return changed;
}

function drop(entry: CurveEntry, month: number): void {
  entry.knots = (entry.knots ?? []).filter((knot) => knot !== month);
}
