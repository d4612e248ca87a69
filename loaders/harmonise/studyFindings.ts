import {checkStudy} from "../sources/cbioportal/checkStudy.js";
import type {StudyCheck} from "../sources/cbioportal/studyReport.js";
import type {ReadFile} from "../sources/define/datasetDefinition.js";
import type {Mapping} from "../study/mappingSchema.js";
import type {FindingLog} from "./findingLog.js";

/** Places that a description names. */
const placesNamed = 3;

/**
 * Checks the folder of a cBioPortal study and counts what is wrong with it: a finding a file and rule, with the places of the
 * first faults but without their content, which may tell patients; a rule that found nothing is one finding for all files.
 *
 * @returns the files that were read
 */
export async function studyFindings(
  folder: string,
  mapping: Pick<Mapping, "files" | "unused" | "assays">,
  findings: FindingLog
): Promise<readonly ReadFile[]> {
  const {report, files} = await checkStudy(folder);
  unreadFiles(files, mapping, findings);
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

/** Lists the data files that the mapping neither reads nor declares as unused. */
function unreadFiles(
  files: readonly ReadFile[],
  {files: mapped, unused}: Pick<Mapping, "files" | "unused">,
  findings: FindingLog
): void {
  const read = new Set(
    Object.values(mapped).flatMap(({file, format}) =>
      format.kind === "cbioportal" && format.profiled !== undefined ? [file, format.profiled] : [file]
    )
  );
  const data = files.map(({file}) => file).filter((file) => !isDescription(file) && !read.has(file));
  for (const file of data) {
    const reason = Object.hasOwn(unused, file) ? unused[file] : undefined;
    const [rule, severity] =
      reason === undefined ? (["file_unread", "warning"] as const) : (["file_unused", "info"] as const);
    const description =
      reason === undefined ? "A data file that the mapping neither reads nor declares unused" : `Not read: ${reason}`;
    findings.add({file, rule, severity, n: 1, checked: 1, description});
  }
}

/** Descriptions and lists are read by the check of the folder. */
function isDescription(file: string): boolean {
  return /^case_lists\/|^gene_panels\/|(^|_)meta(_|\b)/iu.test(file);
}

function placesOf({n, places}: StudyCheck): string {
  const named = places.slice(0, placesNamed).flatMap(({line}) => (line === undefined ? [] : [String(line)]));
  if (named.length === 0) return "";
  return ` (line ${named.join(", ")}${n > named.length ? " …" : ""})`;
}
