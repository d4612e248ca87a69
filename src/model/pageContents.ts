/**
 * What some releases have and others not: rows of patients, which free filters and models need; figures of cohorts and of survival, for any cohort or for
 * declared ones; alterations of genes; classifications; patients randomised by a trial; residual disease, expression or copy number;
 * raw records beside harmonised rows; simulated sources; reports, pages on genes and on genomic classes.
 */
export type PageContent =
  | "patientRows"
  | "cohortFigures"
  | "survivalFigures"
  | "alterations"
  | "classifications"
  | "randomisation"
  | "molecularCourse"
  | "rawExcerpts"
  | "simulation"
  | "reports"
  | "genes"
  | "classes";

/** The sources of a release that have it, by id, in the order of the release; content that none has is absent. */
export type PageContents = ReadonlyMap<PageContent, readonly string[]>;
