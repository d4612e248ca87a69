import {cpSync, mkdtempSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {surrogates} from "../../loaders/harmonise/surrogate.js";
import type {Cell, TableData} from "../../loaders/release/tableData.js";
import {exportCbioportal} from "../../loaders/commands/exportCbioportal.js";
import {reader} from "./tables.js";

/** Tables of a release before and after a round trip, the keys of the second replaced by those of the first. */
export interface RoundTrip {
  /** The exported folder. */
  readonly folder: string;
  readonly names: readonly string[];
  /** Rows of a table as sorted texts: those only before, those only after, and those in both. */
  differences(
    table: string,
    without?: readonly string[]
  ): {
    readonly lost: string[];
    readonly gained: string[];
    readonly same: number;
  };
  readonly after: ReturnType<typeof reader>;
}

/**
 * Exports a release as a study folder, and harmonises the folder by the declarations that lie in it.
 *
 * @param root project with the other declarations
 * @param work folder for what is written
 */
export async function roundTrip(
  root: string,
  release: string,
  tables: readonly TableData[],
  work: string
): Promise<RoundTrip> {
  const folder = join(work, "study");
  await exportCbioportal(release, folder, root);
  const project = mkdtempSync(join(work, "project-"));
  for (const name of ["data", "package.json"]) cpSync(join(root, name), join(project, name), {recursive: true});
  cpSync(join(folder, "hemiola/data"), join(project, "data"), {recursive: true});
  const before = reader(tables);
  const study = studyOf(folder);
  const after = reader((await harmoniseStudy({study, root: project, dataDir: folder})).tables);
  const keys = new Map<string, string>();
  const counts = new Map<string, number>();
  const sourceOf = new Map(before.rows("patients").map((d) => [String(d.patient_id), String(d.source_id)]));
  for (const [id, source] of sourceOf) keys.set(surrogates(study, source)(id), id);
  for (const {sample_id: sample, patient_id: patient, timepoint} of before.rows("samples")) {
    const name = timepoint === null ? "unknown" : String(timepoint);
    const n = (counts.get(`${String(patient)} ${name}`) ?? 0) + 1;
    counts.set(`${String(patient)} ${name}`, n);
    const made = surrogates(study, sourceOf.get(String(patient))!)(
      "sample",
      String(patient),
      n === 1 ? name : `${name}_${n}`
    );
    keys.set(made, String(sample));
  }
  const told = (value: Cell): string =>
    typeof value === "string"
      ? (keys.get(value) ?? value)
      : String(typeof value === "number" && !Number.isInteger(value) ? Math.fround(value) : value);
  const texts = ({schema, rows, columns}: TableData, without: readonly string[]): string[] => {
    const cells = schema.columns
      .map(({name}) => name)
      .filter((name) => !without.includes(name))
      .map((name) => columns[name]);
    return Array.from({length: rows}, (_, i) => cells.map((column) => told(column[i])).join("\t")).sort();
  };
  return {
    folder,
    after,
    names: tables.map(({schema}) => schema.name),
    differences(table, without = []) {
      return compare(texts(before.table(table), without), texts(after.table(table), without));
    }
  };
}

function studyOf(folder: string): string {
  const [file] = readdirSync(join(folder, "hemiola/data/studies"));
  return file.replace(/\.yaml$/u, "");
}

/** Compares sorted texts, of which some may stand more than once. */
function compare(
  before: readonly string[],
  after: readonly string[]
): {lost: string[]; gained: string[]; same: number} {
  const [lost, gained] = [[] as string[], [] as string[]];
  let same = 0;
  for (let i = 0, j = 0; i < before.length || j < after.length;) {
    if (j >= after.length || (i < before.length && before[i] < after[j])) lost.push(before[i++]);
    else if (i >= before.length || after[j] < before[i]) gained.push(after[j++]);
    else {
      ++same;
      ++i;
      ++j;
    }
  }
  return {lost, gained, same};
}
