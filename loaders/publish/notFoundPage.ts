import {defaultTreeAdapter, html as names, parse, serialize} from "parse5";
import {attribute, elements, type HtmlElement, textOf} from "./htmlTree.js";
import {manifestName} from "./siteManifest.js";

/**
 * Finds the site that the missing address is in: the nearest folder above it with a manifest. Links then lead there. A
 * server gives this page under any address, so that none in it can be relative to the page.
 */
const findSite = `
(async () => {
  const parts = location.pathname.split("/");
  for (let end = parts.length - 1; end > 0; --end) {
    const root = parts.slice(0, end).join("/") + "/";
    const manifest = await fetch(root + "${manifestName}").then((answer) => answer.ok && answer.json()).catch(() => null);
    if (!manifest || !manifest.site) continue;
    for (const link of document.querySelectorAll('a[href^="./"]')) link.href = root + link.getAttribute("href").slice(2);
    for (const style of document.querySelectorAll('style[media="not all"]')) {
      style.textContent = style.textContent.replaceAll('url("./', 'url("' + root);
      style.media = "all";
    }
    return;
  }
})();
`;

/**
 * The page for unknown addresses, made to need no other file: its styles inside and no modules. Its links are put right by a
 * script, which then lets the typefaces load; their addresses are the preloaded ones, relative to the site.
 *
 * @param page as Framework wrote it
 * @param styleOf the text of a style sheet of the site, by its address in the page
 */
export function notFoundPage(page: string, styleOf: (address: string) => string): string {
  const document = parse(page);
  const [root] = elements(document, "html");
  for (const gone of [...elements(root, "base"), ...elements(root, "script")]) defaultTreeAdapter.detachNode(gone);
  const fonts = elements(root, "link").filter((link) => attribute(link, "as") === "font");
  const addresses = fonts.flatMap((link) => attribute(link, "href") ?? []);
  for (const style of elements(root, "style").filter((found) => textOf(found).includes("@font-face"))) {
    defaultTreeAdapter.insertBefore(style.parentNode!, waiting(fontFaces(textOf(style), addresses)), style);
    defaultTreeAdapter.detachNode(style);
  }
  for (const link of elements(root, "link")) {
    const [kind, address] = [attribute(link, "rel"), attribute(link, "href")];
    if (kind === "icon") continue;
    if (kind === "stylesheet" && address !== undefined) {
      defaultTreeAdapter.insertBefore(link.parentNode!, elementOf("style", styleOf(address)), link);
    }
    defaultTreeAdapter.detachNode(link);
  }
  const [body] = elements(root, "body");
  defaultTreeAdapter.appendChild(body, elementOf("script", findSite));
  return serialize(document);
}

/** A style sheet that holds for no page until the script has put its addresses right. */
function waiting(css: string): HtmlElement {
  const style = elementOf("style", css);
  style.attrs.push({name: "media", value: "not all"});
  return style;
}

/** Rules for typefaces with the addresses under which the site published the files, which differ by a hash in the name. */
function fontFaces(css: string, published: readonly string[]): string {
  return css.replace(/url\("\/_file\/(fonts\/[\w-]+)\.woff2"\)/g, (whole, name: string) => {
    const address = published.find((d) => d.startsWith(`./_file/${name}.`));
    return address === undefined ? whole : `url("${address}")`;
  });
}

function elementOf(tag: string, content: string): HtmlElement {
  const element = defaultTreeAdapter.createElement(tag, names.NS.HTML, []);
  defaultTreeAdapter.insertText(element, content);
  return element;
}
