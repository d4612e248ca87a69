import type {FigureRelease} from "../model/figureRelease.js";
import {el, fill} from "./dom.js";
import {download} from "./download.js";
import {csvFile, csvName, pngFile, scriptFile, svgFile} from "./exportFile.js";
import type {FigureContent} from "./figureFrame.js";
import {captionOf} from "./figureMetadata.js";
import {figurePicture} from "./figurePicture.js";
import {onPaper} from "./onPaper.js";

/** A figure as far as its files are concerned; asked when one is saved. */
export interface SavedFigure {
  readonly id: string;
  /** The whole figure. */
  readonly frame: () => HTMLElement;
  /** What holds its drawing. */
  readonly drawing: HTMLElement;
  readonly release: () => FigureRelease;
  readonly content: () => FigureContent | undefined;
  /** Width of the drawing in CSS pixels. */
  readonly width: () => number;
  /** Draws what was put off. */
  readonly settle: () => void;
}

/** Saves a figure: its numbers, its drawing, and the R script that gives the numbers again. A figure without content saves nothing. */
export function figureFiles({id, frame, drawing: host, release, content, width, settle}: SavedFigure) {
  const words = () => ({
    id,
    title: content()?.title ?? "",
    notes: [content()?.subtitle ?? "", captionOf(content() ?? {caption: ""})],
    address: location.href,
    metadata: content()?.metadata ?? null
  });
  /** Out of sight, but in the page: styles apply to nothing else. */
  const withPicture = <T>(use: (drawing: SVGElement) => T): T | null => {
    const studio = el("div", {class: "studio", "aria-hidden": "true"});
    const {picture} = content() ?? {};
    settle();
    const make = () => {
      if (picture) studio.append(picture(width()));
      const drawing = figurePicture(picture ? studio : host);
      if (drawing && !drawing.isConnected) studio.append(drawing);
      return drawing && use(drawing);
    };
    frame().append(studio);
    try {
      return picture ? onPaper(document, make) : make();
    } finally {
      fill(studio);
      studio.remove();
    }
  };
  return {
    csv() {
      const shown = content();
      if (shown) download(csvFile(release(), words(), shown.csv?.() ?? shown.table));
    },
    svg() {
      const file = withPicture((drawing) => svgFile(release(), words(), drawing));
      if (file) download(file);
    },
    /** @throws {Error} if the browser cannot draw it */
    async png() {
      const file = await withPicture((drawing) => pngFile(release(), words(), drawing));
      if (file) download(file);
    },
    script() {
      const script = content()?.script?.(csvName(release(), {id}));
      if (script !== undefined) download(scriptFile(release(), words(), script));
    }
  };
}
