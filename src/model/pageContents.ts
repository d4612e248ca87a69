/**
 * What some releases have and others not: patients randomised by a trial; residual disease, expression or copy number;
 * raw records beside harmonised rows; simulated sources.
 */
export type PageContent = "randomisation" | "molecularCourse" | "rawExcerpts" | "simulation";

/** The sources of a release that have it, by id, in the order of the release; content that none has is absent. */
export type PageContents = ReadonlyMap<PageContent, readonly string[]>;
