/** Attributes of an SVG element; null and undefined are left out. */
export type Attributes = Readonly<Record<string, string | number | null | undefined>>;

const namespace = "http://www.w3.org/2000/svg";

/** Creates an SVG element. Text is set as text: data can never become markup. */
export function svg(name: string, attributes: Attributes = {}, ...children: readonly (Node | string)[]): SVGElement {
  const element = document.createElementNS(namespace, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(key, String(value));
  }
  element.append(...children);
  return element;
}

/** An SVG drawing that a screen reader announces as one picture, with its title and what it shows in words. */
export function drawing(width: number, height: number, title: string, summary: string): SVGElement {
  const id = `figure-${++drawings}`;
  return svg(
    "svg",
    {
      xmlns: namespace,
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-labelledby": `${id}-title ${id}-summary`,
      class: "drawing"
    },
    svg("title", {id: `${id}-title`}, title),
    svg("desc", {id: `${id}-summary`}, summary)
  );
}

let drawings = 0;

/** A coordinate with one decimal: finer cannot be seen, and paths stay short. */
export function px(value: number): string {
  return (Math.round(value * 10) / 10).toString();
}

let hatches = 0;

/** Diagonal hatching, the sign for "not tested" and "not known" in every figure: its definition and how to fill with it. */
export function hatching(): {definition: SVGElement; fill: string} {
  const id = `hatch-${++hatches}`;
  const stroke = svg("line", {x1: 0, x2: 0, y1: 0, y2: 5, class: "hatch"});
  const attributes = {id, width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)"};
  return {definition: svg("defs", {}, svg("pattern", attributes, stroke)), fill: `url(#${id})`};
}
