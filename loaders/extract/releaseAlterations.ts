import type {Alteration} from "../../src/model/alterations.js";
import {columnOf} from "../release/columnOf.js";
import type {Release} from "../release/readRelease.js";

/** The alterations of a release with their genes, in the order of the disease pack. */
export function releaseAlterations(release: Release): Alteration[] {
  const table = release.table("summary_alterations");
  const genes = columnOf(table, "gene_symbol");
  const found = new Map<string, string>();
  columnOf(table, "alteration").forEach((name, i) => {
    if (!found.has(String(name))) found.set(String(name), String(genes[i]));
  });
  return [...found].map(([name, gene]) => ({name, gene}));
}
