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
  const pair = straight ?? turned;
  if (pair === undefined) return null;
  const all = straight?.cells ?? pair.cells.map(turn);
  const cells = all.filter((d) => d.source === source);
  const {n, resolved, changed} = pair.totals.find((d) => d.source === source) ?? {n: 0, resolved: 0, changed: 0};
  const codes = (id: string) =>
    systems
      .find((system) => system.id === id)
      ?.classes.map(({code}) => code)
      .sort()
      .join("|");
  return {cells, n, resolved, changed: codes(from) === codes(to) ? changed : null};
}

function turn({from, to, ...rest}: ReclassificationCell): ReclassificationCell {
  return {...rest, from: to, to: from};
}
