import {scaleLinear} from "d3";
import {formatCount, formatShare} from "./format.js";
import type {GroupStyle} from "./palette.js";
import {drawing, hatching, px, svg} from "./svg.js";

/** How often something was found in one group, with its interval; shares are 0–1, null if nobody was tested. */
export interface FrequencyMark {
  readonly found: number;
  /** Denominator: patients in whom it could be decided. */
  readonly tested: number;
  readonly patients: number;
  readonly share: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** One line of the figure: an alteration, a finding; one mark per group in the order of the groups. */
export interface FrequencyRow {
  readonly label: string;
  readonly marks: readonly FrequencyMark[];
}

/** How the figure is drawn. */
export interface FrequencyBarsOptions {
  readonly width?: number;
  /** One per mark of each row. */
  readonly groups: readonly {readonly label: string; readonly style: GroupStyle}[];
  readonly title: string;
  readonly summary: string;
}

const top = 30;
const labelWidth = 132;

/**
 * Frequencies as horizontal bars (one group) or dots (several) with 95 % intervals from zero, found/tested in figures at
 * the right edge, and the share not tested as a hatched strip: a gene that was not tested is never drawn as absent.
 */
export function frequencyBars(
  rows: readonly FrequencyRow[],
  {width = 720, groups, title, summary}: FrequencyBarsOptions
): SVGElement {
  const several = groups.length > 1;
  const narrow = width < 560;
  const left = narrow ? 104 : labelWidth;
  const lineHeight = several ? 15 : 22;
  const rowHeight = Math.max(22, lineHeight * groups.length + 8);
  const strip = narrow ? 0 : 60;
  const numbers = narrow ? 82 : 128;
  const right = width - numbers - strip - (narrow ? 16 : 40);
  const highest = Math.max(0.01, ...rows.flatMap((row) => row.marks.map((mark) => mark.upper ?? mark.share ?? 0)));
  const x = scaleLinear([0, Math.min(1, highest * 1.05)], [left, right]).nice(narrow ? 3 : 6);
  const height = top + rowHeight * rows.length + 12;
  const figure = drawing(width, height, title, summary);
  const hatch = hatching();
  figure.append(hatch.definition);
  figure.append(axis(x, top, height - 12, narrow, right, strip));

  rows.forEach((row, i) => {
    const y = top + rowHeight * i;
    const line = svg("g", {class: "frequency", "data-row": row.label});
    line.append(
      svg("text", {x: left - 8, y: y + rowHeight / 2 + 4, "text-anchor": "end", class: "row-label"}, row.label)
    );
    row.marks.forEach((mark, g) => {
      const middle = y + rowHeight / 2 + (g - (row.marks.length - 1) / 2) * lineHeight;
      const group = svg("g", {
        style: `--group:${groups[g].style.colour}`,
        "data-group": groups[g].label,
        "data-found": mark.found,
        "data-tested": mark.tested
      });
      group.append(svg("title", {}, tooltip(row.label, groups[g].label, mark)));
      if (mark.share !== null) group.append(...markShapes(mark, mark.share, middle, x, several));
      group.append(
        svg(
          "text",
          {x: width, y: middle + 4, "text-anchor": "end", class: "number"},
          mark.tested === 0 ? "not tested" : `${formatCount(mark.found)}/${formatCount(mark.tested)}`
        )
      );
      if (!narrow && mark.tested > 0) {
        const share = formatShare(mark.found, mark.tested);
        group.append(svg("text", {x: width - 84, y: middle + 4, "text-anchor": "end", class: "number"}, share));
      }
      const untested = mark.patients - mark.tested;
      if (strip > 0 && untested > 0) {
        const length = Math.max(1.5, (strip * untested) / mark.patients);
        group.append(
          svg("rect", {
            x: right + 12,
            y: middle - 5,
            width: px(length),
            height: 10,
            fill: hatch.fill,
            class: "untested"
          })
        );
      }
      line.append(group);
    });
    figure.append(line);
  });
  return figure;
}

function markShapes(
  {lower, upper}: FrequencyMark,
  share: number,
  middle: number,
  x: (share: number) => number,
  several: boolean
): SVGElement[] {
  const shapes: SVGElement[] = [];
  if (!several) {
    shapes.push(
      svg("rect", {class: "bar", x: px(x(0)), y: middle - 6, width: px(Math.max(0, x(share) - x(0))), height: 12})
    );
  }
  if (lower !== null && upper !== null) {
    shapes.push(svg("path", {class: "interval", d: `M${px(x(lower))},${middle - 3}v6m0,-3H${px(x(upper))}m0,-3v6`}));
  }
  if (several) shapes.push(svg("circle", {class: "dot", cx: px(x(share)), cy: middle, r: 4}));
  return shapes;
}

function axis(
  x: ReturnType<typeof scaleLinear<number, number>>,
  from: number,
  to: number,
  narrow: boolean,
  right: number,
  strip: number
): SVGElement {
  const group = svg("g", {class: "axis"});
  for (const tick of x.ticks(narrow ? 3 : 6)) {
    group.append(
      svg("line", {class: tick === 0 ? "baseline" : "grid", x1: px(x(tick)), x2: px(x(tick)), y1: from, y2: to}),
      svg("text", {x: px(x(tick)), y: from - 8, "text-anchor": "middle"}, `${Number((100 * tick).toFixed(1))} %`)
    );
  }
  if (strip > 0) group.append(svg("text", {x: right + 28, y: from - 8}, "not tested"));
  return group;
}

function tooltip(label: string, group: string, {found, tested, patients}: FrequencyMark): string {
  const share = tested === 0 ? "" : ` (${formatShare(found, tested)})`;
  return `${label}${group ? `, ${group}` : ""}: ${formatCount(found)} of ${formatCount(tested)} tested${share}; ${formatCount(patients - tested)} not tested`;
}
