import {penOf} from "../charts/svg.js";
import {onPaper} from "./onPaper.js";

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
  const [width, height] = [Number(drawing.getAttribute("width")), Number(drawing.getAttribute("height"))];
  const headings = wrapped(title, Math.floor(width / 8));
  const lines = notes.flatMap((note) => wrapped(note, Math.floor(width / 5.6)));
  const above = 18 + 18 * headings.length;
  const whole = above + height + 14 * lines.length + 12;
  copy.prepend(
    svg("metadata", {}, metadata),
    svg("rect", {x: 0, y: -above, width, height: whole, fill: paper, stroke: "none"})
  );
  headings.forEach((line, i) => {
    copy.append(svg("text", {...text, x: 0, y: 22 + 18 * i - above, "font-size": 15, "font-weight": 600}, line));
  });
  lines.forEach((line, i) => copy.append(svg("text", {...text, x: 0, y: height + 14 + 14 * i, "font-size": 11}, line)));
  copy.setAttribute("height", String(whole));
  copy.setAttribute("viewBox", `0 ${-above} ${width} ${whole}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}

/** A copy with the styles of the page written into it, and the page's own text and ground. */
function styled(drawing: SVGElement) {
  const copy = drawing.cloneNode(true) as SVGElement;
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  originals.forEach((original, i) => {
    const style = getComputedStyle(original);
    const pattern = original.getAttribute("fill");
    for (const property of inherited) {
      const value = style.getPropertyValue(property);
      if (value !== "") copies[i].setAttribute(property, value);
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
