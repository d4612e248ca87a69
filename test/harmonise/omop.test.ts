import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {sourceFolder} from "../../loaders/harmonise/sourceFolder.js";
import {csvTables} from "../../loaders/sources/omop/csvTables.js";
import {tableFile} from "../../loaders/sources/omop/tableFiles.js";
import {loadStudy} from "../../loaders/study/loadStudy.js";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {absent, root, sharedData} from "../support/sharedData.js";
import {wholeTable, writeParquet} from "../support/omopParquet.js";
import {reader, tally} from "../support/tables.js";

const scratch = mkdtempSync(join(tmpdir(), "hemiola-omop-"));
afterAll(() => rmSync(scratch, {recursive: true, force: true}));

async function harmonised(study: string, dataDir?: string): Promise<ReturnType<typeof reader>> {
  const [entry] = loadStudy(root, study).sources;
  const folder = await sourceFolder(root, entry, dataDir, {cache: join(scratch, "cache"), offline: true});
  const {tables} = await harmoniseStudy({study, root, folders: new Map([[entry.source.id, folder]])});
  return reader(tables);
}
const r = await harmonised("dresden_omop");
for (const f of r.rows("findings"))
  if (f.n) console.log(f.file, f.rule_id, f.severity, f.n, f.n_checked, f.description);
console.log(tally(r.rows("rejects").map((d) => `${d.file} ${d.column} ${d.reason}`)));
console.log(r.rows("unmapped_tokens").slice(0, 5), r.rows("patients").slice(0, 2));
const s = await harmonised("synthea_omop");
for (const f of s.rows("findings"))
  if (f.n) console.log(f.file, f.rule_id, f.severity, f.n, f.n_checked, f.description);
console.log(tally(s.rows("rejects").map((d) => `${d.file} ${d.column} ${d.reason}`)));
console.log(s.rows("unmapped_tokens").length, s.rows("unmapped_tokens").slice(0, 5), s.rows("patients").slice(0, 4));
it("x", () => {});
