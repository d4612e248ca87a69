import type {PrespecifiedAnalysis} from "./prespecified.js";
import type {VocabularyName} from "./vocabulary.js";

/** Version of the release layout and of the harmonised tables; a reader refuses any other major version. */
export const schemaVersion = "1.7.0";

/** How far a release may travel: exact rows, k-anonymised rows, or aggregates only. */
export type Tier = "internal" | "consortium" | "public";

/** Codes with their labels that a disease pack adds to closed code lists, in its order. */
export type Terms = Readonly<Partial<Record<VocabularyName, Readonly<Record<string, string>>>>>;

/** One raw file that went into a release. */
export interface InputFile {
  readonly source: string;
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Data records read, header and comment lines not counted. */
  readonly rows: number;
}

/** One partner's contribution. */
export interface ReleaseSource {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly simulated: boolean;
  readonly patients: number;
}

/** One Arrow IPC stream file of a release. */
export interface ReleaseTable {
  readonly name: string;
  /** Path inside the release folder, e.g. `tables/patients.arrow`. */
  readonly file: string;
  readonly rows: number;
  readonly columns: readonly string[];
  readonly bytes: number;
  readonly sha256: string;
}

/** How a release of a tier was made from an exact one, and what readers of it must keep to. */
export interface ReleaseDisclosure {
  /** Id of the exact release. */
  readonly from: string;
  /** Id and version of the policy. */
  readonly policy: string;
  readonly version: string;
  /** Counts from 1 to k − 1 are not shown. */
  readonly k: number;
  /** Patients in a group before a curve is drawn of it. */
  readonly minCurve: number;
  /** Of a public release: who answers for it. */
  readonly signOff?: readonly string[];
  /** Of a public release: not to be passed on yet; every page of its site says so. */
  readonly draft?: boolean;
}

/** `release.json`: what a release is and how to check it. Holds no build time and no host name. */
export interface ReleaseManifest {
  readonly schemaVersion: string;
  /** First 16 hex digits of the SHA-256 over the tables' names and hashes and the declared versions. */
  readonly id: string;
  readonly study: {
    readonly id: string;
    readonly title: string;
    readonly disease: string;
    /** Whom to ask about the data; absent where the study names nobody. */
    readonly contact?: string;
  };
  readonly tier: Tier;
  /** True if any source is simulated; every page and export then says so. */
  readonly simulated: boolean;
  /** The sentence that must accompany simulated data; null for real data. */
  readonly simulatedNotice: string | null;
  readonly sources: readonly ReleaseSource[];
  readonly inputs: readonly InputFile[];
  readonly versions: {
    readonly dictionary: string;
    readonly mappings: Readonly<Record<string, string>>;
    /** By disease pack and rule table; the pack's alone up to schema 1.1. */
    readonly rules: string | Readonly<Record<string, string>>;
    readonly hemiola: string;
  };
  readonly tables: readonly ReleaseTable[];
  /** Patients: a person counts once, also if several sources have a record. */
  readonly audit: {readonly patients: number; readonly rejects: number; readonly findings: number};
  /** Analyses that the study declares; absent up to schema 1.4. */
  readonly analyses?: readonly PrespecifiedAnalysis[];
  /** How the release was made from an exact one; absent in an exact one, and up to schema 1.5. */
  readonly disclosure?: ReleaseDisclosure;
  /** The order of every closed code list used, so that a reader can check it against its own. */
  readonly vocabularies: Readonly<Partial<Record<VocabularyName, readonly string[]>>>;
  /** What the disease pack adds to them; not given if it adds nothing, and up to schema 1.4. */
  readonly terms?: Terms;
}
