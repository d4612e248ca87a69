import type {Tier} from "../../src/model/release.js";
import type {ProgressListener} from "../progress.js";
import type {ManifestParts} from "../release/manifestParts.js";
import type {Release} from "../release/readRelease.js";
import type {TableData} from "../release/tableData.js";
import {consortiumTier} from "./consortium/consortiumTier.js";
import {publicTier} from "./public/publicTier.js";

/** What a tier is made from. */
export interface TierInput {
  /** The project's root, to which declarations are relative. */
  readonly root: string;
  /** An exact release (tier internal). */
  readonly release: Release;
  /** A policy instead of the project's own for the tier. */
  readonly policyFile?: string;
  /** The key of the pseudonyms; that of the environment if not given. */
  readonly key?: string;
  /** The release of the tier that was published last, from which a reader could subtract. */
  readonly previous?: Release;
  /** Of the tier public: names of those who answer for it, and whether it is only a draft. */
  readonly signOff?: readonly string[];
  readonly draft?: boolean;
  readonly onProgress?: ProgressListener;
}

/** A release of a tier, to be written. */
export interface TierRelease {
  readonly parts: ManifestParts;
  readonly tables: readonly TableData[];
}

/**
 * Makes the release of a tier from an exact one.
 *
 * @throws {DisclosureError} if the rules of the tier cannot be kept
 */
export type TierMaker = (input: TierInput) => TierRelease | Promise<TierRelease>;

/** How each tier is made; null for one that is not made from an exact release. */
export const tiers: Readonly<Record<Tier, TierMaker | null>> = {
  internal: null,
  consortium: consortiumTier,
  public: publicTier
};
