import {el} from "./dom.js";
import {embeddedFonts} from "./embeddedFonts.js";
import {withPngText} from "./pngText.js";

/** Dots of the picture per CSS pixel. */
const scale = 2;

/**
 * An SVG file as a PNG picture with a text in it. The typefaces of the page are drawn where it has them; elsewhere the
 * fallback of the same list, as on the page itself.
 *
 * @throws {Error} if the browser cannot draw the file
 */
export async function pngPicture(svg: string, description: string): Promise<Uint8Array<ArrayBuffer>> {
  const fonts = await embeddedFonts(svg);
  const image = await loaded(svg.replace(/(<svg[^>]*>)/, `$1<style>${fonts}</style>`));
  const canvas = el("canvas", {width: Math.ceil(image.width * scale), height: Math.ceil(image.height * scale)});
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser draws no pictures");
  context.scale(scale, scale);
  context.drawImage(image, 0, 0, image.width, image.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (blob === null) throw new Error(`no picture of ${canvas.width} by ${canvas.height} dots in this browser`);
  return withPngText(new Uint8Array(await blob.arrayBuffer()), "Description", description);
}

async function loaded(svg: string): Promise<HTMLImageElement> {
  const url = URL.createObjectURL(new Blob([svg], {type: "image/svg+xml"}));
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } finally {
    URL.revokeObjectURL(url);
  }
  return image;
}
