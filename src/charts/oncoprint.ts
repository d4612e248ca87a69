import {canvasFigure, type CanvasFigure} from "./canvasFigure.js";
import {formatCount, formatShare} from "./format.js";
import {controlOncoprint} from "./oncoprintControl.js";
import {oncoprintLegend, oncoprintLegendHeight} from "./oncoprintLegend.js";
import {geneStateColours} from "./palette.js";
import type {ResolveColour, Surface} from "./surface.js";
import {px} from "./svg.js";
import {letterWidth} from "./textLines.js";

/** One alteration: state of each patient in drawing order (0 not tested, 1 wild type, 2 mutated). */
export interface OncoprintRow {
  readonly name: string;
  readonly mutated: number;
  readonly tested: number;
  readonly states: Uint8Array;
}

/** A clinical variable above the alterations: level of each patient in drawing order, −1 = not known. */
export interface OncoprintTrack {
  readonly label: string;
  readonly codes: ArrayLike<number>;
  readonly levels: readonly {readonly label: string; readonly colour: string}[];
}

/** How the figure is drawn. */
export interface OncoprintOptions {
  readonly width?: number;
  readonly tracks: readonly OncoprintTrack[];
  /** Patients drawn. */
  readonly patients: number;
  readonly title: string;
  readonly summary: string;
  readonly colour: ResolveColour;
  /** Draw the legend of states and strips below: for a picture that leaves the page. */
  readonly legend?: boolean;
  /** What is said of a patient under pointer or cursor; `row` is that of the alteration, or null. */
  readonly describe: (patient: number, row: number | null) => string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

/** Where things stand, in CSS pixels. */
export interface OncoprintLayout {
  readonly left: number;
  readonly right: number;
  readonly rowTop: (row: number) => number;
  readonly rowHeight: number;
  readonly trackTop: (track: number) => number;
  readonly trackHeight: number;
  readonly bottom: number;
}

/** The part of the patients that is seen: first, and how many. */
export interface OncoprintWindow {
  readonly from: number;
  readonly count: number;
}

const track = {height: 12, step: 16};
const gap = 8;

/** Where the parts of an oncoprint stand. */
export function oncoprintLayout(
  width: number,
  rows: readonly OncoprintRow[],
  tracks: readonly OncoprintTrack[]
): OncoprintLayout {
  const narrow = width < 560;
  const longest = Math.max(1, ...rows.map(({name}) => name.length), ...tracks.map(({label}) => label.length));
  const left = Math.min(narrow ? 126 : 150, Math.max(60, letterWidth * longest + 12));
  const rowHeight = rows.length > 30 ? 13 : 15;
  const top = 4 + track.step * tracks.length + gap;
  return {
    left,
    right: width - (narrow ? 8 : 128),
    rowTop: (row) => top + row * rowHeight,
    rowHeight: rowHeight - 2,
    trackTop: (i) => 4 + i * track.step,
    trackHeight: track.height,
    bottom: top + rows.length * rowHeight
  };
}

/**
 * Alterations by patient: mutated in colour, wild type light, not tested hatched; clinical variables in strips above,
 * what is not known hatched. Plus and minus zoom, arrow keys and dragging move; a mutation is drawn at least half a
 * pixel wide, so that none disappears where patients are narrower than that.
 */
export function oncoprint(rows: readonly OncoprintRow[], options: OncoprintOptions): CanvasFigure {
  const {width = 720, tracks, title, summary, colour, patients, describe} = options;
  const layout = oncoprintLayout(width, rows, tracks);
  const legendHeight = options.legend === true ? 12 + oncoprintLegendHeight(width, tracks) : 0;
  let seen: OncoprintWindow = {from: 0, count: patients};
  const figure = canvasFigure({
    ...options,
    width,
    height: layout.bottom + 6 + legendHeight,
    title,
    summary,
    keys: "Plus and minus zoom, 0 shows all, arrow keys move.",
    colour,
    drawLabels: (pen, drawing, hatch) => {
      if (legendHeight > 0)
        drawing.append(oncoprintLegend(pen, tracks, {width, top: layout.bottom + 12, hatch, colour}));
      const beside = {x: px(layout.left - 8), "text-anchor": "end"};
      tracks.forEach(({label}, i) => {
        drawing.append(pen.svg("text", {...beside, y: px(layout.trackTop(i) + 10), class: "row-label minor"}, label));
      });
      rows.forEach(({name, mutated, tested}, i) => {
        const y = px(layout.rowTop(i) + layout.rowHeight - 2);
        drawing.append(pen.svg("text", {...beside, y, class: "row-label small-label"}, name));
        if (layout.right > width - 20) return;
        const counts = `${formatCount(mutated)}/${formatCount(tested)}`;
        drawing.append(
          pen.svg(
            "text",
            {x: width - 82, y, "text-anchor": "end", class: "number small-label"},
            formatShare(mutated, tested)
          ),
          pen.svg("text", {x: width, y, "text-anchor": "end", class: "number small-label"}, counts)
        );
      });
    },
    paintMarks: (surface) => paintOncoprint(surface, rows, tracks, seen, layout, colour)
  });
  controlOncoprint(figure, {
    patients,
    rows: rows.length,
    layout,
    describe,
    view: () => seen,
    look(next) {
      seen = next;
      figure.paint();
    }
  });
  return figure;
}

/** Paints the patients of a window. */
export function paintOncoprint(
  surface: Surface,
  rows: readonly OncoprintRow[],
  tracks: readonly OncoprintTrack[],
  {from, count}: OncoprintWindow,
  layout: OncoprintLayout,
  colour: ResolveColour
): void {
  const {left, right, rowTop, rowHeight, trackTop, trackHeight} = layout;
  const each = (right - left) / Math.max(1, count);
  const gapWidth = each > 6 ? 1 : 0;
  const x = (patient: number) => left + (patient - from) * each;
  const [mutated, wildType] = [colour(geneStateColours.mutated), colour(geneStateColours.wildType)];
  const until = Math.min(from + count, rows[0]?.states.length ?? tracks[0]?.codes.length ?? 0);
  tracks.forEach(({codes, levels}, i) => {
    const fills = levels.map((level) => colour(level.colour));
    runs(codes, from, until, (code, start, end) => {
      const place = [x(start), trackTop(i), x(end) - x(start) - gapWidth, trackHeight] as const;
      if (code < 0) surface.hatch(...place);
      else surface.rect(...place, fills[code]);
    });
  });
  rows.forEach(({states}, row) => {
    const y = rowTop(row);
    runs(states, from, until, (state, start, end) => {
      const place = [x(start), y, x(end) - x(start) - gapWidth, rowHeight] as const;
      if (state === 0) surface.hatch(...place);
      else if (state === 1) surface.rect(...place, wildType);
    });
    runs(states, from, until, (state, start, end) => {
      if (state === 2) surface.rect(x(start), y, Math.max(0.5, x(end) - x(start) - gapWidth), rowHeight, mutated);
    });
  });
}

/** Runs of equal values between two positions. */
function runs(
  values: ArrayLike<number>,
  from: number,
  until: number,
  visit: (value: number, start: number, end: number) => void
): void {
  for (let start = from; start < until;) {
    let end = start + 1;
    while (end < until && values[end] === values[start]) ++end;
    visit(values[start], start, end);
    start = end;
  }
}
