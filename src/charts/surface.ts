import {type Pen, px} from "./svg.js";

/**
 * What marks are painted on: a canvas in the page, where thousands of marks must move at once, or an SVG element in an
 * exported file. Coordinates are CSS pixels; colours are those of {@link ResolvedColours}.
 */
export interface Surface {
  rect(x: number, y: number, width: number, height: number, fill: string): void;
  /** Diagonal hatching, the sign for "not tested". */
  hatch(x: number, y: number, width: number, height: number): void;
  dot(x: number, y: number, radius: number, fill: string): void;
}

/** Gives the colour that a CSS colour (with custom properties) stands for at the moment: light, dark or print. */
export type ResolveColour = (css: string) => string;

/** Paints on a canvas, cleared and scaled to the screen's pixels. */
export function canvasSurface(
  context: CanvasRenderingContext2D,
  {width, height, ratio, hatchColour}: {width: number; height: number; ratio: number; hatchColour: string}
): Surface {
  const {canvas} = context;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  const hatching = hatchPattern(context, hatchColour, ratio);
  return {
    rect(x, y, w, h, fill) {
      context.fillStyle = fill;
      context.fillRect(x, y, w, h);
    },
    hatch(x, y, w, h) {
      context.fillStyle = hatching ?? hatchColour;
      context.fillRect(x, y, w, h);
    },
    dot(x, y, radius, fill) {
      context.fillStyle = fill;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fill();
    }
  };
}

/** Paints as SVG elements. Rectangles of one colour become one path, so that the file stays small. */
export function svgSurface(
  pen: Pen,
  hatchFill: string
): {readonly surface: Surface; readonly element: () => SVGElement} {
  const paths = new Map<string, string[]>();
  const dots: SVGElement[] = [];
  const add = (fill: string, x: number, y: number, w: number, h: number) => {
    const list = paths.get(fill) ?? [];
    paths.set(fill, list);
    list.push(`M${fine(x)},${fine(y)}h${fine(w)}v${fine(h)}h${fine(-w)}z`);
  };
  return {
    surface: {
      rect: (x, y, w, h, fill) => add(fill, x, y, w, h),
      hatch: (x, y, w, h) => add(hatchFill, x, y, w, h),
      dot: (x, y, r, fill) => dots.push(pen.svg("circle", {cx: px(x), cy: px(y), r, style: `fill:${fill}`}))
    },
    element() {
      const group = pen.svg("g", {class: "marks"});
      for (const [fill, list] of paths) {
        const paint = fill === hatchFill ? {fill, class: "hatched"} : {style: `fill:${fill}`};
        group.append(pen.svg("path", {d: list.join(""), ...paint}));
      }
      group.append(...dots);
      return group;
    }
  };
}

function hatchPattern(context: CanvasRenderingContext2D, colour: string, ratio: number): CanvasPattern | null {
  const tile = context.canvas.ownerDocument.createElement("canvas");
  const size = Math.max(4, Math.round(6 * ratio));
  tile.width = size;
  tile.height = size;
  const drawing = tile.getContext("2d");
  if (drawing === null) return null;
  drawing.strokeStyle = colour;
  drawing.lineWidth = Math.max(1, 1.3 * ratio);
  drawing.beginPath();
  for (const offset of [-size, 0, size]) {
    drawing.moveTo(offset, size);
    drawing.lineTo(offset + size, 0);
  }
  drawing.stroke();
  const pattern = context.createPattern(tile, "repeat");
  // The tile is made in the screen's pixels.
  pattern?.setTransform(new DOMMatrix().scale(1 / ratio));
  return pattern;
}

function fine(value: number): string {
  return (Math.round(value * 100) / 100).toString();
}
