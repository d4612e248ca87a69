import {penOf} from "../../../src/charts/svg.js";
import {textLines} from "../../../src/charts/textLines.js";
import type {DrawingStyles} from "./drawingStyles.js";
import {withOwnIds} from "./svgMarkup.js";

/** What a picture that travels alone says of itself. */
export interface PictureWords {
  readonly title: string;
  /** Below the drawing, a paragraph each. */
  readonly notes: readonly string[];
  /** For programs. */
  readonly metadata: string;
}

/** Pixels around everything. */
const margin = 16;

/**
 * A drawing as a file of its own: the styles of the page written into it as attributes, in the colours of white paper; its
 * title above and the notes below, metadata as JSON. Changes the drawing.
 */
export function standaloneSvg(drawing: SVGElement, styles: DrawingStyles, words: PictureWords): string {
  const {svg} = penOf(drawing.ownerDocument);
  const [, first, width, height] = drawing.getAttribute("viewBox")!.split(" ").map(Number);
  const last = first + height;
  const all: Element[] = [drawing, ...drawing.querySelectorAll("*")];
  const found = new Map(all.map((element) => [element, styles.attributes(element)]));
  for (const [element, attributes] of found) {
    // What an element has from the one around it need not be repeated.
    const around = element.parentElement === null ? undefined : found.get(element.parentElement);
    for (const [name, value] of attributes) {
      const own = element.getAttribute(name);
      // A pattern stands in the attribute; the page's style does not reach it.
      if (name === "fill" && own?.startsWith("url(")) continue;
      if (around?.get(name) !== value) element.setAttribute(name, value);
    }
    for (const name of [
      "class",
      "style",
      ...[...element.attributes].map((d) => d.name).filter((d) => d.startsWith("data-"))
    ])
      element.removeAttribute(name);
  }
  const title = textLines(words.title, width, 8);
  const notes = words.notes.flatMap((note) => textLines(note, width, 5.6));
  const above = first - 14 - 18 * title.length;
  const frame = {
    x: -margin,
    y: above - margin,
    width: width + 2 * margin,
    height: last + 12 + 14 * notes.length + 2 * margin - above
  };
  const ink = {fill: styles.variable("--text"), "font-family": styles.variable("--sans")};
  drawing.querySelector("title")!.textContent = words.title;
  drawing.prepend(
    svg("metadata", {}, words.metadata),
    svg("rect", {...frame, fill: styles.variable("--paper"), stroke: "none"})
  );
  title.forEach((line, i) =>
    drawing.append(svg("text", {...ink, x: 0, y: above + 14 + 18 * i, "font-size": 15, "font-weight": 600}, line))
  );
  notes.forEach((line, i) => drawing.append(svg("text", {...ink, x: 0, y: last + 20 + 14 * i, "font-size": 11}, line)));
  drawing.setAttribute("width", String(frame.width));
  drawing.setAttribute("height", String(frame.height));
  drawing.setAttribute("viewBox", `${frame.x} ${frame.y} ${frame.width} ${frame.height}`);
  // The namespace is the element's own; written as an attribute besides, it would stand there twice.
  drawing.removeAttribute("xmlns");
  const {XMLSerializer} = drawing.ownerDocument.defaultView!;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${withOwnIds(new XMLSerializer().serializeToString(drawing), "figure")}\n`;
}
