import {checkStudy} from "../sources/cbioportal/checkStudy.js";
import type {StudyCheck} from "../sources/cbioportal/studyReport.js";
import type {ReadFile} from "../sources/define/datasetDefinition.js";
import type {FindingLog} from "./findingLog.js";

/** Places that a description names. */
const placesNamed = 3;

/**
 * Checks the folder of a cBioPortal study and counts what is wrong with it: a finding a file and rule, with the places of the
 * first faults but without their content, which may tell patients; a rule that found nothing is one finding for all files.
 *
 * @returns the files that were read
 */
export async function studyFindings(folder: string, findings: FindingLog): Promise<readonly ReadFile[]> {
  const {report, files} = await checkStudy(folder);
  const sound = new Map<string, StudyCheck[]>();
  for (const check of report.checks)
    if (check.n > 0) {
      const {file, rule, severity, n, checked} = check;
      findings.add({file, rule, severity, n, checked, description: `${check.description}${placesOf(check)}`});
    } else if (check.checked > 0) sound.set(check.rule, [...(sound.get(check.rule) ?? []), check]);
  for (const [rule, checks] of sound) {
    const [{severity, description}] = checks;
    const checked = checks.reduce((sum, check) => sum + check.checked, 0);
    findings.add({file: null, rule, severity, n: 0, checked, description: `${description}: in no other file`});
  }
  return files;
}

function placesOf({n, places}: StudyCheck): string {
  const named = places.slice(0, placesNamed).flatMap(({line}) => (line === undefined ? [] : [String(line)]));
  if (named.length === 0) return "";
  return ` (line ${named.join(", ")}${n > named.length ? " …" : ""})`;
}
