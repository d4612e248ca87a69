import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";
import {sourcesOf} from "./blockFrame.js";

/** Sources whose eligibility fixes an alteration: their patients say nothing about how frequent it is. */
export function fixedSources({catalogue}: ReportContext, alterations: readonly string[]): string[] {
  return [...new Set(alterations.flatMap((name) => catalogue.alterations.get(name)?.byDesign ?? []))];
}

/** The patients of a set who count for the frequency of alterations: those of sources that fix none of them. */
export function countedFor(context: ReportContext, set: PatientSet, alterations: readonly string[]): PatientSet {
  const present = sourcesOf(context, set);
  const fixed = fixedSources(context, alterations);
  const counted = present.filter((source) => !fixed.includes(source));
  if (counted.length === present.length || counted.length === 0) return set;
  return context.within(set, `source_id=${counted.join("|")}`);
}

/** A sentence on who is left out of frequencies because a source fixes the gene; none if nobody is. */
export function fixedNotes(context: ReportContext, set: PatientSet, alterations: readonly string[]): string[] {
  const present = sourcesOf(context, set);
  const bySource = present.flatMap((source) => {
    const names = alterations.filter((name) => fixedSources(context, [name]).includes(source));
    return names.length === 0 || present.length < 2 ? [] : [`${source} (${names.join(", ")})`];
  });
  return bySource.length === 0
    ? []
    : [`Not counted, because the source chose its patients by the gene: ${bySource.join("; ")}.`];
}

/** A sentence on sources in which an alteration was tested in nobody. */
export function untestedNotes(context: ReportContext, set: PatientSet, alterations: readonly string[]): string[] {
  const bySource = sourcesOf(context, set).flatMap((source) => {
    const names = alterations.filter((name) => context.within(set, `source_id=${source}`, `${name}=known`).n === 0);
    if (names.length === 0) return [];
    return [`${source}: ${names.length === alterations.length && names.length > 1 ? "all of them" : names.join(", ")}`];
  });
  return bySource.length === 0 ? [] : [`Not tested, and therefore not counted: ${bySource.join("; ")}.`];
}
