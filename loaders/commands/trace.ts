import {locateRelease} from "../release/openRelease.js";
import {readRelease} from "../release/readRelease.js";
import {formatTrace} from "../release/trace/formatTrace.js";
import {traceRow} from "../release/trace/traceRow.js";
import {noticeLine} from "./noticeLine.js";

/**
 * Where the values of a harmonised row came from: file, record, raw column and token, and the rule. In words, or as JSON.
 *
 * @param path folder of the release, or a study's pointer file
 * @throws {ReleaseError} on a damaged release, an unknown key or variable
 */
export async function trace(path: string, key: string, variable?: string, json = false): Promise<string> {
  const release = await readRelease(await locateRelease(".", path));
  const values = traceRow(release, key, variable);
  return json ? `${JSON.stringify(values, null, 2)}\n` : formatTrace(values) + noticeLine(release.manifest);
}
