import type {ReportBlock, ReportResult, SetKey} from "../../../src/model/report.js";
import type {PublishedCell} from "./compareRegistries.js";
import {isCount} from "./countsOf.js";

/** What a release says, by report, and in the blocks of its explorer. */
export interface Places {
  readonly reports: readonly ReportResult[];
  /** Blocks of reports among them are passed over. */
  readonly blocks: readonly ReportBlock[];
}

/** A clause that names a set by its members, so that it has another name when one of them leaves. */
const byMembers = /(?:^| )in:/u;

/**
 * Counts of a release under the names that their sets have in the next: a set that no words describe is named by its members,
 * but readers know by where it stands (report, block, labels of rows and columns) that it is the same one.
 */
export function renamedSets(before: Places, now: Places): PublishedCell[] {
  const old = countsByPlace(before);
  const found = new Map<SetKey, number | null>();
  for (const [place, {set}] of countsByPlace(now)) {
    const known = old.get(place);
    if (known === undefined || known.n === null || known.set === set || !byMembers.test(set)) continue;
    found.set(set, known.n);
  }
  return [...found].map(([set, n]) => ({set, n}));
}

/** Counts by where they stand; places that are not told apart by their labels are left out. */
function countsByPlace({blocks, reports}: Places): Map<string, PublishedCell> {
  const found = new Map<string, PublishedCell | null>();
  const add = (place: string, {n, set}: PublishedCell) => {
    const known = found.get(place);
    found.set(place, known !== undefined && known?.set !== set ? null : {set, n});
  };
  const own = new Set<ReportBlock>();
  for (const {id, sections} of reports)
    for (const block of sections.flatMap((section) => section.blocks)) {
      own.add(block);
      walk(block, `${id}/${placeOf(block)}`, add);
    }
  for (const block of blocks)
    if (!own.has(block)) walk(block, `explorer/${block.population.set}/${placeOf(block)}`, add);
  return new Map([...found].flatMap(([place, cell]) => (cell === null ? [] : [[place, cell] as const])));
}

/** A block by its name and the labels of what it compares. */
function placeOf(block: ReportBlock): string {
  const heads = "columns" in block ? block.columns : "groups" in block ? block.groups : [];
  return [block.id, ...(heads as readonly {readonly label?: string}[]).map(({label}) => label ?? "")].join("|");
}

function walk(value: unknown, place: string, add: (place: string, cell: PublishedCell) => void): void {
  if (value === null || typeof value !== "object") return;
  if (isCount(value)) return add(place, value);
  for (const [key, part] of Object.entries(value)) walk(part, `${place}/${Array.isArray(value) ? nameOf(part, key) : key}`, add); // prettier-ignore
}

/** An element of a list by its heading and label, where it has one. */
function nameOf(part: unknown, position: string): string {
  if (part === null || typeof part !== "object" || !("label" in part)) return position;
  return `${"heading" in part ? String(part.heading) : ""}|${String(part.label)}`;
}
