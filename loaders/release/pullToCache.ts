import {join} from "node:path";
import {cacheFolder, isOffline} from "../environment.js";
import type {ProgressListener} from "../progress.js";
import {pullRelease} from "./pullRelease.js";

/** Which release to pull. */
export interface PullReleaseOptions {
  readonly root: string;
  /** Of its `release.json`. */
  readonly address: string;
  /** Take the one pulled before; also by HEMIOLA_OFFLINE=1. */
  readonly offline?: boolean;
  readonly onProgress?: ProgressListener;
}

/**
 * Pulls a release into the cache, with the `Authorization` that HEMIOLA_AUTHORIZATION holds.
 *
 * @returns its folder
 * @throws {ReleaseError} naming the address, if the release cannot be had or is damaged
 */
export async function pullToCache({root, address, offline, onProgress}: PullReleaseOptions): Promise<string> {
  const {HEMIOLA_AUTHORIZATION} = process.env;
  return await pullRelease(address, {
    cache: join(cacheFolder(root), "pulled"),
    offline: offline ?? isOffline(),
    authorization: HEMIOLA_AUTHORIZATION === "" ? undefined : HEMIOLA_AUTHORIZATION,
    onProgress
  });
}
