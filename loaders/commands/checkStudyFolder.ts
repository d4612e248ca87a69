import {existsSync} from "node:fs";
import {checkStudy} from "../sources/cbioportal/checkStudy.js";
import type {StudyGenes} from "../sources/cbioportal/studyGenes.js";
import type {StudyCheck} from "../sources/cbioportal/studyReport.js";
import {clip, SourceError} from "../sources/sourceError.js";

/** What the check of a study folder says, and how many faults are errors. */
export interface StudyText {
  readonly text: string;
  readonly errors: number;
}

/**
 * Says what is wrong with a cBioPortal study folder: a line a fault, `file:line: column: "value": severity: what is wrong (rule)`,
 * of a check that found many the first twenty; then how many errors and warnings there are.
 *
 * @param genes what is known of genes
 * @throws {SourceError} on a folder that is missing
 */
export async function checkStudyFolder(folder: string, genes?: StudyGenes): Promise<StudyText> {
  if (!existsSync(folder)) throw new SourceError("missing study folder", {file: folder});
  const {report} = await checkStudy(folder, genes);
  const count = (severity: StudyCheck["severity"]): number =>
    report.checks.filter((check) => check.severity === severity).reduce((sum, {n}) => sum + n, 0);
  const errors = count("error");
  const lines = report.checks.filter(({n}) => n > 0).flatMap(faultLines);
  const end = `${errors} errors, ${count("warning")} warnings, ${count("info")} notes`;
  return {text: [...lines, end, ""].join("\n"), errors};
}

function faultLines({file, rule, severity, description, n, places}: StudyCheck): string[] {
  const what = `${severity}: ${description} (${rule})`;
  const lines = places.map(({line, column, value}) => {
    const parts = [line === undefined ? file : `${file}:${line}`];
    if (column !== undefined) parts.push(clip(column));
    if (value !== undefined) parts.push(JSON.stringify(clip(value)));
    return [...parts, what].join(": ");
  });
  return n > places.length ? [...lines, `${file}: ${what}: ${n - places.length} more`] : lines;
}
