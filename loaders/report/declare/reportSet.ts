import {existsSync} from "node:fs";
import {join} from "node:path";
import type {ReleaseManifest} from "../../../src/model/release.js";
import {diseaseSchema} from "../../study/diseaseSchema.js";
import {readDeclaration} from "../../study/readDeclaration.js";
import {studySchema} from "../../study/studySchema.js";

/**
 * Ids of the reports of a study: those that its file names, else those of its disease pack; none for a study and a disease
 * that the project does not know.
 *
 * @throws {HarmoniseError} on a fault in a declaration
 */
export function reportSet(root: string, {id, disease}: ReleaseManifest["study"]): readonly string[] {
  const study = `data/studies/${id}.yaml`;
  const own = existsSync(join(root, study)) ? readDeclaration(root, study, studySchema).value.reports : undefined;
  if (own !== undefined) return own;
  const pack = `data/diseases/${disease}.yaml`;
  return existsSync(join(root, pack)) ? readDeclaration(root, pack, diseaseSchema).value.reports : [];
}
