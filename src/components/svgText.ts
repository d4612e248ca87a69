import {penOf} from "../charts/svg.js";

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
  "font-weight"
];

/**
 * A drawing as a file of its own: styles that come from the page's style sheet are written into it, its title stands
 * above it and the notes below, so that a picture that travels alone still says what it shows and whether it is
 * simulated.
 */
export function svgText(drawing: SVGElement, title: string, notes: readonly string[]): string {
  const copy = drawing.cloneNode(true) as SVGElement;
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  originals.forEach((original, i) => {
    const style = getComputedStyle(original);
    const pattern = original.getAttribute("fill");
    for (const property of inherited) copies[i].setAttribute(property, style.getPropertyValue(property));
    // What the computed style gives as an address relative to the page stands as it was written.
    if (pattern?.startsWith("url(")) copies[i].setAttribute("fill", pattern);
    copies[i].removeAttribute("class");
    copies[i].removeAttribute("style");
  });
  const description = copy.querySelector("desc");
  if (description) description.textContent = `${description.textContent ?? ""} ${notes.join(" ")}`;
  const [width, height] = [Number(drawing.getAttribute("width")), Number(drawing.getAttribute("height"))];
  const lines = notes.flatMap((note) => wrapped(note, Math.floor(width / 5.6)));
  const {color, fontFamily} = getComputedStyle(drawing);
  const {svg} = penOf(drawing.ownerDocument);
  const text = {fill: color, "font-family": fontFamily};
  copy.append(svg("text", {...text, x: 0, y: -14, "font-size": 15, "font-weight": 600}, title));
  lines.forEach((line, i) => copy.append(svg("text", {...text, x: 0, y: height + 14 + 14 * i, "font-size": 11}, line)));
  const whole = height + 36 + 14 * lines.length + 8;
  copy.setAttribute("height", String(whole));
  copy.setAttribute("viewBox", `0 -36 ${width} ${whole}`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
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
