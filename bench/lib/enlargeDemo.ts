import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";

/** Lines before the data of each raw file, how its lines end, and how often its rows are written a patient. */
const files = {
  "clinical.tsv": {head: 1, end: "\r", times: 1},
  "genetic.tsv": {head: 1, end: "\r", times: 2},
  "karyotypes.tsv": {head: 1, end: "\r", times: 1},
  "flt3itd.tsv": {head: 3, end: "\n", times: 1}
} as const;

/**
 * Writes the raw files of the simulated demo several times below each other, every copy with patients and calls of its
 * own. Calls are written twice, so that a patient has about as many as in a panel of the whole genome's known drivers.
 *
 * @param from folder with the demo's raw files
 * @param to folder to write into
 */
export function enlargeDemo(from: string, to: string, copies: number): void {
  mkdirSync(to, {recursive: true});
  for (const [name, {head, end, times}] of Object.entries(files)) {
    // Bytes as they are, whatever the encoding.
    const lines = readFileSync(join(from, name), "latin1").split(end);
    const last = lines.at(-1) === "" ? lines.length - 1 : lines.length;
    const body = lines.slice(head, last).join(end);
    const parts = [lines.slice(0, head).join(end)];
    for (let copy = 0; copy < copies; ++copy)
      for (let time = 0; time < times; ++time) {
        const tag = String(copy).padStart(3, "0");
        const patients = body.replaceAll(/SD(\d{5})/g, `SD${tag}$1`);
        parts.push(name === "genetic.tsv" ? patients.replaceAll(/(^|\r)(\d+)/g, `$1${time}${tag}$2`) : patients);
      }
    writeFileSync(join(to, name), parts.join(end) + end, "latin1");
  }
}
