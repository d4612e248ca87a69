import {z} from "zod";
import {groupingOf} from "../../../src/cohort/catalogue.js";
import type {Covariate} from "../../../src/stats/coxInput.js";
import {factorColumns} from "../../../src/stats/designMatrix.js";
import {number, text} from "../../study/scalars.js";
import type {ReportContext} from "../reportContext.js";
import {levelCodes} from "./followUp.js";

/** What a model has besides the variables that it is about. */
export const adjustmentSchema = z
  .array(
    z.union([
      /** A categorical variable; its most frequent level is the reference. */
      z.strictObject({factor: text}),
      /** A number, in units of `per`. */
      z.strictObject({number: text, per: number}),
      /** The binary logarithm of a number: the coefficient is that of a doubling. */
      z.strictObject({log2: text})
    ])
  )
  .default([]);

export type Adjustment = z.output<typeof adjustmentSchema>;

/** Those terms of an adjustment that the release has. */
export function knownTerms({catalogue}: ReportContext, terms: Adjustment): Adjustment {
  return terms.filter((term) =>
    "factor" in term
      ? catalogue.groupings.some(({key}) => key === term.factor)
      : catalogue.numbers.has("number" in term ? term.number : term.log2)
  );
}

/** Clauses of those in whom every term is known. */
export function adjustmentClauses(terms: Adjustment): string[] {
  return terms.map((term) => `${columnOf(term)}=known`);
}

/** Columns of a design matrix; NaN where missing, or where a logarithm does not exist. Factors with a single level have none. */
export function adjustmentColumns(context: ReportContext, terms: Adjustment, row: ArrayLike<number>): Covariate[] {
  return terms.flatMap((term): Covariate[] => {
    if ("factor" in term) return factorOf(context, term.factor, row);
    const values = context.rows.number(columnOf(term));
    const take = (i: number) => ("log2" in term ? (values[i] > 0 ? Math.log2(values[i]) : NaN) : values[i] / term.per);
    return [{name: columnOf(term), values: Float64Array.from(row, take)}];
  });
}

function factorOf(context: ReportContext, column: string, row: ArrayLike<number>): Covariate[] {
  const {codes, levels} = levelCodes(context, column, row);
  const counts = levels.map((_, code) => codes.reduce((sum, d) => sum + Number(d === code), 0));
  const present = levels.filter((_, code) => counts[code] > 0);
  if (present.length < 2) return [];
  const reference = levels[counts.indexOf(Math.max(...counts))];
  return factorColumns(column, levelCodes(context, column, row, present).codes, present, reference);
}

/** The terms in words: "age, sex, white blood cells (log₂)". */
export function adjustmentWords({catalogue}: ReportContext, terms: Adjustment): string {
  return terms
    .map((term) => {
      if ("factor" in term) return lower(groupingOf(catalogue, term.factor).label);
      const label = lower(catalogue.numbers.get(columnOf(term))?.label ?? columnOf(term));
      return "log2" in term ? `${label} (log₂)` : label;
    })
    .join(", ");
}

function columnOf(term: Adjustment[number]): string {
  if ("factor" in term) return term.factor;
  return "number" in term ? term.number : term.log2;
}

/** Without its capital, unless it is an abbreviation. */
function lower(label: string): string {
  return /^[A-Z][a-z]/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
