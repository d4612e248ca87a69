import {type DataStatus, noticeSentence} from "../../model/simulatedNotice.js";
import {parseSavedCohort, type SavedCohort} from "./savedCohort.js";

const format = "hemiola-cohorts";
const version = 1;

/** The text of a file with saved cohorts, which names the release and says if its patients are simulated. */
export function formatCohortFile(
  cohorts: readonly SavedCohort[],
  release: DataStatus & {readonly releaseId: string}
): string {
  return `${JSON.stringify({format, version, release: release.releaseId, notice: noticeSentence(release), cohorts}, null, 2)}\n`;
}

/**
 * The cohorts of a file.
 *
 * @throws {RangeError} in words, if the text is not such a file, or one of its cohorts is not valid
 */
export function parseCohortFile(text: string): SavedCohort[] {
  const value = parseJson(text);
  if (value === null || typeof value !== "object" || (value as {format?: unknown}).format !== format) {
    throw new RangeError("invalid file: it holds no saved cohorts of this kind of site");
  }
  const {version: found, cohorts} = value as {readonly version?: unknown; readonly cohorts?: unknown};
  if (found !== version) throw new RangeError(`invalid file: version ${String(found)}, expected ${version}`);
  if (!Array.isArray(cohorts)) throw new RangeError("invalid file: no list of cohorts");
  return cohorts.map((cohort, i) => {
    try {
      return parseSavedCohort(cohort);
    } catch (error) {
      throw new RangeError(`invalid file: cohort ${i + 1}: ${(error as Error).message}`, {cause: error});
    }
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RangeError("invalid file: it is not JSON", {cause: error});
  }
}
