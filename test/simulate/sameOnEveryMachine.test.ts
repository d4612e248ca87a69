import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {root} from "./registry.js";

/** Exact by their definition, or (`sqrt`) rounded correctly by IEEE 754. */
const exact = ["abs", "ceil", "floor", "imul", "max", "min", "round", "sign", "sqrt", "trunc"];

/** Computed by V8 in software, alike on every machine and unchanged between its versions; a constant. */
const software = ["exp", "log", "LN2"];

const allowed = new Set([...exact, ...software]);

/** What depends on the machine, its language or its clock, or has changed between versions of V8. */
const forbidden: Readonly<Record<string, RegExp>> = {
  "the operator **": /[^*/\s]\s*\*\*=?\s*[^*/\s]/,
  "Math by another name": /\bMath\b(?!\.\w)/,
  "the clock": /\bnew Date\(\)|\bDate\.now\b/,
  "the language of the machine": /\btoLocale\w*|\blocaleCompare\b|\bIntl\b/,
  "the machine's random numbers": /\bcrypto\.\w*random|\brandomBytes\b|\brandomUUID\b/i,
  "local time": /\.(?:get|set)(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds)\b/
};

const modules = readdirSync(join(root, "loaders/simulate"), {recursive: true, encoding: "utf8"})
  .filter((name) => name.endsWith(".ts"))
  .map((name) => ({name, code: withoutComments(readFileSync(join(root, "loaders/simulate", name), "utf8"))}));

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

describe("the simulators", () => {
  it.each(modules)("$name calls only mathematics that is the same everywhere", ({code}) => {
    const others = [...code.matchAll(/\bMath\.(\w+)/g)].map((match) => match[1]).filter((name) => !allowed.has(name));
    expect(others).toEqual([]);
  });

  it.each(modules)("$name depends on nothing that differs by machine or version", ({code}) => {
    const found = Object.entries(forbidden).filter(([, pattern]) => pattern.test(code));
    expect(found.map(([what]) => what)).toEqual([]);
  });

  it("would not let these pass", () => {
    const names = ["x ** y", "2**0.5", "Math[name]", "const {pow} = Math;", "new Date()", "a.localeCompare(b)"];
    for (const code of [...names, "day.getFullYear()"])
      expect(Object.values(forbidden).some((pattern) => pattern.test(code))).toBe(true);
    for (const name of ["pow", "sin", "cos", "tan", "log10", "hypot", "random"]) expect(allowed.has(name)).toBe(false);
  });
});
