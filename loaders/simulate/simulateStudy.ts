import {mkdir, rename, rm, writeFile} from "node:fs/promises";
import {join} from "node:path";
import type {Progress} from "../progress.js";
import {readDeclaration} from "../study/readDeclaration.js";
import {studySchema} from "../study/studySchema.js";
import {readCalibration} from "./calibration.js";
import {partners} from "./partners.js";

/** One file written: its path in the output folder, data records and size. */
export interface SimulatedFile {
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
}

/**
 * Writes the raw files of every source of a study that has a simulator to `<outDir>/<source id>/`, and the truth behind them to
 * `<outDir>/truth/truth.json`, with the answer key `expected_findings.json` beside it; harmonisation reads neither.
 *
 * The folder is made beside its place and moved there when complete: a run that is cut off leaves the old folder or none.
 * The same seed gives the same bytes; without one, the seed of the calibration is used.
 *
 * @throws {Error} if the study names no simulator, or one that does not exist
 */
export async function simulateStudy(options: {
  root: string;
  study: string;
  outDir: string;
  seed?: number;
  onProgress?: (step: Progress) => void;
}): Promise<{files: SimulatedFile[]}> {
  const {root, outDir, onProgress} = options;
  const study = readDeclaration(root, join("data", "studies", `${options.study}.yaml`), studySchema).value;
  const sources = study.sources.flatMap(({id, simulator}) => (simulator === undefined ? [] : [{id, simulator}]));
  if (sources.length === 0) throw new Error(`invalid study: ${options.study} names no simulator`);
  const seed = options.seed ?? (await readCalibration(root)).seed;
  const folder = `${outDir}.partial-${process.pid}`;
  await rm(folder, {recursive: true, force: true});
  await mkdir(folder, {recursive: true});
  try {
    const files: SimulatedFile[] = [];
    const truth: Record<string, object> = {};
    const answers: Record<string, object> = {};
    for (const {id, simulator} of sources) {
      if (!Object.hasOwn(partners, simulator)) throw new Error(`unknown simulator: ${simulator}`);
      const started = performance.now();
      const delivery = await partners[simulator](root, seed);
      truth[id] = delivery.truth;
      answers[id] = {
        injected: delivery.injected ?? [],
        findings: delivery.expectedFindings,
        rejects: delivery.expectedRejects
      };
      await mkdir(join(folder, id));
      for (const {file, rows, bytes} of delivery.files) {
        await writeFile(join(folder, id, file), bytes);
        files.push({file: `${id}/${file}`, rows, bytes: bytes.length});
      }
      const seconds = (performance.now() - started) / 1000;
      onProgress?.({what: `simulate ${id}`, rows: sum(delivery.files.map(({rows}) => rows)), seconds});
    }
    await mkdir(join(folder, "truth"));
    const write = (name: string, sources: object, indent?: number): Promise<void> =>
      writeFile(join(folder, "truth", name), `${JSON.stringify({study: study.id, seed, sources}, null, indent)}\n`);
    await write("truth.json", truth);
    await write("expected_findings.json", answers, 2);
    await replaceFolder(folder, outDir);
    return {files};
  } catch (error) {
    await rm(folder, {recursive: true, force: true});
    throw error;
  }
}

/** Moves a finished folder to its place; an older one steps aside first and is removed after. */
async function replaceFolder(finished: string, place: string): Promise<void> {
  const old = `${finished}.old`;
  let hadOld = true;
  try {
    await rename(place, old);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    hadOld = false;
  }
  await rename(finished, place);
  if (hadOld) await rm(old, {recursive: true, force: true});
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
