import type {Alteration} from "../../src/model/alterations.js";
import {columnOf} from "../release/columnOf.js";
import type {Release} from "../release/readRelease.js";

/** The alterations of a release with their genes and the sources that fix them, in the order of the disease pack. */
export function releaseAlterations(release: Release): Alteration[] {
  const table = release.table("summary_alterations");
  const genes = columnOf(table, "gene_symbol");
  const sources = columnOf(table, "source_id");
  const byDesign = columnOf(table, "by_design");
  const found = new Map<string, {gene: string; byDesign: string[]}>();
  columnOf(table, "alteration").forEach((cell, i) => {
    const name = String(cell);
    const known = found.get(name) ?? {gene: String(genes[i]), byDesign: []};
    found.set(name, known);
    if (byDesign[i] === true && sources[i] !== null) known.byDesign.push(String(sources[i]));
  });
  return [...found].map(([name, {gene, byDesign: fixed}]) =>
    fixed.length > 0 ? {name, gene, byDesign: fixed} : {name, gene}
  );
}
