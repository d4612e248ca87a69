import type {Column} from "../../../src/model/column.js";
import type {CodedColumn, MappedColumn, MappedFile, MissingTokens, When} from "../../study/mappingSchema.js";
import type {Transform} from "../../study/transformSchema.js";

/** The steps from a raw token to a value, in words, in the order in which they are taken. */
export function describeColumn(declared: MappedColumn, target: Column | undefined, spec: MappedFile): string {
  const {missing, repairs, transform, codes, unit, round, needs, compare, censored, ratio, yearsTo} = declared;
  const numeric = target !== undefined && /^[if]\d/.test(target.type);
  return words(
    missingWords(missing ?? spec.missing),
    repairs && `repairs ${pairs(repairs)}`,
    ...(transform ?? []).map(transformWords),
    ratio && `${ratioWords[ratio.as]} ${ratio.with}`,
    codes
      ? `codes ${pairs(codes)}`
      : numeric
        ? numberWords(target, typeof unit === "string" ? unit : undefined, spec.format.decimal)
        : target !== undefined && "as it is",
    typeof unit === "object" && `unit as ${unit.column} tells: ${pairs(unit.codes)}`,
    yearsTo && yearsWords(yearsTo),
    round && (round === "down" ? "rounded down" : "rounded to the nearest whole number"),
    censored && "a limit such as <5 or >90 is kept as censored",
    afterwards[declared.to],
    needs && `only where ${needs} is known`,
    compare && `compared with ${compare}`
  );
}

/** A condition on raw columns, a raw time, or a coded column inside an event, a treatment or a reported endpoint. */
export function describeDay(unit: string, when: When | undefined): string {
  return words(unit === "d" ? "whole days" : `number, ${unit} to days, rounded to the nearest day`, whenWords(when));
}

/** A condition as it decides that something happened. */
export function describeCondition(when: When): string {
  return whenWords(when) ?? "";
}

/** A coded column. */
export function describeCoded({codes, missing, repairs}: CodedColumn, spec: MappedFile): string {
  return words(missingWords(missing ?? spec.missing), repairs && `repairs ${pairs(repairs)}`, `codes ${pairs(codes)}`);
}

/** What is done to a value once its token has been read. */
const afterwards: Readonly<Record<string, string>> = {
  "mutations.gene_symbol": "then the current HGNC symbol",
  "mutations.hgvs_p": "then in one writing of HGVS"
};

const ratioWords = {
  share: "divided by",
  part: "divided by the sum with",
  odds: "divided by the difference from"
} as const;

function numberWords({unit: kept, min, max}: Column, unit: string | undefined, decimal: string): string {
  const shown = kept === undefined || kept === "1" ? "" : ` ${kept}`;
  const parts = [
    decimal === "," ? "number with decimal comma" : "number",
    kept !== undefined && unit !== undefined && unit !== kept && `${unit} to ${kept}`,
    min !== undefined && (max === undefined ? `${min}${shown} or more` : `from ${min} to ${max}${shown}`)
  ];
  return parts.filter((part) => part !== false).join(", ");
}

function missingWords(missing: MissingTokens): string | undefined {
  const tokens = Object.entries(missing);
  return tokens.length === 0
    ? undefined
    : `missing ${tokens.map(([token, reason]) => `“${token}” ${reason}`).join(", ")}`;
}

function transformWords(step: Transform): string {
  if (typeof step === "string") return step;
  if ("replace" in step) return `replace /${step.replace.pattern}/ by “${step.replace.with}”`;
  return Object.entries(step)
    .map(([name, value]) => `${name} “${value}”`)
    .join(", ");
}

function whenWords(when: When | undefined): string | undefined {
  const parts = Object.entries(when ?? {}).map(([column, {is, not}]) => {
    const list = (tokens: readonly string[]): string => tokens.map((token) => `“${token}”`).join(" or ");
    return `${column} is ${list(is)}${not ? `, not ${list(not)}` : ""}`;
  });
  return parts.length === 0 ? undefined : `where ${parts.join(" and ")}`;
}

function pairs(map: Readonly<Record<string, string>>): string {
  return Object.entries(map)
    .map(([from, to]) => `“${from}” → ${to}`)
    .join(", ");
}

function words(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part): part is string => typeof part === "string" && part !== "").join("; ");
}

function yearsWords({file, column, month}: NonNullable<MappedColumn["yearsTo"]>): string {
  const place = file === undefined ? column : `${column} of ${file}`;
  return `year of the date in ${place} less this year${month === undefined ? "" : ", and one where the birthday is not reached"}`;
}
