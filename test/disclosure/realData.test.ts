import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {beforeAll, describe, expect, it} from "vitest";
import {consortiumTier} from "../../loaders/disclosure/consortium/consortiumTier.js";
import type {TierRelease} from "../../loaders/disclosure/tiers.js";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {readRelease} from "../../loaders/release/readRelease.js";
import type {Cell} from "../../loaders/release/tableData.js";
import {writeRelease} from "../../loaders/release/writeRelease.js";
import {absent, root, sharedData} from "../support/sharedData.js";

const key = "a key of tests, which is long enough";
/** Real data sets and simulated ones that others published, by study. */
const studies = [
  ["amlsg", "amlsg", ""],
  ["beataml", "beataml2", "raw"],
  ["tcga_laml", "tcga_laml", "cbioportal_study/laml_tcga"],
  ["dresden", "aml_synthetic_omop", ""]
] as const;

/** The consortium's release of a study, made from its files. */
async function disclosed(study: string, folder: string): Promise<TierRelease> {
  const out = mkdtempSync(join(tmpdir(), "hemiola-"));
  try {
    const {tables, manifest} = await harmoniseStudy({study, root, dataDir: folder});
    const {folder: made} = await writeRelease({parts: manifest, tables, out});
    return consortiumTier({root, release: await readRelease(made), key});
  } finally {
    rmSync(out, {recursive: true, force: true});
  }
}

function rows({tables}: TierRelease, name: string): Record<string, Cell>[] {
  const {columns, rows: n} = tables.find(({schema}) => schema.name === name)!;
  return Array.from({length: n}, (_, i) =>
    Object.fromEntries(Object.entries(columns).map(([c, cells]) => [c, cells[i]]))
  );
}

for (const [study, set, below] of studies) {
  const data = sharedData(set);
  describe.skipIf(data === undefined)(
    `the consortium tier of ${study} (${data === undefined ? absent(set) : set})`,
    () => {
      let made: TierRelease;
      beforeAll(async () => {
        made = await disclosed(study, join(data!, below));
      });

      it("passes the detectors without a false alarm and keeps every limit of the policy", () => {
        const limited = rows(made, "disclosure_risk").filter(({limit}) => limit !== null);
        expect(limited.length).toBeGreaterThan(4);
        for (const {measure, value, limit, passed} of limited)
          expect(passed, `${String(measure)} ${String(value)} ${String(limit)}`).toBe(true);
      });

      it("changes the key estimates less than the tolerances", () => {
        const utility = rows(made, "disclosure_utility");
        for (const {label, exact, released, difference, within} of utility.filter(
          ({tolerance}) => tolerance !== null
        )) {
          if (study === "amlsg")
            console.info(
              `${study}: ${String(label)}: ${String(exact)} → ${String(released)} (Δ ${String(difference)})`
            );
          expect(within, String(label)).not.toBe(false);
        }
      });

      it.runIf(study === "amlsg")(
        "is 5-anonymous, with the risk, suppression and differences that are asked for",
        () => {
          const risk = new Map(
            rows(made, "disclosure_risk")
              .filter(({stage, attributes}) => stage === "after" && !String(attributes).includes("survival"))
              .map(({measure, value}) => [String(measure), Number(value)])
          );
          console.info(`amlsg: ${[...risk].map(([measure, value]) => `${measure} ${value}`).join(", ")}`);
          expect(risk.get("patients")).toBe(1540 - risk.get("removed")!);
          expect(risk.get("smallestClass")).toBeGreaterThanOrEqual(5);
          expect(risk.get("prosecutorMax")).toBeLessThanOrEqual(0.2);
          expect(risk.get("suppressed")).toBeLessThanOrEqual(0.05);
          const utility = new Map(rows(made, "disclosure_utility").map((row) => [String(row.measure), row]));
          expect(utility.get("os_5y")!.exact).toBeCloseTo(41.41, 1);
          expect(Math.abs(Number(utility.get("os_5y")!.difference))).toBeLessThanOrEqual(2);
          for (const name of ["eln_adverse", "eln_intermediate", "NPM1", "FLT3-ITD", "TP53", "age"])
            expect(Math.abs(Number(utility.get(`hr_${name}`)!.difference)), name).toBeLessThanOrEqual(0.1);
        }
      );
    }
  );
}
