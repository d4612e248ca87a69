import type {DefaultTreeAdapterTypes} from "parse5";

export type HtmlNode = DefaultTreeAdapterTypes.Node;
export type HtmlElement = DefaultTreeAdapterTypes.Element;
export type HtmlDocument = DefaultTreeAdapterTypes.Document;

/** The elements with this tag name below a node, in document order. */
export function elements(node: HtmlNode, tag: string): HtmlElement[] {
  const own = "tagName" in node && node.tagName === tag ? [node] : [];
  const children = "childNodes" in node ? node.childNodes : [];
  return [...own, ...children.flatMap((child) => elements(child, tag))];
}

/** The value of an attribute; undefined if the element does not have it. */
export function attribute(element: HtmlElement, name: string): string | undefined {
  return element.attrs.find((d) => d.name === name)?.value;
}

/** Sets an attribute, in the place it had if it was there. */
export function setAttribute(element: HtmlElement, name: string, value: string): void {
  const found = element.attrs.find((d) => d.name === name);
  if (found) found.value = value;
  else element.attrs.push({name, value});
}

/** The text directly inside an element. */
export function textOf(element: HtmlElement): string {
  return element.childNodes.map((child) => ("value" in child ? child.value : "")).join("");
}

/** Rewrites every text directly inside an element. */
export function mapText(element: HtmlElement, change: (text: string) => string): void {
  for (const child of element.childNodes) if ("value" in child) child.value = change(child.value);
}
