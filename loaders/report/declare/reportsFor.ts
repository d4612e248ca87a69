import type {PageContents} from "../../../src/model/pageContents.js";
import {pageContents} from "../../extract/pageContents.js";
import type {ReportContext} from "../reportContext.js";
import {ReportError} from "../reportError.js";
import {sourcesOf} from "../blocks/blockFrame.js";
import type {ReportDeclaration} from "./reportSchema.js";
import {repeated} from "./repeated.js";

/** The reports that a release can carry, and why it cannot carry the others. */
export interface FittingReports {
  readonly reports: readonly ReportDeclaration[];
  /** One line each. */
  readonly left: readonly string[];
}

/** Chooses, of declared reports, those for which a release has what they need; a repeated one becomes one for each thing. */
export function reportsFor(context: ReportContext, declared: readonly ReportDeclaration[]): FittingReports {
  const left: string[] = [];
  const present = pageContents(context.release);
  const reports = declared.flatMap((report) => {
    const reason = unfit(context, present, report);
    if (reason === null) return repeated(context, report);
    left.push(`report ${report.id} is not made: ${reason}`);
    return [];
  });
  return {reports, left};
}

/** What a release lacks for a report; null if nothing. */
function unfit(
  context: ReportContext,
  present: PageContents,
  {needs, cohort: query}: ReportDeclaration
): string | null {
  const {catalogue} = context;
  const content = needs.contents.find((d) => !present.has(d));
  if (content !== undefined) return `the release has no ${content}`;
  const variable = needs.variables.find((d) => !catalogue.variables.has(d));
  if (variable !== undefined) return `the release does not have the variable ${variable}`;
  const endpoint = needs.endpoints.find((d) => !catalogue.endpoints.has(d));
  if (endpoint !== undefined) return `the release does not have the endpoint ${endpoint}`;
  try {
    const {set} = context.cohort(query);
    if (set.n < needs.patients) return `fewer than ${needs.patients} patients are in its cohort`;
    if (sourcesOf(context, set).length < needs.sources) return `fewer than ${needs.sources} sources have patients in its cohort`; // prettier-ignore
    return null;
  } catch (error) {
    if (error instanceof ReportError) return error.message;
    throw error;
  }
}
