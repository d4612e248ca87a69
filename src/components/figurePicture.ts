import {penOf} from "../charts/svg.js";

/**
 * What a figure shows as one drawing: its SVG; or where marks are on a canvas, a drawing that holds the canvases as images
 * and the SVG (labels, axes) over them, each where the page has it. Null for a figure without a picture, such as a table.
 */
export function figurePicture(host: HTMLElement): SVGElement | null {
  const canvases = [...host.querySelectorAll("canvas")];
  const drawings = [...host.querySelectorAll<SVGElement>("svg")].filter(
    (d) => d.parentElement?.closest("svg") === null
  );
  if (canvases.length === 0 && drawings.length < 2) return drawings[0] ?? null;
  const pictures = [...canvases, ...drawings].map((element) => ({element, box: element.getBoundingClientRect()}));
  const left = Math.min(...pictures.map(({box}) => box.left));
  const top = Math.min(...pictures.map(({box}) => box.top));
  const width = Math.ceil(Math.max(...pictures.map(({box}) => box.right)) - left);
  const height = Math.ceil(Math.max(...pictures.map(({box}) => box.bottom)) - top);
  const {drawing, svg} = penOf(host.ownerDocument);
  const words = (part: string) => drawings.map((d) => d.querySelector(part)?.textContent ?? "").find((d) => d !== "");
  const whole = drawing(width, height, words("title") ?? "", words("desc") ?? "");
  for (const {element, box} of pictures) {
    const place = {x: box.left - left, y: box.top - top, width: box.width, height: box.height};
    if (element instanceof HTMLCanvasElement) whole.append(svg("image", {...place, href: element.toDataURL()}));
    else {
      const part = element.cloneNode(true) as SVGElement;
      for (const [key, value] of Object.entries({...place, overflow: "visible"})) part.setAttribute(key, String(value));
      whole.append(part);
    }
  }
  return whole;
}
