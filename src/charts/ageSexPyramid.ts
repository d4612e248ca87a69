import {scaleLinear} from "d3-scale";
import {formatCount} from "./format.js";
import {penOf, px} from "./svg.js";
import {letterWidth} from "./textLines.js";

/** Patients of one band of age. */
export interface PyramidRow {
  /** "60–69" */
  readonly label: string;
  /** Null where the number may not be shown: no bar, and the text of `instead`. */
  readonly female: number | null;
  readonly male: number | null;
  readonly instead?: {readonly female: string; readonly male: string};
  /** The same bands of all patients of the release, for the outline; undefined where the cohort is all of them. */
  readonly allFemale?: number;
  readonly allMale?: number;
}

/** How the figure is drawn. */
export interface AgeSexPyramidOptions {
  readonly width?: number;
  readonly title: string;
  readonly summary: string;
  /** Where elements are made; the page's own document unless given. */
  readonly document?: Document;
}

const top = 26;
/** Between the sides, at least: room for "60–69". */
const narrowest = 64;

/**
 * Age and sex of a cohort: a bar per band of age, women to the left and men to the right, the oldest above. Where outlines
 * are given they have the shape of all patients, at the size of the cohort.
 */
export function ageSexPyramid(
  rows: readonly PyramidRow[],
  {width = 720, title, summary, document}: AgeSexPyramidOptions
): SVGElement {
  const {svg, drawing} = penOf(document ?? globalThis.document);
  const lineHeight = rows.length > 12 ? 15 : 22;
  const bottom = top + lineHeight * rows.length;
  const figure = drawing(width, bottom + 44, title, summary);
  const sum = (of: (row: PyramidRow) => number | null) => rows.reduce((total, row) => total + (of(row) ?? 0), 0);
  const all = sum((row) => (row.allFemale ?? 0) + (row.allMale ?? 0));
  const scale = all === 0 ? 0 : sum((row) => (row.female ?? 0) + (row.male ?? 0)) / all;
  const highest = Math.max(
    1,
    ...rows.flatMap((row) => [row.female ?? 0, row.male ?? 0, (row.allFemale ?? 0) * scale, (row.allMale ?? 0) * scale])
  );
  const longest = Math.max(0, ...rows.map(({label}) => label.length));
  const middleWidth = Math.max(narrowest, letterWidth * longest + 16);
  const half = (width - middleWidth) / 2;
  const length = scaleLinear([0, highest], [0, half - 44]).nice(3);
  const sides = [
    {
      key: "female",
      words: "Women",
      sign: -1,
      zero: half,
      of: (row: PyramidRow) => row.female,
      whole: (row: PyramidRow) => row.allFemale
    },
    {
      key: "male",
      words: "Men",
      sign: 1,
      zero: half + middleWidth,
      of: (row: PyramidRow) => row.male,
      whole: (row: PyramidRow) => row.allMale
    }
  ] as const;
  const axis = svg("g", {class: "axis", "aria-hidden": "true"});
  const ticks = length.ticks(width < 560 ? 2 : 4).filter(Number.isInteger);
  for (const {sign, zero} of sides) {
    for (const tick of ticks) {
      const at = px(zero + sign * length(tick));
      axis.append(
        svg("line", {class: tick === 0 ? "baseline" : "grid", x1: at, x2: at, y1: top - 4, y2: bottom}),
        svg("text", {x: at, y: bottom + 16, "text-anchor": "middle"}, formatCount(tick))
      );
    }
  }
  axis.append(
    svg(
      "text",
      {x: px(width / 2), y: bottom + 36, "text-anchor": "middle", class: "axis-title"},
      "Patients, by age in years"
    )
  );
  figure.append(axis);
  for (const {key, words, sign, zero, of, whole} of sides) {
    const group = svg("g", {class: `pyramid ${key}`, "data-sex": key});
    // The sum of those shown is not the number of all.
    const head = rows.some((row) => of(row) === null) ? words : `${words}, ${formatCount(sum(of))}`;
    const anchor = sign < 0 ? "end" : "start";
    group.append(svg("text", {x: zero, y: 12, "text-anchor": anchor, class: "table-head"}, head));
    let outline = "";
    [...rows].reverse().forEach((row, i) => {
      const y = top + lineHeight * i;
      const n = of(row);
      const end = zero + sign * length(n ?? 0);
      const bar = {
        class: "bar",
        x: px(Math.min(zero, end)),
        y: px(y + 1.5),
        width: px(Math.abs(end - zero)),
        height: lineHeight - 3
      };
      group.append(
        svg(
          "g",
          {"data-band": row.label, ...(n !== null && {"data-n": n})},
          svg("title", {}, tooltip(row, words, n)),
          ...(n === null ? [] : [svg("rect", bar)])
        )
      );
      if (n !== 0) {
        const at = {x: px(end + sign * 4), y: px(y + lineHeight / 2 + 4), "text-anchor": anchor, class: "number"};
        group.append(svg("text", at, n === null ? (row.instead?.[key] ?? "not shown") : formatCount(n)));
      }
      const own = whole(row);
      if (own !== undefined) {
        const side = px(zero + sign * length(own * scale));
        outline += `${outline === "" ? "M" : "L"}${side},${px(y)}L${side},${px(y + lineHeight)}`;
      }
    });
    if (outline !== "") group.append(svg("path", {class: "pyramid-outline", d: outline}));
    figure.append(group);
  }
  [...rows].reverse().forEach(({label}, i) => {
    const at = {
      x: px(width / 2),
      y: px(top + lineHeight * i + lineHeight / 2 + 4),
      "text-anchor": "middle",
      class: "row-label"
    };
    figure.append(svg("text", at, label));
  });
  return figure;
}

function tooltip({label}: PyramidRow, words: string, n: number | null): string {
  return `${words}, ${label}: ${n === null ? "not shown" : `${formatCount(n)} patients`}`;
}
