import {z} from "zod";
import {cubePages, everybodyCohort, noSplit} from "../../../src/model/cube.js";
import {blockSchema} from "../../report/blocks/blockKinds.js";
import type {BlockDeclaration} from "../../report/blocks/blockKind.js";
import {text, truth} from "../../study/scalars.js";
import {readDeclaration} from "../../study/readDeclaration.js";

/** Kinds of block that can be split into groups. */
const splittable = ["levels", "values", "frequencies", "survival", "incidence"];

const id = text.regex(/^[a-z0-9][a-z0-9-]*$/u, "expected lower-case letters, digits and hyphens");
const dimension = {id, label: text, variables: z.array(text).default([])};

const dimensionSchema = z.union([
  z.strictObject({...dimension, by: text, levels: z.array(text).optional()}),
  z.strictObject({...dimension, sets: z.array(z.strictObject({id, label: text, cohort: text})).min(2)})
]);

const figureSchema = z.strictObject({
  page: z.enum(cubePages),
  name: text,
  combined: truth.default(false),
  block: blockSchema.refine(({kind}) => splittable.includes(kind), {
    message: `expected a kind that can be split: ${splittable.join(", ")}`,
    path: ["kind"]
  })
});

const cubeSchema = z.strictObject({
  version: text,
  dimensions: z
    .array(dimensionSchema)
    .refine((all) => isDistinct([everybodyCohort, noSplit, ...all.map((d) => d.id)]), {
      message: "two dimensions of one name, or one named all or none"
    }),
  figures: z.array(figureSchema).refine((all) => isDistinct(all.map(({block}) => block.id)), {
    message: "two figures of one name"
  })
});

/**
 * A dimension as declared: the levels of a variable (all of its own, or some), or cohorts in the explorer's URL form.
 * `variables` are those that say the same, which tables split by it leave out.
 */
export type DimensionDeclaration = z.output<typeof dimensionSchema>;

/** The public explorer's cube as declared. */
export interface CubeDeclaration {
  readonly version: string;
  readonly dimensions: readonly DimensionDeclaration[];
  readonly figures: readonly {
    readonly page: z.output<typeof figureSchema>["page"];
    readonly name: string;
    /** Whether a cohort of the figure can be split as well; if not, everybody alone. */
    readonly combined: boolean;
    readonly block: BlockDeclaration;
  }[];
}

/** Where the cube is declared, below the project's root. */
export const cubeFile = "data/disclosure/cube.yaml";

/**
 * Reads what the public explorer is to show.
 *
 * @throws {HarmoniseError} naming file, line and key of what is wrong
 */
export function readCubeDeclaration(root: string): CubeDeclaration {
  return readDeclaration(root, cubeFile, cubeSchema).value;
}

function isDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}
