import {defaultTreeAdapter, html as names, parse, serialize} from "parse5";
import {escapeText} from "../pages/markup.js";
import {finishPage} from "./finishPage.js";
import {elements} from "./htmlTree.js";

/** A page that needs neither script nor any other file. */
export interface PlainPage {
  readonly title: string;
  /** HTML of its body. */
  readonly body: string;
  /** Address to which browsers go on at once. */
  readonly forward?: string;
}

const style = `:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .6rem .4rem 0;border-bottom:1px solid #8886;vertical-align:top}
code{overflow-wrap:anywhere}`;

/** The text of a plain page, with its policy. */
export function plainPage({title, body, forward}: PlainPage): string {
  const refresh = forward === undefined ? "" : `<meta http-equiv="refresh" content="0; url=${escapeText(forward)}">`;
  const document = parse(
    `<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${refresh}<title>${escapeText(title)}</title><link rel="icon" href="data:,"></head><body><main>${body}</main></body></html>`
  );
  const [head] = elements(document, "head");
  const sheet = defaultTreeAdapter.createElement("style", names.NS.HTML, []);
  defaultTreeAdapter.insertText(sheet, style);
  defaultTreeAdapter.appendChild(head, sheet);
  return `${finishPage(serialize(document))}\n`;
}
