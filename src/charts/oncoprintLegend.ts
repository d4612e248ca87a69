import type {OncoprintTrack} from "./oncoprint.js";
import {geneStateColours} from "./palette.js";
import type {ResolveColour} from "./surface.js";
import {type Pen, px} from "./svg.js";
import {letterWidth} from "./textLines.js";

/** A key of the legend: a colour and what it stands for; null: hatched. */
interface Key {
  readonly colour: string | null;
  readonly label: string;
}

const swatch = 10;
const line = 18;

/** What is explained: the states of the alterations first, then the levels of every strip that occur among the patients. */
function keysOf(tracks: readonly OncoprintTrack[]): readonly {readonly name: string; readonly keys: readonly Key[]}[] {
  const states = [
    {colour: geneStateColours.mutated, label: "mutated"},
    {colour: geneStateColours.wildType, label: "wild type"},
    {colour: null, label: "not tested"}
  ];
  return [
    {name: "Alterations", keys: states},
    ...tracks.map(({label, codes, levels}) => {
      const used = new Set(Array.from(codes));
      const known = levels.filter((_, i) => used.has(i));
      return {name: label, keys: [...known, ...(used.has(-1) ? [{colour: null, label: "not known"}] : [])]};
    })
  ];
}

/** The keys with their places: a strip begins a line, and its keys run on over as many lines as they need. */
function placesOf(width: number, tracks: readonly OncoprintTrack[]) {
  const names = keysOf(tracks);
  const left = 16 + letterWidth * Math.max(...names.map(({name}) => name.length));
  let y = 0;
  const placed = names.map(({name, keys}) => {
    let x = left;
    const top = y;
    const own = keys.map((key) => {
      const wide = swatch + 6 + letterWidth * key.label.length + 14;
      if (x > left && x + wide > width) [x, y] = [left, y + line];
      const place = {...key, x, y};
      x += wide;
      return place;
    });
    y += line;
    return {name, top, keys: own};
  });
  return {placed, height: y};
}

/** Height of the legend in pixels. */
export function oncoprintLegendHeight(width: number, tracks: readonly OncoprintTrack[]): number {
  return placesOf(width, tracks).height;
}

/** The legend of states and strips as part of a drawing, for files: on the page it stands beside the figure as text. */
export function oncoprintLegend(
  pen: Pen,
  tracks: readonly OncoprintTrack[],
  {width, top, hatch, colour}: {readonly width: number; readonly top: number; readonly hatch: string; readonly colour: ResolveColour} // prettier-ignore
): SVGElement {
  const legend = pen.svg("g", {class: "oncoprint-legend", transform: `translate(0,${px(top)})`});
  for (const {name, top: at, keys} of placesOf(width, tracks).placed) {
    legend.append(pen.svg("text", {x: 0, y: at + 10, class: "row-label minor"}, name));
    for (const {colour: own, label, x, y} of keys) {
      const fill = own === null ? hatch : colour(own);
      legend.append(
        pen.svg("rect", {x: px(x), y: px(y), width: swatch, height: swatch, fill}),
        pen.svg("text", {x: px(x + swatch + 6), y: y + 10, class: "small-label"}, label)
      );
    }
  }
  return legend;
}
