import {canvasSurface, type ResolveColour, type Surface, svgSurface} from "./surface.js";
import {type Pen, penOf} from "./svg.js";

/** A figure whose marks are painted on a canvas, with names and axes in SVG over it. */
export interface CanvasFigure {
  readonly element: HTMLElement;
  /** Takes the focus and the pointer. */
  readonly pointer: HTMLElement;
  /** The SVG over the canvas. */
  readonly labels: SVGElement;
  /** Paints the marks anew: after a change of the view, or of light and dark. */
  paint(): void;
  /** Says something of the place under pointer or cursor, aloud too. */
  say(words: string): void;
  /** All of it as SVG, for a file. */
  picture(): SVGElement;
}

/** What a canvas figure is made of. */
export interface CanvasFigureOptions {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly summary: string;
  /** What the keys do, read with the name of the focusable part. */
  readonly keys: string;
  readonly colour: ResolveColour;
  /** Draws names, axes, legend. */
  readonly drawLabels: (pen: Pen, figure: SVGElement, hatch: string) => void;
  readonly paintMarks: (surface: Surface, colour: ResolveColour) => void;
  readonly document?: Document;
}

/** Makes a figure whose marks are on a canvas; without canvas (a document that cannot draw) only its names are there. */
export function canvasFigure(options: CanvasFigureOptions): CanvasFigure {
  const {width, height, title, summary, keys, colour, drawLabels, paintMarks} = options;
  const document = options.document ?? globalThis.document;
  const pen = penOf(document);
  const labelled = () => {
    const drawing = pen.drawing(width, height, title, summary);
    const hatch = pen.hatching();
    drawing.append(hatch.definition);
    drawLabels(pen, drawing, hatch.fill);
    return {drawing, hatch: hatch.fill};
  };
  const element = document.createElement("div");
  element.className = "canvas-figure";
  const stage = document.createElement("div");
  stage.className = "stage";
  const canvas = document.createElement("canvas");
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  canvas.setAttribute("aria-hidden", "true");
  const {drawing: labels} = labelled();
  const pointer = document.createElement("div");
  pointer.className = "pointer";
  pointer.tabIndex = 0;
  pointer.setAttribute("role", "group");
  pointer.setAttribute("aria-label", `${title} ${keys}`);
  stage.append(canvas, labels, pointer);
  const words = document.createElement("p");
  words.className = "place";
  words.setAttribute("aria-live", "polite");
  words.textContent = keys;
  element.append(stage, words);
  return {
    element,
    pointer,
    labels,
    paint() {
      const context = canvas.getContext("2d");
      if (context === null) return;
      const ratio = document.defaultView?.devicePixelRatio ?? 1;
      paintMarks(canvasSurface(context, {width, height, ratio, hatchColour: colour("var(--unknown)")}), colour);
    },
    say: (text) => (words.textContent = text === "" ? keys : text),
    picture() {
      const {drawing, hatch} = labelled();
      const {surface, element: marks} = svgSurface(pen, hatch);
      paintMarks(surface, colour);
      drawing.insertBefore(marks(), drawing.querySelector("defs")?.nextSibling ?? null);
      return drawing;
    }
  };
}
