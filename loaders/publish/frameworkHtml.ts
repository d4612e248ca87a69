import {posix} from "node:path";
import {defaultTreeAdapter, html as names} from "parse5";
import {attribute, type HtmlElement, type HtmlNode, setAttribute} from "./htmlTree.js";

const schemeOrAnchor = /^(?:\w+:|#)/;

/**
 * Does to a page's HTML, in place, what Framework does: addresses inside the site become relative to the page and name
 * files, links to elsewhere open a tab of their own, headings with an id link to themselves.
 *
 * @param path of the page inside the site, without extension, e.g. `reports/eln`
 */
export function frameworkHtml(node: HtmlNode, path: string): void {
  if ("tagName" in node) {
    if (node.tagName === "a") resolveLink(node, path);
    if (/^h[1-4]$/.test(node.tagName) && attribute(node, "id") !== undefined) linkToItself(node);
  }
  if ("childNodes" in node) for (const child of node.childNodes) frameworkHtml(child, path);
}

function resolveLink(link: HtmlElement, path: string): void {
  const href = attribute(link, "href");
  if (href === undefined || /(?:^|\s)external(?:\s|$)/i.test(attribute(link, "rel") ?? "")) return;
  const written = decodeURI(href);
  setAttribute(link, "href", encodeURI(schemeOrAnchor.test(written) ? written : relativeAddress(path, written)));
  if (!/^\w+:/.test(written)) return;
  if (attribute(link, "target") === undefined) setAttribute(link, "target", "_blank");
  if (attribute(link, "rel") === undefined) setAttribute(link, "rel", "noopener noreferrer");
}

/** An address inside the site as seen from a page, naming a file. One that leads out of the site stays as it is. */
function relativeAddress(path: string, address: string): string {
  const [, pathname, rest] = /^([^?#]*)(.*)$/s.exec(address)!;
  const folder = posix.dirname(path);
  const target = pathname === "" ? path : posix.join(pathname.startsWith("/") ? "." : folder, pathname);
  if (target.startsWith("../")) return address;
  const relative = posix.relative(posix.join("/", folder), fileOf(posix.join("/", target)));
  return (relative.startsWith("../") ? relative : `./${relative}`) + rest;
}

function fileOf(target: string): string {
  const file = target.endsWith("/") ? `${target}index` : target;
  return posix.extname(file) === "" ? `${file}.html` : file;
}

function linkToItself(heading: HtmlElement): void {
  const link = defaultTreeAdapter.createElement("a", names.NS.HTML, [
    {name: "class", value: "observablehq-header-anchor"},
    {name: "href", value: `#${attribute(heading, "id")!}`}
  ]);
  for (const child of [...heading.childNodes]) {
    defaultTreeAdapter.detachNode(child);
    defaultTreeAdapter.appendChild(link, child);
  }
  defaultTreeAdapter.appendChild(heading, link);
}
