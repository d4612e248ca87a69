import {z} from "zod";
import type {Classification} from "../../classify/classify.js";
import type {Known} from "../../classify/encodeFact.js";
import {columnOf} from "../../release/columnOf.js";
import {number, text} from "../../study/scalars.js";
import {ReportError} from "../reportError.js";
import type {ReportContext} from "../reportContext.js";
import {classAnswers} from "./classAnswers.js";
import {type FactChange, type Reclassifier, reclassifier} from "./ruleTables.js";

/** A reading of a rule table other than the one of the release. */
export const variantSchema = z.strictObject({
  label: text,
  /** Classes of this status alone; the others are in no group. */
  status: z.enum(["definite"]).optional(),
  /** A fact that is a number, as it would be with everybody who has one or lacks one: this number, or not known. */
  assume: z.strictObject({fact: text, is: z.union([z.literal("unknown"), number])}).optional(),
  /** A fact that is a number, multiplied in those patients whose column of the table `patients` has the value. */
  scale: z.strictObject({fact: text, by: number, column: text, value: text}).optional(),
  /** Class that patients get who are classified by a convention of the rule table. */
  conventions: z.record(text, text).optional()
});

export type Variant = z.output<typeof variantSchema>;

/** Classes of the patients of the cohort extract, as the release has them and under other readings. */
export interface VariantClasses {
  readonly base: readonly (string | null)[];
  readonly variants: readonly {readonly label: string; readonly value: readonly (string | null)[]}[];
}

/**
 * The classes under each reading. Patients whose class in the release is not the one that their facts in it give (a tier
 * may have coarsened either) keep their class. Null where the release was classified by another version of the rules.
 *
 * @throws {ReportError} on a convention that the rule table does not have
 */
export function variantClasses(
  context: ReportContext,
  system: string,
  variants: readonly Variant[]
): VariantClasses | null {
  const stored = classAnswers(context, system);
  const rules = reclassifier(context, system);
  if (stored === null || rules === null) return null;
  const base = rules.classify();
  const same = base.map(({value}, i) => value === stored.value[i]);
  return {
    base: stored.value,
    variants: variants.map((variant) => {
      const read = readingOf(context, rules, base, variant);
      return {
        label: variant.label,
        value: stored.value.map((value, i) => {
          if (variant.status !== undefined && stored.status[i] !== variant.status) return null;
          return same[i] ? read(i) : value;
        })
      };
    })
  };
}

function readingOf(
  context: ReportContext,
  rules: Reclassifier,
  base: readonly Classification[],
  variant: Variant
): (i: number) => string | null {
  const {conventions = {}} = variant;
  const strange = Object.keys(conventions).find((id) => !rules.table.conventions.some((d) => d.id === id));
  if (strange !== undefined) throw new ReportError(`rule table ${rules.table.id}: unknown convention: ${strange}`);
  const change = changeOf(context, variant);
  const answers = change === null ? base : rules.classify(change);
  return (i) => {
    const applied = answers[i].conventions.find((id) => Object.hasOwn(conventions, id));
    return applied === undefined ? answers[i].value : conventions[applied];
  };
}

function changeOf({release}: ReportContext, {assume, scale}: Variant): FactChange | null {
  if (assume !== undefined) {
    const value: Known = assume.is === "unknown" ? null : assume.is;
    return ({name}, _, known) => (name === assume.fact ? value : known);
  }
  if (scale === undefined) return null;
  const patients = release.table("patients");
  if (patients.getChild(scale.column) === null) return null;
  const cells = columnOf(patients, scale.column);
  return ({name}, row, known) =>
    name === scale.fact && cells[row] === scale.value && typeof known === "number" ? known * scale.by : known;
}
