/** A rule of the style sheet for elements of a drawing. */
interface StyleRule {
  /** From outside in: what each element of the chain must be; the first is the drawing itself. */
  readonly chain: readonly {readonly tag: string | null; readonly classes: readonly string[]}[];
  readonly weight: number;
  readonly declarations: readonly (readonly [string, string])[];
}

/** Properties that a drawing keeps as attributes; all others concern the page. */
const kept = new Set([
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linejoin",
  "paint-order",
  "font-family",
  "font-size",
  "font-weight"
]);

/** The style of drawings on white paper, read from the site's style sheet. */
export interface DrawingStyles {
  /** Attributes of an element of a drawing, `--group` resolved from the elements around it. */
  readonly attributes: (element: Element) => Map<string, string>;
  /** The value of a custom property on white paper. */
  readonly variable: (name: string) => string;
}

/** Reads the rules for `.drawing` and the colours of light pages from a style sheet. */
export function drawingStyles(css: string): DrawingStyles {
  const plain = withoutNested(css.replace(/\/\*[\s\S]*?\*\//g, ""));
  const variables = new Map<string, string>();
  const rules: StyleRule[] = [];
  for (const [, selectors, body] of plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const declarations = declarationsOf(body);
    for (const selector of selectors.split(",").map((d) => d.trim())) {
      if (selector === ":root") for (const [name, value] of declarations) variables.set(name, value);
      const own = declarations.filter(([name]) => kept.has(name));
      if (own.length > 0 && /^\.drawing(?: [\w.-]+)*$/.test(selector)) rules.push(ruleOf(selector, own));
    }
  }
  // Of rules that are equally specific the later one holds, as `sort` keeps their order.
  rules.sort((a, b) => a.weight - b.weight);
  const variable = (name: string) => variables.get(name) ?? "";
  // Elements of one kind in the same place have the same rules, and drawings have thousands of them.
  const known = new Map<string, ReadonlyMap<string, string>>();
  const ruled = (element: Element) => {
    const key = placeOf(element);
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = new Map<string, string>();
    for (const rule of rules)
      if (matches(element, rule.chain)) for (const [name, value] of rule.declarations) found.set(name, value);
    known.set(key, found);
    return found;
  };
  return {
    variable,
    attributes(element) {
      const found = new Map(ruled(element));
      for (const [name, value] of declarationsOf(element.getAttribute("style") ?? ""))
        if (kept.has(name)) found.set(name, value);
      for (const [name, value] of found) found.set(name, resolved(value, element, variable));
      return found;
    }
  };
}

/** The style sheet without what stands inside `@media` and the like: dark, print and narrow pages. */
function withoutNested(css: string): string {
  let text = "";
  for (let i = 0, depth = 0, inside = false; i < css.length; ++i) {
    if (!inside && depth === 0 && css[i] === "@") {
      const end = css.indexOf("{", i);
      const stop = css.indexOf(";", i);
      if (end < 0 || (stop >= 0 && stop < end)) {
        i = stop < 0 ? css.length : stop;
        continue;
      }
      inside = true;
    }
    if (css[i] === "{") ++depth;
    if (!inside) text += css[i];
    if (css[i] === "}" && --depth === 0) inside = false;
  }
  return text;
}

function declarationsOf(body: string): [string, string][] {
  return body.split(";").flatMap((line): [string, string][] => {
    const at = line.indexOf(":");
    return at < 0 ? [] : [[line.slice(0, at).trim(), line.slice(at + 1).trim()]];
  });
}

function ruleOf(selector: string, declarations: readonly (readonly [string, string])[]): StyleRule {
  const chain = selector.split(" ").map((part) => {
    const [tag, ...classes] = part.split(".");
    return {tag: tag === "" ? null : tag, classes};
  });
  const weight = chain.reduce((sum, {tag, classes}) => sum + 10 * classes.length + (tag === null ? 0 : 1), 0);
  return {chain, weight, declarations};
}

function matches(element: Element, chain: StyleRule["chain"]): boolean {
  let at: Element | null = element;
  if (!is(at, chain[chain.length - 1])) return false;
  for (let i = chain.length - 2; i >= 0; --i) {
    do at = at.parentElement;
    while (at !== null && !is(at, chain[i]));
    if (at === null) return false;
  }
  return true;
}

/** Names and classes of an element and of those around it: all that a rule asks for. */
function placeOf(element: Element): string {
  const around = element.parentElement === null ? "" : placeOf(element.parentElement);
  return `${around} ${element.localName}.${element.getAttribute("class") ?? ""}`;
}

function is(element: Element, {tag, classes}: StyleRule["chain"][number]): boolean {
  return (tag === null || element.localName === tag) && classes.every((name) => element.classList.contains(name));
}

/** A value without variables and mixtures, which few programs that open SVG files know. */
function resolved(value: string, element: Element, variable: (name: string) => string): string {
  let text = value;
  for (let round = 0; round < 8 && text.includes("var("); ++round)
    text = text.replace(/var\((--[\w-]+)(?:,\s*([^()]*))?\)/g, (_, name: string, otherwise: string | undefined) => {
      return localVariable(element, name) ?? (variable(name) || (otherwise ?? ""));
    });
  return text.replace(
    /color-mix\(in srgb, (#[0-9a-f]+) (\d+)%, (#[0-9a-f]+)\)/gi,
    (_, a: string, share: string, b: string) => mixed(a, b, Number(share) / 100)
  );
}

function localVariable(element: Element, name: string): string | undefined {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const own = declarationsOf(at.getAttribute("style") ?? "").find(([property]) => property === name);
    if (own !== undefined) return own[1];
  }
  return undefined;
}

/** Two colours mixed in sRGB, as `color-mix(in srgb, …)` does. */
function mixed(a: string, b: string, share: number): string {
  const channels = (colour: string) => {
    const hex = colour.length === 4 ? colour.slice(1).replace(/./g, "$&$&") : colour.slice(1, 7);
    return [0, 2, 4].map((i) => parseInt(hex.slice(i, i + 2), 16));
  };
  const [first, second] = [channels(a), channels(b)];
  const value = (i: number) => Math.round(share * first[i] + (1 - share) * second[i]);
  return `#${[0, 1, 2].map((i) => value(i).toString(16).padStart(2, "0")).join("")}`;
}
