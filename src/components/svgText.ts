import {penOf} from "../charts/svg.js";
import {onPaper} from "./onPaper.js";

/** Pixels around everything. */
const margin = 16;

/** Properties that an element has from the one around it unless it is given its own. */
const inherited = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-linejoin",
  "paint-order",
  "stroke-opacity",
  "fill-opacity",
  "font-family",
  "font-size",
  "font-style",
  "font-weight"
];

/**
 * A drawing as a file of its own: styles that come from the page's style sheet are written into it, in the colours of
 * white paper; its title stands above it and the notes below, so that a picture that travels alone still says what it shows
 * and whether it is simulated. `metadata` (JSON) goes into its metadata element, for programs. Images in a drawing have the
 * colours of the screen, and so has what stands around them.
 */
export function svgText(drawing: SVGElement, title: string, notes: readonly string[], metadata: string): string {
  const {ownerDocument} = drawing;
  const {copy, text, paper} = drawing.querySelector("image")
    ? styled(drawing)
    : onPaper(ownerDocument, () => styled(drawing));
  const {svg} = penOf(ownerDocument);
  const description = copy.querySelector("desc");
  if (description) description.textContent = `${description.textContent ?? ""} ${notes.join(" ")}`;
  const name = copy.querySelector("title");
  if (name?.parentNode === copy) name.textContent = title;
  const {left, top, right, bottom} = extent(drawing);
  const inside = right - left;
  const headings = wrapped(title, Math.floor(inside / 8));
  const lines = notes.flatMap((note) => wrapped(note, Math.floor(inside / 5.6)));
  const above = top - 14 - 18 * headings.length;
  const frame = {
    x: left - margin,
    y: above - margin,
    width: inside + 2 * margin,
    height: bottom + 8 + 14 * lines.length + 2 * margin - above
  };
  copy.prepend(svg("metadata", {}, metadata), svg("rect", {...frame, fill: paper, stroke: "none"}));
  headings.forEach((line, i) => {
    copy.append(svg("text", {...text, x: left, y: above + 14 + 18 * i, "font-size": 15, "font-weight": 600}, line));
  });
  lines.forEach((line, i) => {
    copy.append(svg("text", {...text, x: left, y: bottom + 20 + 14 * i, "font-size": 11}, line));
  });
  copy.setAttribute("width", String(frame.width));
  copy.setAttribute("height", String(frame.height));
  copy.setAttribute("viewBox", `${frame.x} ${frame.y} ${frame.width} ${frame.height}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}

/** Where the marks of a drawing end: labels may reach over its sides. */
function extent(drawing: SVGElement) {
  const [width, height] = [Number(drawing.getAttribute("width")), Number(drawing.getAttribute("height"))];
  if (!(drawing instanceof SVGSVGElement) || !("getBBox" in drawing))
    return {left: 0, top: 0, right: width, bottom: height};
  const box = drawing.getBBox();
  return {
    left: Math.floor(Math.min(0, box.x)),
    top: Math.floor(Math.min(0, box.y)),
    right: Math.ceil(Math.max(width, box.x + box.width)),
    bottom: Math.ceil(Math.max(height, box.y + box.height))
  };
}

/** A copy with the styles of the page written into it, and the page's own text and ground. */
function styled(drawing: SVGElement) {
  const copy = drawing.cloneNode(true) as SVGElement;
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  const styles = new Map(originals.map((original) => [original, getComputedStyle(original)]));
  originals.forEach((original, i) => {
    const style = styles.get(original)!;
    const around = i === 0 ? undefined : styles.get(original.parentElement!);
    const pattern = original.getAttribute("fill");
    for (const property of inherited) {
      const value = style.getPropertyValue(property);
      if (value === "" || value === around?.getPropertyValue(property)) copies[i].removeAttribute(property);
      else copies[i].setAttribute(property, value);
    }
    if (style.display === "none") copies[i].setAttribute("display", "none");
    if (Number(style.opacity) < 1) copies[i].setAttribute("opacity", style.opacity);
    // What the computed style gives as an address relative to the page stands as it was written.
    if (pattern?.startsWith("url(")) copies[i].setAttribute("fill", pattern);
    copies[i].removeAttribute("class");
    copies[i].removeAttribute("style");
  });
  const {color, fontFamily} = getComputedStyle(drawing);
  const page = getComputedStyle(drawing.ownerDocument.documentElement);
  const paper = page.getPropertyValue("--paper").trim() || "#ffffff";
  return {copy, text: {fill: color, "font-family": fontFamily}, paper};
}

/** Text in lines of at most so many characters, broken at spaces. */
function wrapped(text: string, length: number): string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    if (last !== "" && last.length + word.length >= length) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines;
}
