import {unbroken} from "./unbroken.js";

type Child = Node | string | null | undefined | false;
type Value = string | number | boolean | null | undefined | ((event: Event) => void);

/**
 * Creates an HTML element. Attributes that are null, undefined or false are left out, true is an empty attribute, a
 * function under `onclick`, `oninput` … listens. Strings become text nodes, in which a number stays on one line with its
 * unit: data can never become markup.
 */
export function el<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(key.replace(/^on/, ""), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.filter(isThere).map(typeset));
  return element;
}

/**
 * Gives an element that holds nothing but text another one. The text node stays, so that the browser need not style anew; it
 * does nothing where the words are the same.
 */
export function write(element: Element, words: string): void {
  const [first] = element.childNodes;
  const set = unbroken(words);
  if (element.childNodes.length !== 1 || !(first instanceof Text)) element.textContent = set;
  else if (first.data !== set) first.data = set;
}

/** Replaces everything inside an element. */
export function fill(element: Element, ...children: readonly Child[]): void {
  element.replaceChildren(...children.filter((child): child is Node | string => Boolean(child)).map(typeset));
}

function isThere(child: Child): child is Node | string {
  return child !== null && child !== undefined && child !== false;
}

/** Text as it is set: a number stays with its unit. */
function typeset(child: Node | string): Node | string {
  return typeof child === "string" ? unbroken(child) : child;
}
