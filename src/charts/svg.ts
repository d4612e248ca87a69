/** Attributes of an SVG element; null and undefined are left out. */
export type Attributes = Readonly<Record<string, string | number | null | undefined>>;

/** Draws SVG with the document it was given: the browser's, or jsdom's where pages are made beforehand. */
export interface Pen {
  /** Creates an element. Text is set as text: data can never become markup. */
  readonly svg: (name: string, attributes?: Attributes, ...children: readonly (Node | string)[]) => SVGElement;
  /** A drawing that a screen reader announces as one picture, with its title and what it shows in words. */
  readonly drawing: (width: number, height: number, title: string, summary: string) => SVGElement;
  /** Diagonal hatching, the sign for "not tested" and "not known" in every figure: its definition and how to fill with it. */
  readonly hatching: () => {definition: SVGElement; fill: string};
}

const namespace = "http://www.w3.org/2000/svg";
let drawings = 0;
let hatches = 0;

/** A pen for a document. */
export function penOf(document: Document): Pen {
  const svg: Pen["svg"] = (name, attributes = {}, ...children) => {
    const element = document.createElementNS(namespace, name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined) element.setAttribute(key, String(value));
    }
    element.append(...children);
    return element;
  };
  return {
    svg,
    drawing(width, height, title, summary) {
      const id = `drawing-${++drawings}`;
      const attributes = {
        xmlns: namespace,
        width,
        height,
        viewBox: `0 0 ${width} ${height}`,
        role: "img",
        "aria-labelledby": `${id}-title`,
        "aria-describedby": `${id}-summary`,
        class: "drawing"
      };
      const name = svg("title", {id: `${id}-title`}, title);
      return svg("svg", attributes, name, svg("desc", {id: `${id}-summary`}, summary));
    },
    hatching() {
      const id = `hatch-${++hatches}`;
      const stroke = svg("line", {x1: 0, x2: 0, y1: 0, y2: 4, class: "hatch"});
      const attributes = {id, width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)"};
      return {definition: svg("defs", {}, svg("pattern", attributes, stroke)), fill: `url(#${id})`};
    }
  };
}

/** A coordinate with one decimal: finer cannot be seen, and paths stay short. */
export function px(value: number): string {
  return (Math.round(value * 10) / 10).toString();
}
