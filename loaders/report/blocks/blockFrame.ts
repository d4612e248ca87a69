import {formatFilter} from "../../../src/cohort/filterUrl.js";
import type {BlockFrame, Count} from "../../../src/model/report.js";
import {clausesOf, type PatientSet} from "../patientSets.js";
import type {ReportCohort, ReportContext} from "../reportContext.js";
import type {BlockDeclaration} from "./blockKind.js";

/** What a block says of itself. */
export interface FrameWords {
  readonly subtitle: string;
  readonly caption: string;
  readonly notes?: readonly string[];
  readonly methods?: readonly string[];
  /** Page of the explorer that shows the same, with further parameters; null: none does. */
  readonly page: {readonly page: string; readonly parameters?: Readonly<Record<string, string>>} | null;
}

/** The cohort of a block: that of its declaration. */
export function blockCohort(context: ReportContext, {cohort}: Pick<BlockDeclaration, "cohort">): ReportCohort {
  return context.cohort(cohort);
}

/** Everything about a block besides its numbers. */
export function blockFrame(
  context: ReportContext,
  declared: BlockDeclaration,
  cohort: ReportCohort,
  words: FrameWords,
  population: Count = context.count(cohort.set)
): BlockFrame {
  return {
    id: declared.id,
    title: declared.title,
    subtitle: declared.subtitle ?? words.subtitle,
    caption: [declared.caption, words.caption].filter((d) => d !== undefined && d !== "").join(" "),
    population,
    sources: sourcesOf(context, population.n === 0 ? cohort.set : context.set(...clausesOf(population.set))),
    notes: [...declared.notes, ...(words.notes ?? [])],
    methods: words.methods ?? [],
    explorer:
      words.page === null
        ? null
        : {page: words.page.page, query: explorerQuery(context, cohort, words.page.parameters ?? {})}
  };
}

/** Ids of the sources with a patient in a set, in the order of the release. */
export function sourcesOf(context: ReportContext, set: PatientSet): string[] {
  return context.site.sources.map(({id}) => id).filter((id) => context.within(set, `source_id=${id}`).n > 0);
}

function explorerQuery(
  {site}: ReportContext,
  {filter}: ReportCohort,
  parameters: Readonly<Record<string, string>>
): string {
  const query = formatFilter(filter, site.releaseId);
  for (const [key, value] of Object.entries(parameters)) query.append(key, value);
  if (!query.has("release")) query.append("release", site.releaseId);
  return query.toString();
}
