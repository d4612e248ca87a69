import {DisclosureError} from "../disclosureError.js";
import {auditCells, ViewAudit} from "./auditCells.js";
import type {AuditedCell} from "./boundCell.js";
import type {Cell} from "./cell.js";
import type {CellRegistry} from "./cellRegistry.js";
import {hideDifferences} from "./hideDifferences.js";
import {hideInLines, isCheaper} from "./hideInLines.js";
import {areDisjoint, intersection} from "./bits.js";
import type {LinearBounds} from "./linearBounds.js";
import {smallDifferences} from "./differences.js";
import {protectByWords} from "./protectByWords.js";
import {everybody, type View} from "./view.js";

/** A source of the release, as far as it matters who can know its rows. */
export interface SourceMembers {
  readonly id: string;
  /** Whether anybody can have its rows. */
  readonly known: boolean;
  readonly bits: Cell["bits"];
}

/** What the protection did, for the audit's report. */
export interface Protection {
  /** Counts hidden by reason. */
  readonly hidden: Readonly<Record<string, number>>;
  readonly shown: number;
  /** Rounds of suppression and audit. */
  readonly rounds: number;
  /** Bounds of every count that must not be worked out, as found when they were wide enough. */
  readonly audit: readonly AuditedCell[];
}

/**
 * Decides which counts of a registry are shown: hides small ones, then whatever small ones follow from, until linear
 * programming finds at least k possible values for each hidden count and no small difference is left, for everybody and
 * for whoever knows the rows of the public sources. Counts are only ever hidden, so that this ends.
 *
 * @throws {DisclosureError} if a count that must be shown gives a small one away
 */
export async function protectCells(
  registry: CellRegistry,
  {bounds, sources = [], views = [everybody]}: ProtectOptions
): Promise<Protection> {
  hidePrimary(registry, views, sources);
  for (let open = true; open;) {
    open = false;
    for (const view of views) if (hideDifferences(registry, view) + hideInLines(registry, view) > 0) open = true;
  }
  const audits = views.map((view) => new ViewAudit(registry, view, bounds));
  let rounds = 0;
  for (let open = true; open; ++rounds) {
    open = false;
    const stuck: Cell[] = [];
    for (const audit of audits) {
      for (const cell of audit.open()) {
        // Other work of the process goes on between cells.
        await Promise.resolve();
        const hidden = protect(cell, audit);
        if (hidden > 0) open = true;
        if (!audit.safe.has(cell)) stuck.push(cell);
      }
    }
    // What is hidden for others may help; if nothing is, nothing will.
    if (!open && stuck.length > 0)
      throw new DisclosureError([`a count that must not be shown follows from others: ${nameOf(stuck[0])}`]);
    open = stuck.length > 0;
  }
  protectByWords(registry, bounds);
  const asked = registry.cells.filter(({keys}) => keys.length > 0);
  const hidden: Record<string, number> = {};
  for (const {hidden: reason} of asked) if (reason !== null) hidden[reason] = (hidden[reason] ?? 0) + 1;
  return {
    hidden,
    shown: asked.filter((cell) => cell.hidden === null).length,
    rounds,
    audit: audits.flatMap(({safe}) => [...safe.values()])
  };
}

/** What {@link protectCells} needs besides the registry. */
export interface ProtectOptions {
  readonly bounds: LinearBounds;
  readonly sources?: readonly SourceMembers[];
  readonly views?: readonly View[];
}

/** Whether every rule holds for what a registry shows now: one line for each breach. */
export function breaches(
  registry: CellRegistry,
  {bounds, sources = [], views = [everybody]}: ProtectOptions
): string[] {
  const shown = registry.cells.filter((cell) => cell.hidden === null);
  return views.flatMap((view) => [
    ...shown.filter((cell) => isSmall(cell, view)).map((cell) => `small count shown: ${nameOf(cell)}`),
    ...shown
      .filter((cell) => isTwoSources(cell, sources, registry))
      .map((cell) => `two-source total shown: ${nameOf(cell)}`),
    ...smallDifferences(registry, view).map(
      ({shown: cells, n}) => `${n} patients follow from ${cells.map(nameOf).join(", ")}`
    ),
    ...auditCells(registry, view, bounds)
      .filter(({safe}) => !safe)
      .map(({cell, lower, upper}) => `hidden count lies within ${lower} and ${upper}: ${nameOf(cell)}`)
  ]);
}

function hidePrimary(registry: CellRegistry, views: readonly View[], sources: readonly SourceMembers[]): void {
  for (const cell of registry.cells) {
    if (cell.hidden !== null) continue;
    if (views.some((view) => isSmall(cell, view))) cell.hidden = "small";
    else if (isTwoSources(cell, sources, registry)) cell.hidden = "policy";
  }
}

function isSmall(cell: Cell, view: View): boolean {
  const n = view.n(cell);
  return n > 0 && n < cell.k;
}

/**
 * A total of two sources, one of which anybody can subtract, is the other's count: not shown, unless that count is asked
 * for itself and stands or falls by its own rules.
 */
function isTwoSources({bits}: Cell, sources: readonly SourceMembers[], registry: CellRegistry): boolean {
  const inside = sources.filter((source) => !areDisjoint(source.bits, bits));
  if (inside.length !== 2 || !inside.some(({known}) => known)) return false;
  return inside.some(({bits: other, known}) => !known && registry.find(intersection(bits, other)) === undefined);
}

/** Hides counts that hold the bounds of a hidden one, until it is safe or none is left that may be; returns how many. */
function protect(cell: Cell, audit: ViewAudit): number {
  // A zero is hidden only where "none" is what must not be said, of outcomes.
  const mayHide = (other: Cell) =>
    other.hidden === null && (other.n > 0 || (cell.homogeneousIn !== null && other.outcome)) && other.cost < Infinity;
  for (let hidden = 0; ; ++hidden) {
    const {heldBy, safe} = audit.bound(cell, mayHide);
    if (safe) return hidden;
    const candidates = heldBy.filter(mayHide);
    if (candidates.length === 0) return hidden;
    const apart = candidates.filter((other) => areDisjoint(other.bits, cell.bits));
    const chosen = (apart.length > 0 ? apart : candidates).reduce((a, b) => (isCheaper(b, a) ? b : a));
    chosen.hidden = "complementary";
  }
}

function nameOf({keys, n}: Cell): string {
  return keys[0] ?? `a difference of ${n}`;
}
