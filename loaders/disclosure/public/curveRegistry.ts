import type {IncidenceBlock, ReportBlock, ReportCurve, ReportResult, SurvivalBlock} from "../../../src/model/report.js";
import {type Bits, countBits, difference} from "./bits.js";
import type {Cell} from "./cell.js";
import type {CellRegistry} from "./cellRegistry.js";
import {chosenKnots, type CurveEntry, type CurveEvents, type CurveFamily, separateCurves} from "./curveDifferences.js";
import {monthlyEvents, monthlyValues} from "./knots.js";
import {namesAny} from "./setClauses.js";

/**
 * Every survival and incidence curve of a release with its knots. They are chosen for all together: neither a curve nor
 * what is left when one is subtracted from another may be finer than the rule allows, nor what is left of either after the
 * events of public rows are subtracted.
 */
export class CurveRegistry {
  private readonly entries = new Map<string, Map<Cell, CurveEntry>>();
  private readonly families = new Map<string, CurveFamily[]>();

  /** @param known patients whose rows anybody can have; null if of none, or of all */
  constructor(
    private readonly registry: CellRegistry,
    private readonly known: Bits | null = null
  ) {}

  /** Registers the curves of a report; its counts must have been collected. */
  collect(result: ReportResult): void {
    for (const {blocks} of result.sections) for (const block of blocks) this.collectBlock(block);
  }

  /** {@link collect} for one block. */
  collectBlock(block: ReportBlock): void {
    if (block.kind !== "survival" && block.kind !== "incidence") return;
    const endpoint = endpointOf(block);
    const drawn = this.entries.get(endpoint) ?? new Map<Cell, CurveEntry>();
    this.entries.set(endpoint, drawn);
    const entries: CurveEntry[] = [];
    const rest: CurveEvents[] = [];
    for (const {key, exact, n, total} of groupsOf(block)) {
      const cell = this.registry.get(key);
      if (exact === null || cell === undefined) continue;
      const events = this.eventsOf(exact, cell);
      if (events === null || !this.isLargeEnough(n, total)) {
        const all = monthlyEvents(exact, 1);
        rest.push(events ?? {monthly: all, left: all});
        continue;
      }
      const entry = drawn.get(cell) ?? this.entryOf(cell, key, exact, events);
      drawn.set(cell, entry);
      entries.push(entry);
    }
    const least = Math.max(this.registry.policy.curves.events, ...entries.map((entry) => entry.least));
    const family = {whole: this.registry.get(block.population.set), entries, rest, least};
    this.families.set(endpoint, [...(this.families.get(endpoint) ?? []), family]);
  }

  /** Chooses the knots so that no difference of curves is too fine. */
  resolve(): void {
    for (const [endpoint, entries] of this.entries) {
      const families = this.families.get(endpoint) ?? [];
      separateCurves([...entries.values()], families, {
        known: this.known,
        mostError: this.registry.policy.curves.error
      });
      for (const entry of entries.values()) if (entry.knots?.length === 0) entry.knots = null;
    }
  }

  /** The curve of a set in a block, if it is published. */
  get(block: SurvivalBlock | IncidenceBlock, key: string): CurveEntry | undefined {
    const cell = this.registry.get(key);
    const entry = cell && this.entries.get(endpointOf(block))?.get(cell);
    return entry?.knots === null ? undefined : entry;
  }

  private entryOf(cell: Cell, key: string, exact: ReportCurve, {left, monthly}: CurveEvents): CurveEntry {
    const {at_risk: atRisk, events, sensitive_events: sensitive} = this.registry.policy.curves;
    const least = namesAny(key, this.registry.policy.sensitive) ? sensitive : events;
    const own = monthlyEvents(exact, atRisk);
    const values = monthlyValues(exact, own.last, 1);
    const entry = {
      cell,
      own,
      monthly,
      left,
      values,
      least,
      forbidden: new Set<number>(),
      beside: [{monthly: left, least}]
    };
    return {...entry, knots: chosenKnots(entry)};
  }

  /** Events of a curve by month, and those left after the public rows; null where these cannot be told apart. */
  private eventsOf(exact: ReportCurve, {bits, n}: Cell): CurveEvents | null {
    const monthly = monthlyEvents(exact, 1);
    if (this.known === null) return {monthly, left: monthly};
    const unknown = countBits(difference(bits, this.known));
    const {event = [], eventsOf} = exact;
    if (unknown === n) return {monthly, left: monthly};
    if (unknown > 0 && eventsOf === undefined) return null;
    const open = this.registry.policy.public_microdata;
    const isLeft = (i: number) => event[i] - open.reduce((sum, id) => sum + (eventsOf?.[id]?.[i] ?? 0), 0);
    const left = event.map((_, i) => (unknown === 0 ? 0 : isLeft(i)));
    return {monthly, left: monthlyEvents({...exact, event: left}, 1)};
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
  const told = curves.flatMap(({eventsOf: own}) => (own === undefined ? [] : [own]));
  const ids = new Set(told.flatMap((d) => Object.keys(d)));
  const of = (id: string) => event.map((_, i) => told.reduce((sum, d) => sum + (d[id]?.[i] ?? 0), 0));
  const eventsOf = told.length < curves.length ? undefined : Object.fromEntries([...ids].map((id) => [id, of(id)]));
  // The probability of no event yet.
  const value = first.time.map((_, i) => 1 - curves.reduce((sum, curve) => sum + curve.value[i], 0));
  return {...first, event, value, ...(eventsOf && {eventsOf})};
}
