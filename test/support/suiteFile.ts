import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll} from "vitest";

/** The path of a file in an empty folder that is removed when the suite's tests are done; for files written many times. */
export function suiteFile(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), "hemiola-"));
  afterAll(() => rmSync(folder, {recursive: true, force: true}));
  return join(folder, name);
}
