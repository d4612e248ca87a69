import {readFileSync} from "node:fs";
import {dirname, join, normalize, relative, sep} from "node:path";
import {describe, expect, it} from "vitest";
import {filesBelow} from "../scripts/lib/siteKey.mjs";

const root = join(import.meta.dirname, "..");

/** Every TypeScript module of the folders, as paths relative to the project's root, with forward slashes. */
function modules(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    filesBelow(join(root, folder))
      .filter((path) => path.endsWith(".ts"))
      .map((path) => relative(root, path).split(sep).join("/"))
  );
}

function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), "utf8");
  const pattern = /(?:^|\n)\s*(?:import|export)\s[^;"']*?from\s*["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;
  return [...text.matchAll(pattern)].map((match) => match[1] ?? match[2]);
}

/** The layer a module belongs to: `src/<folder>`, or `loaders`. Data and page loaders run at build time. */
function layerOf(path: string): string {
  if (path.startsWith("loaders/")) return "loaders";
  if (/^src\/(data|duckdb|fonts)\//.test(path) || path.endsWith(".md.ts")) return "build";
  return path.split("/").slice(0, 2).join("/");
}

/** What each layer may import, besides itself (DESIGN §2). */
const allowed: Record<string, readonly string[]> = {
  "src/model": [],
  "src/stats": [],
  "src/rscript": [],
  "src/charts": ["src/stats", "src/model"],
  "src/cohort": ["src/stats", "src/model"],
  "src/components": ["src/stats", "src/model", "src/charts", "src/cohort", "src/rscript"],
  build: ["loaders", "src/stats", "src/model", "src/charts", "src/components"],
  loaders: ["src/model", "src/stats", "src/charts", "src/cohort", "src/components", "scripts/lib"]
};

describe("the direction of imports", () => {
  it("is one way: model ← stats ← charts, cohort ← components ← pages; loaders only at build time", () => {
    const wrong: string[] = [];
    for (const path of modules("src", "loaders")) {
      const from = layerOf(path);
      for (const specifier of importsOf(path)) {
        if (!specifier.startsWith(".")) continue;
        const target = relative(root, normalize(join(root, dirname(path), specifier)))
          .split(sep)
          .join("/");
        const to = layerOf(target);
        if (to !== from && !allowed[from]?.includes(to)) wrong.push(`${path} imports ${specifier}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("names relative modules by .js or .mjs and never fetches a library over the network", () => {
    const wrong: string[] = [];
    for (const path of modules("src", "loaders")) {
      for (const specifier of importsOf(path)) {
        if (specifier.startsWith(".") && !/\.(m?js|json)$/.test(specifier)) wrong.push(`${path}: ${specifier}`);
        if (/^(npm|jsr|https?):/.test(specifier)) wrong.push(`${path}: ${specifier}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("keeps stats free of packages other than the special functions, of the DOM, of input and output", () => {
    const outside = modules("src/stats").flatMap((path) =>
      importsOf(path)
        .filter((specifier) => !specifier.startsWith(".") && !specifier.startsWith("@stdlib/"))
        .map((specifier) => `${path}: ${specifier}`)
    );
    expect(outside).toEqual([]);
  });
});

describe("the modules", () => {
  it("stay small: 300 lines at most", () => {
    const long = modules("src", "loaders")
      .map((path) => ({path, lines: readFileSync(join(root, path), "utf8").split("\n").length}))
      .filter(({lines}) => lines > 300);
    expect(long).toEqual([]);
  });
});

describe("the lock file", () => {
  it("holds no download address", () => {
    const lock = readFileSync(join(root, "package-lock.json"), "utf8");
    expect(lock).not.toMatch(/"resolved"|https?:\/\/registry/);
  });
});
