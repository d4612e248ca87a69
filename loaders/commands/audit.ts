import {writeFile} from "node:fs/promises";
import {auditRelease} from "../disclosure/audit/auditRelease.js";
import {auditReport} from "../disclosure/audit/auditReport.js";
import {formatAudit} from "../disclosure/audit/formatAudit.js";
import {locateRelease} from "../release/openRelease.js";
import {readRelease} from "../release/readRelease.js";

/** What to audit. */
export interface AuditCommand {
  readonly root: string;
  readonly release: string;
  readonly previous?: string;
  readonly site?: string;
  readonly microdata?: string;
  /** Where the report for the data protection officer is written. */
  readonly json?: string;
}

/**
 * Audits a release.
 *
 * @returns one line a rule, and how many rules are broken
 * @throws {ReleaseError} if a release is damaged or withdrawn
 */
export async function audit(command: AuditCommand): Promise<{text: string; broken: number}> {
  const {json, microdata, previous, release, root, site} = command;
  const read = async (path: string) => await readRelease(await locateRelease(root, path));
  const found = await auditRelease({
    root,
    release: await read(release),
    site,
    ...(previous !== undefined && {previous: await read(previous)}),
    ...(microdata !== undefined && {microdata: await read(microdata)})
  });
  if (json !== undefined) await writeFile(json, auditReport(found));
  return {text: formatAudit(found), broken: found.broken};
}
