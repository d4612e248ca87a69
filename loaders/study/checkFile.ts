import {vocabularies} from "../../src/model/vocabulary.js";
import {isDateFormat} from "../harmonise/dates/dateFormat.js";
import {columnsToRead, mentionedColumns} from "../harmonise/mappedRaw.js";
import {checkCodes, checkColumn, checkUnit} from "./checkColumn.js";
import {checkCourse} from "./checkCourse.js";
import {checkYearsFile} from "./checkYearsFile.js";
import type {Disease} from "./diseaseSchema.js";
import type {CodedColumn, MappedFile, Mapping} from "./mappingSchema.js";
import {pivotParts} from "./pivotSchema.js";
import {checkSampleRows} from "./checkSampleRows.js";
import type {DeclarationIssue} from "./readDeclaration.js";

type Path = readonly (string | number)[];

/** What a file is checked against. */
export interface FileContext {
  readonly mapping: Mapping;
  readonly disease: Disease;
  readonly geneName: (raw: string) => string | null;
}

/** Faults within one file of a mapping. */
export function checkFile(file: MappedFile, {mapping, disease, geneName}: FileContext, path: Path): DeclarationIssue[] {
  const issues: DeclarationIssue[] = checkCourse(file, disease, path);
  const alterations = disease.alterations.map((d) => d.name);
  for (const [raw, specs] of Object.entries(file.columns))
    specs.forEach((spec, i) => issues.push(...checkColumn(spec, file.rows, alterations, [...path, "columns", raw, i])));
  if (file.genes && (file.rows !== "expression" || file.genes.column === undefined) && !isOneRow(file.rows))
    issues.push({path: [...path, "genes"], message: `invalid key for rows: ${file.rows}`});
  file.genes?.columns.forEach((column, i) => {
    if (geneName(column) === null)
      issues.push({path: [...path, "genes", "columns", i], message: `unknown alteration or gene: ${column}`});
  });
  file.events.forEach(({unit}, i) => issues.push(...checkUnit(unit, "d", [...path, "events", i, "unit"])));
  file.treatments.forEach(({unit}, i) => issues.push(...checkUnit(unit, "d", [...path, "treatments", i, "unit"])));
  file.reported.forEach(({unit}, i) => issues.push(...checkUnit(unit, "d", [...path, "reported", i, "unit"])));
  file.responses.forEach(({unit}, i) => issues.push(...checkUnit(unit, "d", [...path, "responses", i, "unit"])));
  issues.push(...checkSampleRows(file, mapping, path));
  issues.push(
    ...checkDates(file, mapping, path),
    ...checkCodedColumns(file, path),
    ...checkPivot(file, mapping, path),
    ...checkHeader(file, mapping, path)
  );
  issues.push(...checkYearsFile(file, mapping, path));
  if (file.rows === "patients") issues.push(...checkPatients(file, mapping, path));
  else {
    if (file.choose && (file.rows !== "details" || file.pivot))
      issues.push({path: [...path, "choose"], message: "invalid key: for rows: patients or details without a pivot"});
    if (file.withoutFollowUp === "keep")
      issues.push({path: [...path, "withoutFollowUp"], message: "invalid key: for rows: patients only"});
  }
  const {through} = file.key;
  if (through && (file.rows === "patients" || through.file === path.at(-1)))
    issues.push({path: [...path, "key", "through"], message: `invalid key for rows: ${file.rows}`});
  else if (through && !(through.file in mapping.files))
    issues.push({path: [...path, "key", "through", "file"], message: `unknown file: ${through.file}`});
  else if (through && mapping.files[through.file].key.through)
    issues.push({path: [...path, "key", "through", "file"], message: "expected a file whose key is the patient's"});
  if (file.rows === "mutations") issues.push(...checkMutations(file, mapping, path));
  else
    for (const key of ["id", "assay", "genome", "duplicates", "otherGenes"] as const)
      if (file[key] !== undefined && !(key === "otherGenes" && file.rows === "cna"))
        issues.push({path: [...path, key], message: "invalid key: for rows: mutations only"});
  return issues;
}

/** The agreed header names every column that the mapping reads, once. */
function checkHeader(file: MappedFile, mapping: Mapping, path: Path): DeclarationIssue[] {
  const {header, key, rows} = file;
  if (!header) return [];
  const at = [...path, "header"];
  if (key.header) return [{path: at, message: `invalid key for rows: ${rows}`}];
  const repeated = header.filter((column, i) => header.indexOf(column) < i);
  const unknown = (columnsToRead(file, mapping) ?? []).filter((column) => !header.includes(column));
  return [
    ...repeated.map((column) => ({path: at, message: `duplicate column: ${column}`})),
    ...unknown.map((column) => ({path: at, message: `missing column: ${column}, which the mapping reads`}))
  ];
}

const isOneRow = (rows: MappedFile["rows"]): boolean => rows === "patients" || rows === "details";

function checkPivot(file: MappedFile, mapping: Mapping, path: Path): DeclarationIssue[] {
  const {pivot, rows, key} = file;
  if (!pivot) return [];
  if (rows !== "details") return [{path: [...path, "pivot"], message: `invalid key for rows: ${rows}`}];
  const expected = pivot.values.map((value) => `<${pivot.names}>.${value}`).join(" or ");
  return mentionedColumns(file, mapping)
    .filter((column) => column !== key.column && !pivotParts(column, pivot))
    .map((column) => ({
      path: [...path, ...(column in file.columns ? ["columns", column] : ["pivot", "values"])],
      message: `unknown column "${column}", expected ${expected}`
    }));
}

function checkDates(file: MappedFile, mapping: Mapping, path: Path): DeclarationIssue[] {
  const issues: DeclarationIssue[] = [];
  for (const [raw, {format, from}] of Object.entries(file.dates)) {
    const at = [...path, "dates", raw];
    for (const [key, formats] of [["format"], ["from", "format"]].map(
      (k, i) => [k, i === 0 ? format : from.format] as const
    ))
      for (const d of formats ?? [])
        if (!isDateFormat(d))
          issues.push({
            path: [...at, ...key],
            message: `invalid date format "${d}", expected yyyy or yy, MM or MMM, and dd`
          });
    if (from.file !== undefined && !(from.file in mapping.files))
      issues.push({path: [...at, "from", "file"], message: `unknown file: ${from.file}`});
    for (const [name, specs] of Object.entries(file.columns))
      specs.forEach(({yearsTo}, i) => {
        if (yearsTo?.column === raw && yearsTo.file === undefined)
          issues.push({
            path: [...path, "columns", name, i, "yearsTo", "column"],
            message: `invalid column: ${raw} is read as days`
          });
      });
    file.columns[raw]?.forEach(({unit}, i) => {
      if (unit !== "d") issues.push({path: [...path, "columns", raw, i, "unit"], message: "expected d for a date"});
    });
  }
  return issues;
}

function feeds(file: MappedFile, to: string): boolean {
  return Object.values(file.columns).some((specs) => specs.some((spec) => spec.to === to));
}

function checkPatients(file: MappedFile, mapping: Mapping, path: Path): DeclarationIssue[] {
  const telling = [file, ...Object.values(mapping.files).filter(({rows}) => rows === "details")];
  if (telling.some((d) => feeds(d, "patients.followup_days"))) return [];
  return [{path: [...path, "columns"], message: "missing variable: patients.followup_days"}];
}

function checkMutations(file: MappedFile, mapping: Mapping, path: Path): DeclarationIssue[] {
  const issues: DeclarationIssue[] = [];
  if (file.assay === undefined) issues.push({path, message: "missing key: assay"});
  else {
    const {assays} = file.assay;
    for (const assay of assays)
      if (!(assay in mapping.assays)) issues.push({path: [...path, "assay"], message: `unknown assay: ${assay}`});
    if (new Set(assays.map((assay) => mapping.assays[assay]?.sample)).size > 1)
      issues.push({path: [...path, "assay"], message: "expected assays of one sample"});
  }
  if (!feeds(file, "mutations.gene_symbol"))
    issues.push({path: [...path, "columns"], message: "missing variable: mutations.gene_symbol"});
  for (const variable of ["call_class", "qc"] as const)
    if (!feeds(file, `mutations.${variable}`) && file.constants[variable] === undefined)
      issues.push({path, message: `missing variable: mutations.${variable} (a column, or a code under constants)`});
  return issues;
}

/** Code lists inside events, treatments and reported endpoints. */
function checkCodedColumns(file: MappedFile, path: Path): DeclarationIssue[] {
  const codesOf = (name: "deathCause" | "donor" | "remissionAtHct" | "response" | "treatmentPhase"): string[] =>
    vocabularies[name].map((term) => term.code);
  const issues: DeclarationIssue[] = [];
  const check = (coded: CodedColumn | undefined, allowed: readonly string[], at: Path): void => {
    if (coded) issues.push(...checkCodes(coded.codes, allowed, [...path, ...at, "codes"]));
  };
  file.events.forEach((d, i) => check(d.cause, codesOf("deathCause"), ["events", i, "cause"]));
  file.treatments.forEach((d, i) => {
    check(d.donor, codesOf("donor"), ["treatments", i, "donor"]);
    check(d.remission_at_hct, codesOf("remissionAtHct"), ["treatments", i, "remission_at_hct"]);
  });
  file.responses.forEach((d, i) => {
    check(d.response, codesOf("response"), ["responses", i, "response"]);
    if (typeof d.after_phase === "object")
      check(d.after_phase, codesOf("treatmentPhase"), ["responses", i, "after_phase"]);
  });
  file.reported.forEach((d, i) => {
    const allowed = d.endpoint === "CIR" || d.endpoint === "NRM" ? ["0", "1", "2"] : ["0", "1"];
    check(d.status, allowed, ["reported", i, "status"]);
  });
  return issues;
}
