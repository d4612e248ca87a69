import type {Column} from "../../src/model/column.js";
import type {VocabularyName} from "../../src/model/vocabulary.js";
import {vocabularies} from "../../src/model/vocabulary.js";
import {isDateFormat} from "../harmonise/dates/dateFormat.js";
import {acceptedUnits} from "../harmonise/units.js";
import type {MappedColumn, MappedFile} from "./mappingSchema.js";
import type {DeclarationIssue} from "./readDeclaration.js";
import {parseTarget, type Target, targets} from "./targets.js";

/** The codes that the values of `codes` may take for a variable; undefined if any text may be stored. */
export function allowedCodes(column: Pick<Column, "type" | "vocabulary">): readonly string[] | undefined {
  if (column.type === "bool") return ["true", "false"];
  if (column.type !== "code" || column.vocabulary === undefined || column.vocabulary === "open") return undefined;
  return vocabularies[column.vocabulary as VocabularyName].map((term) => term.code);
}

/** Faults in the values of a code list. */
export function checkCodes(
  codes: Readonly<Record<string, string>>,
  allowed: readonly string[] | undefined,
  path: readonly (string | number)[]
): DeclarationIssue[] {
  if (!allowed) return [];
  return Object.entries(codes)
    .filter(([, code]) => !allowed.includes(code))
    .map(([raw, code]) => ({
      path: [...path, raw],
      message: `unknown code "${code}", expected one of ${allowed.join(", ")}`
    }));
}

/** Fault of a declared unit that cannot be converted to the model's. */
export function checkUnit(unit: string, to: string, path: readonly (string | number)[]): DeclarationIssue[] {
  const accepted = acceptedUnits(to);
  if (accepted.includes(unit)) return [];
  return [{path, message: `unknown unit "${unit}", expected one of ${accepted.join(", ")}`}];
}

/** Tables that the columns of a file may feed, by what its rows are. */
const fedBy: Readonly<Record<MappedFile["rows"], readonly Target["table"][]>> = {
  patients: ["patients", "cytogenetics", "alterations"],
  details: ["patients", "cytogenetics", "alterations"],
  mutations: ["mutations"],
  facts: [],
  mrd: ["mrd"],
  segments: ["copy_number"],
  cna: ["cna_gene"],
  expression: []
};

/** Faults in how one raw column is read: an unknown variable, unit or code, or a key that does not apply to its type. */
export function checkColumn(
  spec: MappedColumn,
  rows: MappedFile["rows"],
  alterations: readonly string[],
  path: readonly (string | number)[]
): DeclarationIssue[] {
  const target = parseTarget(spec.to);
  if (!target)
    return [
      {
        path: [...path, "to"],
        message: `unknown variable "${spec.to}", expected ${[...Object.keys(targets), "alterations"].join(", ")} and a name`
      }
    ];
  const issues: DeclarationIssue[] = [];
  if (!fedBy[rows].includes(target.table))
    issues.push({path: [...path, "to"], message: `invalid variable "${spec.to}" for rows: ${rows}`});
  if (target.table === "alterations") {
    if (!alterations.includes(target.name))
      issues.push({
        path: [...path, "to"],
        message: `unknown alteration "${target.name}", expected one of ${alterations.join(", ")}`
      });
    if (!spec.codes) issues.push({path, message: "missing key: codes"});
    else issues.push(...checkCodes(spec.codes, ["0", "1"], [...path, "codes"]));
    return issues;
  }
  const column = targets[target.table].get(target.name);
  if (!column) {
    const known = [...targets[target.table].keys()].join(", ");
    const message = `unknown variable "${spec.to}", expected one of ${known}; any other needs a definition and a privacy class in the model first`;
    return [{path: [...path, "to"], message}];
  }
  return [...issues, ...checkType(spec, column, path)];
}

function checkType(spec: MappedColumn, column: Column, path: readonly (string | number)[]): DeclarationIssue[] {
  const issues: DeclarationIssue[] = [];
  const whole = /^i\d/.test(column.type);
  const numeric = whole || /^f\d/.test(column.type);
  const {unit} = column;
  if (unit !== undefined && numeric) {
    if (spec.unit === undefined) {
      if (!spec.yearsTo) issues.push({path, message: `missing key: unit (${column.name} has a unit)`});
    } else if (typeof spec.unit === "string") issues.push(...checkUnit(spec.unit, unit, [...path, "unit"]));
    else
      for (const [raw, told] of Object.entries(spec.unit.codes))
        issues.push(...checkUnit(told, unit, [...path, "unit", "codes", raw]));
  } else if (spec.unit !== undefined)
    issues.push({path: [...path, "unit"], message: `invalid unit: ${column.name} has none`});
  if (spec.round !== undefined && !whole)
    issues.push({path: [...path, "round"], message: `invalid key: ${column.name} is not a whole number`});
  for (const key of ["censored", "ratio"] as const)
    if (spec[key] && (!numeric || spec.codes))
      issues.push({path: [...path, key], message: `invalid key: ${column.name} is not read as a number`});
  issues.push(...checkCombined(spec, path), ...checkYears(spec, column, path));
  if (spec.censored && spec.ratio)
    issues.push({path: [...path, "censored"], message: "invalid key: a ratio has no censored tokens"});
  if (column.type === "bool" && !spec.codes) issues.push({path, message: "missing key: codes"});
  if (numeric && spec.codes)
    for (const [raw, code] of Object.entries(spec.codes))
      if (code.trim() === "" || !Number.isFinite(Number(code)))
        issues.push({path: [...path, "codes", raw], message: `invalid number: ${code}`});
  if (spec.codes && !numeric) issues.push(...checkCodes(spec.codes, allowedCodes(column), [...path, "codes"]));
  return issues;
}

/** A unit told by a column is that of one number as delivered. */
function checkCombined({unit, ratio, codes}: MappedColumn, path: readonly (string | number)[]): DeclarationIssue[] {
  if (typeof unit !== "object" || (!ratio && !codes)) return [];
  return [{path: [...path, "unit"], message: `invalid key: ${ratio ? "a ratio" : "a code"} has no unit column`}];
}

function checkYears(
  {yearsTo, codes, ratio, unit, to}: MappedColumn,
  column: Column,
  path: readonly (string | number)[]
) {
  if (!yearsTo) return [];
  const at = [...path, "yearsTo"];
  const issues: DeclarationIssue[] = [];
  if (column.unit !== "a" || codes || ratio || (unit !== undefined && unit !== "a"))
    issues.push({path: at, message: `invalid key: ${to} is not read as years`});
  for (const format of yearsTo.format)
    if (!isDateFormat(format))
      issues.push({
        path: [...at, "format"],
        message: `invalid date format "${format}", expected yyyy or yy, MM or MMM, and dd`
      });
  return issues;
}
