import type {AllowedCode, DictionaryData, DictionaryVariable, VariableSupply} from "../../src/model/siteDictionary.js";
import {dictionaryTable} from "../../src/model/tables.js";
import {type Vocabulary, vocabularies, type VocabularyName} from "../../src/model/vocabulary.js";
import type {Release} from "../release/readRelease.js";
import {figureRelease} from "./figureRelease.js";
import {missingBySource} from "./missingBySource.js";
import {countCell, numberCell, optionalRows, type OptionalRow, textCell} from "./optionalRows.js";
import {rowsBySource} from "./rowsBySource.js";
import {tableGrain} from "./tableGrain.js";

/** Columns of the dictionary that have a place of their own on the page. */
const placed = new Set([
  "table",
  "name",
  "label",
  "definition",
  "type",
  "unit",
  "allowed",
  "plausible_min",
  "plausible_max",
  "privacy_class",
  "n_known",
  "n_rows"
]);

/** The dictionary of a release by table, with what each source supplies and where it comes from. */
export function siteDictionary(release: Release): DictionaryData {
  const suppliers = supplierOf(release);
  const lists = vocabulariesOf(release);
  const tables = new Map<string, DictionaryVariable[]>();
  for (const row of optionalRows(release, "dictionary")) {
    const table = textCell(row, "table") ?? "";
    // Raw records are described by the files they came from.
    if (table.startsWith("raw_")) continue;
    const variables = tables.get(table) ?? [];
    tables.set(table, variables);
    variables.push(variableOf(row, lists, suppliers(table, textCell(row, "name") ?? "")));
  }
  return {
    ...figureRelease(release),
    tables: [...tables].map(([name, variables]) => ({name, grain: tableGrain(name), variables}))
  };
}

function variableOf(row: OptionalRow, lists: readonly Vocabulary[], supply: VariableSupply[]): DictionaryVariable {
  const text = (column: string) => textCell(row, column) ?? "";
  return {
    name: text("name"),
    label: text("label"),
    definition: text("definition"),
    type: text("type"),
    unit: textCell(row, "unit"),
    allowed: allowedCodes(textCell(row, "allowed"), lists),
    minimum: numberCell(row, "plausible_min"),
    maximum: numberCell(row, "plausible_max"),
    privacyClass: text("privacy_class"),
    further: Object.keys(row)
      .filter((column) => !placed.has(column))
      .flatMap((column) => {
        const value = textCell(row, column);
        const label = dictionaryTable.columns.find(({name}) => name === column)?.label ?? column;
        return value === null || value === "" ? [] : [{label, value}];
      }),
    known: countCell(row, "n_known"),
    rows: countCell(row, "n_rows"),
    supply
  };
}

/** The code lists of the model, with what the disease pack of the release adds to them. */
function vocabulariesOf({manifest: {terms = {}}}: Release): Vocabulary[] {
  return (Object.keys(vocabularies) as VocabularyName[]).map((name) => [
    ...vocabularies[name],
    ...Object.entries(terms[name] ?? {}).map(([code, label]) => ({code, label}))
  ]);
}

/** Codes with the words of the vocabulary that has just these codes, if there is one. */
function allowedCodes(allowed: string | null, lists: readonly Vocabulary[]): AllowedCode[] {
  if (allowed === null || allowed === "") return [];
  const list = lists.find((terms) => terms.map(({code}) => code).join("|") === allowed);
  return allowed.split("|").map((code) => ({code, label: list?.find((term) => term.code === code)?.label ?? null}));
}

/** Finds what each source supplies of a variable. */
function supplierOf(release: Release): (table: string, column: string) => VariableSupply[] {
  const rowsOf = rowsBySource(release);
  const missing = missingBySource(release);
  const origins = originsOf(release);
  return (table, column) => {
    const rows = rowsOf(table);
    if (rows === null) return [];
    return [...rows].map(([source, n]) => {
      let absent = 0;
      for (const count of missing(table, column, source).values()) absent += count;
      return {source, known: n - absent, rows: n, origins: origins(table, column, source)};
    });
  };
}

function originsOf(release: Release): (table: string, column: string, source: string) => string[] {
  const found = new Map<string, string[]>();
  for (const row of optionalRows(release, "provenance")) {
    const key = JSON.stringify(["table", "column", "source_id"].map((name) => textCell(row, name)));
    const [file, raw, scope] = ["file", "raw_column", "scope"].map((name) => textCell(row, name));
    const from = [file, raw].filter((part) => part !== null).join(" ");
    const words = `${scope === null ? "" : `${scope}: `}${from === "" ? "" : `${from}: `}${textCell(row, "rule_id") ?? ""}`;
    found.set(key, [...(found.get(key) ?? []), words]);
  }
  return (table, column, source) => found.get(JSON.stringify([table, column, source])) ?? [];
}
