import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {mapping, partner, rawFiles, study} from "./partner.js";

/** Declaration of a second invented source in the study file. */
const otherSource = `  - id: OTHER
    name: Other partner
    kind: trial
    index_event: randomisation
    simulated: false
    version: 1.0.0
    mapping: data/mappings/other.yaml
    data: [raw]
`;

/** The small study with a second source. */
export const studyOfTwo = study + otherSource;

/** The second source's mapping: the same columns in files of its own, and a panel of its own. */
export const otherMapping = mapping
  .replace("source: TEST", "source: OTHER")
  .replace("panel: small", "panel: other")
  .replaceAll(/file: (\w+\.(?:csv|txt))/g, "file: other_$1");

/** The second source's raw files: the same rows of other patients. */
export const otherRaw: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(rawFiles).map(([name, text]) => [`other_${name}`, text.replaceAll(/\bP(\d)\b/g, "Q$1")])
);

/** Writes a project with two small partners into a temporary folder that is removed when the test ends. */
export function twoPartners(): string {
  return partner({
    study: studyOfTwo,
    declarations: {"data/mappings/other.yaml": otherMapping},
    panels: {other: "id: other\ntitle: Other panel\norigin: invented\ngenes: [DNMT3A, SRSF2, IDH2, NPM1]\n"},
    raw: otherRaw
  });
}

/** Changes a file of a project. */
export function rewrite(root: string, path: string, text: string): void {
  writeFileSync(join(root, path), text);
}
