import type {ClassCount, ClassRow} from "../../charts/classBars.js";
import {groupStyles} from "../../charts/palette.js";
import type {ClassificationSystem} from "../../model/siteClassifications.js";

/** A panel of the figure: all sources, or one. */
export interface ClassPanel {
  /** Null = all sources. */
  readonly source: string | null;
  readonly label: string;
  readonly n: number;
}

/** The classes of a classification as rows: a count per panel; the last row is of those whose class cannot be told. */
export interface ClassSizes {
  readonly panels: readonly ClassPanel[];
  readonly rows: readonly (ClassRow & {readonly code: string | null})[];
}

/** Sizes of the classes by source. With one source only there is one panel. */
export function classSizes({classes, sizes, totals}: ClassificationSystem, sources: readonly string[]): ClassSizes {
  const wanted = sources.length > 1 ? [null, ...sources] : [null];
  const panels = wanted.map((source) => ({
    source,
    label: source ?? (sources.length > 1 ? "All sources" : "Patients"),
    n: totals.find((d) => d.source === source && d.status === null)?.n ?? 0
  }));
  const styles = groupStyles(classes.map(({code}) => code));
  const count = (value: string | null, source: string | null): ClassCount => {
    const of = (status: string) =>
      sizes.find((d) => d.source === source && d.value === value && d.status === status)?.n ?? 0;
    return {definite: of("definite"), provisional: of("provisional"), unresolved: of("unresolved")};
  };
  const rows = classes.map(({code, label}, i) => ({
    code,
    label,
    style: styles[i],
    counts: wanted.map((source) => count(code, source))
  }));
  const [unknown] = groupStyles([null]);
  const untold = {
    code: null,
    label: "Cannot be told",
    style: unknown,
    counts: wanted.map((source) => count(null, source))
  };
  return {panels, rows: [...rows, untold]};
}

/** All patients of all sources by status. */
export function statusTotals({totals}: ClassificationSystem): ClassCount {
  const of = (status: string) => totals.find((d) => d.source === null && d.status === status)?.n ?? 0;
  return {definite: of("definite"), provisional: of("provisional"), unresolved: of("unresolved")};
}
