import {el} from "./dom.js";
import type {ExportFile} from "./exportFile.js";

/**
 * Offers a file, made in the browser: nothing is sent anywhere. The only way out of a page; it takes nothing but files that
 * say what release they come from and whether its data are simulated.
 */
export function download({name, type, content}: ExportFile): void {
  const url = URL.createObjectURL(new Blob([content], {type}));
  const link = el("a", {href: url, download: name});
  link.click();
  URL.revokeObjectURL(url);
}
