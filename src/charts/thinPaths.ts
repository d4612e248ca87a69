/** Values over time as drawn: `value` holds from its time to the next (steps), or is joined by straight lines (knots). */
export interface ThinCurve {
  readonly time: ArrayLike<number>;
  readonly value: ArrayLike<number>;
}

type Scale = (value: number) => number;

/** Coordinates are multiples of half a pixel: finer cannot be seen, and relative steps of few digits compress well. */
const grain = 2;

/**
 * Path of a step curve from `start` to `end` with at most one step per pixel: of the steps within a pixel only the last is
 * drawn. `first` is the value before the first time.
 */
export function thinSteps(curve: ThinCurve, x: Scale, y: Scale, start: number, end: number, first: number): string {
  return stepLine(thinned(curve, x, y, start, end, first), x(end));
}

/** Closed path between two step curves over the same times; empty where there are none. */
export function thinBand(
  {time, lower, upper}: {time: ArrayLike<number>; lower: ArrayLike<number>; upper: ArrayLike<number>},
  x: Scale,
  y: Scale,
  start: number,
  end: number,
  first: number
): string {
  const up = thinned({time, value: upper}, x, y, start, end, first);
  const down = thinned({time, value: lower}, x, y, start, end, first);
  if (up.length + down.length < 3 || x(end) <= x(start)) return "";
  const pen = relativePen(up[0]);
  for (const [px, py] of up.slice(1)) pen.across(px).down(py);
  pen.across(x(end));
  for (let i = down.length - 1; i >= 0; --i) pen.down(down[i][1]).across(i === 0 ? up[0][0] : down[i][0]);
  return `${pen.path()}z`;
}

/** Path of straight lines from knot to knot; from `first` at time 0 unless a knot is there. */
export function knotLine({time, value}: ThinCurve, x: Scale, y: Scale, first: number): string {
  const points = knotPoints({time, value}, x, y, first);
  return `M${points.map(([px, py]) => `${round(px)},${round(py)}`).join("L")}`;
}

/** Closed path between the limits at the knots. */
export function knotBand(
  {time, lower, upper}: {time: ArrayLike<number>; lower: ArrayLike<number>; upper: ArrayLike<number>},
  x: Scale,
  y: Scale,
  first: number
): string {
  const up = knotPoints({time, value: upper}, x, y, first);
  const down = knotPoints({time, value: lower}, x, y, first).reverse();
  if (up.length < 2) return "";
  return `M${[...up, ...down].map(([px, py]) => `${round(px)},${round(py)}`).join("L")}Z`;
}

type Point = readonly [number, number];

function knotPoints({time, value}: ThinCurve, x: Scale, y: Scale, first: number): Point[] {
  const points: Point[] = time.length > 0 && time[0] === 0 ? [] : [[x(0), y(first)]];
  for (let i = 0; i < time.length; ++i) if (!Number.isNaN(value[i])) points.push([x(time[i]), y(value[i])]);
  return points;
}

/** Corners: the place at `start`, then each level with the place where it begins. NaN ends nothing: the level stays. */
function thinned({time, value}: ThinCurve, x: Scale, y: Scale, start: number, end: number, first: number): Point[] {
  let level = first;
  let i = 0;
  for (; i < time.length && time[i] <= start; ++i) if (!Number.isNaN(value[i])) level = value[i];
  const corners: [number, number][] = [[x(start), y(level)]];
  for (; i < time.length && time[i] <= end; ++i) {
    if (Number.isNaN(value[i])) continue;
    const at: [number, number] = [x(time[i]), y(value[i])];
    const last = corners[corners.length - 1];
    if (round(at[1]) === round(last[1])) continue;
    if (corners.length > 1 && at[0] - last[0] < 1) last[1] = at[1];
    else corners.push(at);
  }
  return corners;
}

function stepLine(corners: readonly Point[], end: number): string {
  const pen = relativePen(corners[0]);
  for (const [px, py] of corners.slice(1)) pen.across(px).down(py);
  return pen.across(end).path();
}

/** Writes a path in relative steps whose rounding does not add up. */
function relativePen([startX, startY]: Point) {
  let [atX, atY] = [units(startX), units(startY)];
  let text = `M${atX / grain},${atY / grain}`;
  const pen = {
    across(x: number) {
      const step = units(x) - atX;
      if (step !== 0) text += `h${short(step / grain)}`;
      atX += step;
      return pen;
    },
    down(y: number) {
      const step = units(y) - atY;
      if (step !== 0) text += `v${short(step / grain)}`;
      atY += step;
      return pen;
    },
    path: () => text
  };
  return pen;
}

function units(value: number): number {
  return Math.round(value * grain);
}

function round(value: number): number {
  return units(value) / grain;
}

/** A number without the zero before its point. */
function short(value: number): string {
  return String(value).replace(/^(-?)0\./, "$1.");
}
