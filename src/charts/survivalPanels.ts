import {lastTime, survivalPlot, type SurvivalCurveOptions, type SurvivalCurveRow} from "./survivalCurve.js";
import {penOf} from "./svg.js";

/** One of several plots of survival. */
export interface SurvivalPanel {
  readonly heading: string;
  readonly rows: readonly SurvivalCurveRow[];
  /** What time 0 is in it. */
  readonly startLabel: string;
  /** Curves of the other plots, in grey behind. */
  readonly behind?: readonly SurvivalCurveRow[];
}

/** Narrowest plot that can be read, in pixels, and the space between two. */
const narrowest = 270;
const gap = 24;

/**
 * Several plots of survival with one scale of time and one of survival, each with the table under its axis: where curves
 * must not share an axis, as their clocks start at different events, or are too many to be told apart in one plot.
 * So many in a row as stay readable, at most three.
 */
export function survivalPanels(
  panels: readonly SurvivalPanel[],
  {
    width = 720,
    title,
    summary,
    document,
    ...options
  }: Omit<SurvivalCurveOptions, "startLabel" | "heading" | "behind" | "last">
): SVGElement {
  const pen = penOf(document ?? globalThis.document);
  const last = lastTime(panels.flatMap(({rows}) => rows));
  const columns = Math.max(1, Math.min(3, panels.length, Math.floor((width + gap) / (narrowest + gap))));
  const own = Math.floor((width - gap * (columns - 1)) / columns);
  const plots = panels.map(({heading, rows, startLabel, behind}) =>
    survivalPlot(pen, rows, own, {...options, heading, startLabel, behind, last})
  );
  let height = 0;
  const placed = plots.map(({parts}, i) => {
    const column = i % columns;
    const inRow = plots.slice(i - column, i - column + columns);
    const place = pen.svg(
      "g",
      {class: "small-multiple", transform: `translate(${column * (own + gap)},${height})`},
      ...parts
    );
    if (column === columns - 1 || i === plots.length - 1) height += Math.max(...inRow.map((d) => d.height)) + gap;
    return place;
  });
  const figure = pen.drawing(width, Math.max(1, height - gap), title, summary);
  figure.append(...placed);
  return figure;
}
