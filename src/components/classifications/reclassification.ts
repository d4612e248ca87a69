import type {ClassificationsData, ReclassificationCell} from "../../model/siteClassifications.js";

/** Patients by their classes in two classifications, from one source or all. */
export interface Reclassification {
  readonly cells: readonly {readonly from: string | null; readonly to: string | null; readonly n: number}[];
  /** Patients. */
  readonly n: number;
  /** Patients with a class in both. */
  readonly resolved: number;
  /** Of the resolved, those whose class has another code; null unless both classifications have the same classes. */
  readonly changed: number | null;
}

/** The two classifications side by side, whichever way round the release has them; null if it does not. */
export function reclassification(
  {pairs, systems}: Pick<ClassificationsData, "pairs" | "systems">,
  from: string,
  to: string,
  source: string | null
): Reclassification | null {
  const straight = pairs.find((pair) => pair.from === from && pair.to === to);
  const turned = pairs.find((pair) => pair.from === to && pair.to === from);
  const all = straight?.cells ?? turned?.cells.map(turn);
  if (all === undefined) return null;
  const cells = all.filter((d) => d.source === source);
  const both = cells.filter((d) => d.from !== null && d.to !== null);
  const sum = (list: readonly {n: number}[]) => list.reduce((total, {n}) => total + n, 0);
  const codes = (id: string) =>
    systems
      .find((system) => system.id === id)
      ?.classes.map(({code}) => code)
      .sort()
      .join("|");
  const changed = codes(from) === codes(to) ? sum(both.filter((d) => d.from !== d.to)) : null;
  return {cells, n: sum(cells), resolved: sum(both), changed};
}

function turn({from, to, ...rest}: ReclassificationCell): ReclassificationCell {
  return {...rest, from: to, to: from};
}
