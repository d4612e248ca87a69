/** A piece of HTML that may stand in a page's Markdown. */
export interface Markup {
  readonly html: string;
}

type Child = Markup | string | null | false;

/**
 * An element as HTML text. Strings are data: they are escaped, so that they can become neither markup nor what
 * Framework would run, which is anything between `${` and `}`. Attributes that are null or false are left out; true is
 * an empty attribute.
 */
export function tag(
  name: string,
  attributes: Readonly<Record<string, string | number | boolean | null>> = {},
  ...children: readonly Child[]
): Markup {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== false)
    .map(([key, value]) => (value === true ? ` ${key}` : ` ${key}="${escapeText(String(value))}"`));
  const inner = children.map((child) => (child === null || child === false ? "" : htmlOf(child)));
  return {html: `<${name}${written.join("")}>${inner.join("")}</${name}>`};
}

/**
 * Text as HTML. Besides what HTML needs, everything that Markdown or Framework read is written as a number, and line
 * breaks become spaces: an empty line would end the HTML block.
 */
export function escapeText(text: string): string {
  return text.replace(/[&<>"'`$\\{}[\]*_~|#!]/g, (letter) => `&#${letter.charCodeAt(0)};`).replace(/\p{Cc}+/gu, " ");
}

function htmlOf(child: Markup | string): string {
  return typeof child === "string" ? escapeText(child) : child.html;
}
