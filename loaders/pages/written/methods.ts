import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {z} from "zod";
import {readDeclaration} from "../../study/readDeclaration.js";
import {text} from "../../study/scalars.js";

const schema = z.array(
  z.object({
    id: text,
    name: text,
    formula: text,
    text,
    source: text,
    r: text,
    agreement: z.array(text).default([])
  })
);

/** How far a comparison with R found our numbers from R's, as the tests left it. */
export interface Agreement {
  readonly name: string;
  /** Reference cases, and numbers compared in them. */
  readonly cases: number;
  readonly values: number;
  /** Largest difference, relative to R's number. */
  readonly largest: number;
}

/** A statistic of the site: what it is, what gives the same in R, and how well the two agree. */
export interface Method extends Omit<z.infer<typeof schema>[number], "agreement"> {
  readonly agreement: readonly Agreement[];
}

/**
 * The statistics of the site, `data/methods.yaml`, each with the comparisons that the tests left in `data/agreement`.
 *
 * @throws {HarmoniseError} if the file does not follow its schema, or names a comparison that the tests do not make
 */
export function readMethods(root: string): {methods: Method[]; comparisons: Agreement[]} {
  const folder = join(root, "data/agreement");
  const comparisons = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Agreement);
  const declaration = readDeclaration(root, "data/methods.yaml", schema);
  const methods = declaration.value.map((method, i) => ({
    ...method,
    agreement: method.agreement.map((name, k) => {
      const found = comparisons.find((d) => d.name === name);
      if (found === undefined)
        throw declaration.fault([{path: [i, "agreement", k], message: `no test makes the comparison: ${name}`}]);
      return found;
    })
  }));
  return {methods, comparisons};
}
