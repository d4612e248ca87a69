import {unitText} from "../../../src/charts/format.js";
import type {Release} from "../../release/readRelease.js";
import {countCell, numberCell, optionalRows, type OptionalRow, textCell} from "../optionalRows.js";

/** A peculiarity of a partner's files and what is done about it. */
export interface Quirk {
  readonly kind: string;
  /** Raw columns that have it; all are counted, the first few named. */
  readonly columns: readonly string[];
  readonly handling: string;
  /** Values or tokens it touches; null where that is not counted. */
  readonly n: number | null;
}

/** Findings that tell of tokens or symbols which were put right, by rule. */
const repairKinds: Readonly<Record<string, string>> = {
  token_repaired: "Misspelt or decorated token",
  gene_symbol_updated: "Former gene symbol",
  date_partial_month: "Date without day",
  date_partial_year: "Date without day and month",
  karyotype_repaired: "Karyotype text put right",
  column_missing: "Column missing from the file",
  column_order: "Columns in another order",
  column_additional: "Column that the partner did not announce"
};

/** The peculiarities of a source as its mapping, provenance and findings tell them, unit conversions first. */
export function sourceQuirks(release: Release, source: string): Quirk[] {
  const rules = optionalRows(release, "provenance").filter((row) => row.source_id === source && row.file !== null);
  return [...conversions(rules), ...phrases(rules), ...missing(rules), ...coded(rules), ...repairs(release, source)];
}

function conversions(rules: readonly OptionalRow[]): Quirk[] {
  const all = rules.flatMap((row): Quirk[] => {
    const [factor, n] = [numberCell(row, "factor"), numberCell(row, "n_converted")];
    if (factor === null || n === null || n === 0) return [];
    const [from, to] = [unitText(textCell(row, "unit_from")), unitText(textCell(row, "unit_to"))];
    const handling = `${from === "" ? "fraction" : from} to ${to === "" ? "fraction" : to}, × ${Number(factor.toPrecision(6))}`;
    return [{kind: "Other unit", columns: [columnOf(row)], handling, n}];
  });
  // A column that feeds several variables is one column.
  const distinct = new Map<string, Quirk>();
  for (const quirk of all) {
    const key = `${quirk.columns[0]} ${quirk.handling}`;
    distinct.set(key, {...quirk, n: Math.max(quirk.n!, distinct.get(key)?.n ?? 0)});
  }
  return [...distinct.values()];
}

/** Phrases of a rule that stand for a way of writing numbers or dates. */
const written: readonly [RegExp, string, string][] = [
  [/unit as (.+?) tells: ([^;]+)/, "Unit told by another column", "unit as $1 tells: $2"],
  [/decimal comma/, "Decimal comma", "read as a decimal sign"],
  [/a limit such as/, "Limits such as <5 or >90", "the limit is kept and marked as censored"],
  [/years? (?:from|to|of)[^;]*/, "Age from a year of birth", "year of the date less the year of birth"],
  [/number, (?:mo|a|wk) to days[^;]*/, "Times in months or years", "converted to days and rounded"],
  [/divided by(?: the sum with| the difference from)? (\S+)/, "Two counts for one ratio", "divided as the rule says"],
  [/read by ISCN/, "Karyotype as text", "parsed by ISCN, clone by clone; the flags follow from it"]
];

function phrases(rules: readonly OptionalRow[]): Quirk[] {
  return written.flatMap(([pattern, kind, handling]): Quirk[] => {
    const byHandling = new Map<string, {columns: Set<string>; n: number}>();
    for (const row of rules) {
      const match = pattern.exec(textCell(row, "rule_id") ?? "");
      if (!match) continue;
      const words = handling.replaceAll(/\$(\d)/g, (_, i: string) => match[Number(i)]);
      const group = byHandling.get(words) ?? {columns: new Set(), n: 0};
      // A text that is read into many variables is one text.
      group.n = group.columns.has(columnOf(row))
        ? Math.max(group.n, countCell(row, "n_values"))
        : group.n + countCell(row, "n_values");
      group.columns.add(columnOf(row));
      byHandling.set(words, group);
    }
    return [...byHandling].map(([words, {columns, n}]) => ({kind, columns: [...columns], handling: words, n}));
  });
}

/** Tokens that mean "no value", with the reason that each gives. */
function missing(rules: readonly OptionalRow[]): Quirk[] {
  const byTokens = new Map<string, Set<string>>();
  for (const row of rules) {
    const tokens = /missing ((?:“[^”]*” \w+(?:, )?)+)/.exec(textCell(row, "rule_id") ?? "")?.[1].replace(/, $/, "");
    if (tokens !== undefined) byTokens.set(tokens, (byTokens.get(tokens) ?? new Set()).add(columnOf(row)));
  }
  return [...byTokens].map(([tokens, columns]) => ({
    kind: "Tokens for “no value”",
    columns: [...columns],
    handling: tokens.replaceAll(/” (\w+)/g, (_, reason: string) => `” ${reason.toLowerCase().replaceAll("_", " ")}`),
    n: null
  }));
}

/** Columns in the partner's own codes; the recoding of each stands with the harmonised rows and in the dictionary. */
function coded(rules: readonly OptionalRow[]): Quirk[] {
  const columns = new Map<string, number>();
  const foreign = new Map<string, string>();
  for (const row of rules) {
    const codes = /codes ((?:“[^”]*” → [^,;]+(?:, )?)+)/.exec(textCell(row, "rule_id") ?? "")?.[1];
    if (codes === undefined) continue;
    columns.set(columnOf(row), Math.max(columns.get(columnOf(row)) ?? 0, countCell(row, "n_values")));
    if (!/^(“[01]” → (?:[01]|true|false)(?:, )?)+$/.test(codes)) foreign.set(columnOf(row), codes);
  }
  if (columns.size === 0) return [];
  const n = [...columns.values()].reduce((sum, d) => sum + d, 0);
  const all = {kind: "Own codes", columns: [...columns.keys()], handling: "each code has its translation", n};
  return [
    all,
    ...[...foreign].map(([column, codes]) => ({
      kind: "Own codes",
      columns: [column],
      handling: codes,
      n: columns.get(column) ?? null
    }))
  ];
}

function repairs(release: Release, source: string): Quirk[] {
  return optionalRows(release, "findings").flatMap((row): Quirk[] => {
    const kind = repairKinds[textCell(row, "rule_id") ?? ""];
    const n = countCell(row, "n");
    if (row.source_id !== source || kind === undefined || n === 0) return [];
    return [{kind, columns: [textCell(row, "file") ?? ""], handling: textCell(row, "description") ?? "", n}];
  });
}

function columnOf(row: OptionalRow): string {
  return `${textCell(row, "file") ?? ""} ${textCell(row, "raw_column") ?? ""}`;
}
