import {defaultTreeAdapter, html as names, parse, serialize} from "parse5";
import {registrationScript} from "./offlineWorker.js";
import {contentSecurityPolicy} from "./contentSecurityPolicy.js";
import {attribute, elements, type HtmlDocument, type HtmlElement, mapText, setAttribute, textOf} from "./htmlTree.js";
import {withoutFileTimes} from "./withoutFileTimes.js";

/**
 * A page as Framework wrote it, made fit for publishing: language, zoom allowed, no file times, fonts by their hashed
 * address, referrer and content-security policy. Finishing a finished page changes nothing.
 *
 * @param worker address, as seen from the page, of the service worker that a page which filters has installed
 */
export function finishPage(page: string, worker: string | null = null): string {
  const document = parse(page);
  finishDocument(document, runsDatabase(page), worksOffline(page) ? worker : null);
  return serialize(document);
}

/**
 * Makes a parsed page fit for publishing, in place, as {@link finishPage} does.
 *
 * @param wasm whether the page runs the database
 * @param worker address of the service worker that the page has installed; null: none
 */
export function finishDocument(document: HtmlDocument, wasm: boolean, worker: string | null): void {
  const [root] = elements(document, "html");
  const [head] = elements(root, "head");
  setAttribute(root, "lang", "en-GB");
  for (const meta of elements(head, "meta")) {
    const content = attribute(meta, "content") ?? "";
    // A page that cannot be enlarged shuts out readers with low vision (WCAG 1.4.4).
    if (attribute(meta, "name") === "viewport") {
      setAttribute(meta, "content", content.replace(/,?\s*maximum-scale=[\d.]+/, ""));
    }
  }
  if (worker !== null) registerWorker(root, worker);
  const inline = elements(root, "script").filter((script) => attribute(script, "src") === undefined);
  for (const script of inline) mapText(script, withoutFileTimes);
  resolveFonts(head);
  const policy = contentSecurityPolicy({scripts: inline.map(textOf), wasm, workers: wasm || worker !== null});
  head.childNodes = head.childNodes.filter((node) => !("tagName" in node && isPolicy(node)));
  // Before the first script, which it governs, and after the encoding, which must come first.
  insertAfterCharset(head, [
    element("meta", {name: "referrer", content: "no-referrer"}),
    element("meta", {"http-equiv": "content-security-policy", content: policy})
  ]);
}

/** True for a page of the explorer, which is kept for visits without a network. */
export function worksOffline(page: string): boolean {
  return runsDatabase(page) || page.includes("cubePage(");
}

/** True for a page that filters: it loads the database, and needs WebAssembly. */
export function runsDatabase(page: string): boolean {
  return page.includes("duckdb-eh");
}

/** Adds the script that has the service worker installed, in the place of one added before. */
function registerWorker(root: HtmlElement, worker: string): void {
  const [body] = elements(root, "body");
  body.childNodes = body.childNodes.filter(
    (node) => !("tagName" in node && attribute(node, "data-offline") !== undefined)
  );
  const script = element("script", {"data-offline": ""});
  defaultTreeAdapter.insertText(script, registrationScript(worker));
  defaultTreeAdapter.appendChild(body, script);
}

/** Gives the `@font-face` rules the addresses under which the build published the preloaded fonts. */
function resolveFonts(head: HtmlElement): void {
  const published = new Map<string, string>();
  for (const link of elements(head, "link")) {
    const href = attribute(link, "href");
    const name = href === undefined ? null : /_file\/(fonts\/[\w-]+)\.[0-9a-f]{8}\.woff2$/.exec(href);
    if (name !== null && href !== undefined) published.set(`/_file/${name[1]}.woff2`, href);
  }
  for (const style of elements(head, "style")) {
    mapText(style, (text) =>
      text.replace(/url\("(\/_file\/fonts\/[^"]+)"\)/g, (whole, url: string) => {
        const href = published.get(url);
        return href === undefined ? whole : `url("${href}")`;
      })
    );
  }
}

function isPolicy(element: HtmlElement): boolean {
  if (element.tagName !== "meta") return false;
  return (
    attribute(element, "name") === "referrer" ||
    attribute(element, "http-equiv")?.toLowerCase() === "content-security-policy"
  );
}

function element(tag: string, attributes: Record<string, string>): HtmlElement {
  const list = Object.entries(attributes).map(([name, value]) => ({name, value}));
  return defaultTreeAdapter.createElement(tag, names.NS.HTML, list);
}

function insertAfterCharset(head: HtmlElement, added: readonly HtmlElement[]): void {
  const at = head.childNodes.findIndex((node) => "tagName" in node && attribute(node, "charset") !== undefined);
  for (const element of added) element.parentNode = head;
  head.childNodes.splice(at + 1, 0, ...added);
}
