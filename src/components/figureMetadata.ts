import {type DataStatus, noticeSentence} from "../model/simulatedNotice.js";

/** What a picture or table that travels alone has to say of itself, beside its words: enough to make it again. */
export interface FigureMetadata {
  /** Who is shown, in words: "NPM1 mutated, age 18–60". */
  readonly cohort: string;
  /** True if that is everybody in the release. */
  readonly everybody?: boolean;
  /** The state that a link reopens (filter, grouping, endpoint …), as JSON values. */
  readonly state: object | null;
  /** How the numbers were made: estimator, interval, test. */
  readonly method: string;
  /** By part: schema, dictionary, rules … */
  readonly versions: Readonly<Record<string, unknown>>;
}

/** What the metadata of a file say of its release. */
export interface MetadataRelease extends DataStatus {
  readonly releaseId: string;
  readonly sources: readonly {readonly name: string}[];
}

/** A caption that ends with who is shown, where that is not everybody: a figure may travel without its page. */
export function captionOf({caption, metadata}: {readonly caption: string; readonly metadata?: FigureMetadata}): string {
  return metadata === undefined || metadata.everybody === true ? caption : `${caption} ${metadata.cohort}`.trim();
}

/** Metadata as comment lines for the head of a CSV file or script. */
export function metadataLines({cohort, state, method, versions}: FigureMetadata): string[] {
  const parts = Object.entries(versions).map(([part, version]) => `${part} ${versionText(version)}`);
  return [
    `Cohort: ${cohort}`,
    ...(state === null ? [] : [`State: ${JSON.stringify(state)}`]),
    `Method: ${method}`,
    ...(parts.length === 0 ? [] : [`Versions: ${parts.join("; ")}`])
  ];
}

/** Metadata of a picture as one line of JSON, with title, release and the notice on simulated data. */
export function metadataJson(
  release: MetadataRelease,
  {title, address}: {readonly title: string; readonly address: string},
  metadata: FigureMetadata | null
): string {
  return JSON.stringify({
    generator: "Hemiola",
    title,
    release: release.releaseId,
    sources: release.sources.map(({name}) => name),
    ...(release.simulated ? {simulated: true, notice: noticeSentence(release)} : {}),
    address,
    ...(metadata ?? {})
  });
}

function versionText(version: unknown): string {
  return typeof version === "string" ? version : JSON.stringify(version);
}
