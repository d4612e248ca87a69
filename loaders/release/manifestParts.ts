import type {InputFile, ReleaseManifest} from "../../src/model/release.js";

/** What the harmonisation knows about a release; the writer adds the tables and the id. */
export type ManifestParts = Pick<
  ReleaseManifest,
  | "study"
  | "tier"
  | "simulated"
  | "simulatedNotice"
  | "sources"
  | "versions"
  | "audit"
  | "terms"
  | "analyses"
  | "disclosure"
> & {readonly inputs: readonly InputFile[]};
