import {el} from "./dom.js";

/** Offers text as a file, made in the browser: nothing is sent anywhere. */
export function download(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], {type}));
  const link = el("a", {href: url, download: name});
  link.click();
  URL.revokeObjectURL(url);
}

/** A table as CSV (RFC 4180) with comment lines on top. A cell that a spreadsheet would run as a formula is quoted with an apostrophe. */
export function csvText(
  notes: readonly string[],
  columns: readonly string[],
  rows: readonly (readonly (string | number | null)[])[]
): string {
  const cell = (value: string | number | null) => {
    if (value === null) return "";
    const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [columns, ...rows].map((row) => row.map(cell).join(","));
  return `${[...notes.map((note) => `# ${note}`), ...lines].join("\r\n")}\r\n`;
}

/** A drawing as a file of its own: styles that come from the page's style sheet are written into it. */
export function svgText(drawing: SVGElement): string {
  const copy = drawing.cloneNode(true) as SVGElement;
  const originals = [drawing, ...drawing.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  originals.forEach((original, i) => {
    const style = getComputedStyle(original);
    for (const property of [
      "fill",
      "stroke",
      "stroke-width",
      "fill-opacity",
      "stroke-opacity",
      "font-family",
      "font-size",
      "font-weight"
    ]) {
      copies[i].setAttribute(property, style.getPropertyValue(property));
    }
    copies[i].removeAttribute("class");
    copies[i].removeAttribute("style");
  });
  // What the computed style cannot carry: an explicit pattern fill stands as an attribute.
  originals.forEach((original, i) => {
    const pattern = original.getAttribute("fill");
    if (pattern?.startsWith("url(")) copies[i].setAttribute("fill", pattern);
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}
