import {beforeAll, describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../../loaders/harmonise/harmoniseStudy.js";
import {cytogeneticFlags} from "../../../src/model/cytogeneticFlags.js";
import {absent, root, sharedData} from "../../support/sharedData.js";
import {reader, tally} from "../../support/tables.js";

const folder = sharedData("amlsg");
if (folder === undefined) console.warn(absent("amlsg"));

/**
 * What another implementation of the same rules reached against the curated columns: agreement in per cent and kappa.
 */
const reached: Readonly<Record<string, readonly [percent: number, kappa: number]>> = {
  t_8_21: [100, 1],
  inv16: [99.93, 0.993],
  t_15_17: [100, 1],
  t_6_9: [99.93, 0.965],
  inv3: [99.93, 0.977],
  t_9_11: [99.65, 0.876],
  kmt2a_other: [99.5, 0.899],
  t_9_22: [100, 1],
  loss5q: [99.86, 0.989],
  minus7: [99.51, 0.953],
  del7q: [99.36, 0.877],
  abn17p: [99.79, 0.977],
  normal: [99.15, 0.983],
  gain8: [100, 1],
  gain11: [99.79, 0.922],
  gain13: [99.86, 0.952],
  gain21: [99.86, 0.971],
  gain22: [100, 1],
  minusY: [99.86, 0.977],
  del9q: [99.43, 0.92],
  loss12p: [99.58, 0.93],
  loss18q: [99.86, 0.958],
  del20q: [99.86, 0.966],
  loss4: [99.08, 0.73],
  complex: [99.58, 0.978]
};

describe.skipIf(folder === undefined)("the karyotypes of the AMLSG data, read from their text", () => {
  let data: ReturnType<typeof reader>;
  beforeAll(async () => {
    const {tables} = await harmoniseStudy({study: "amlsg", root, dataDir: folder});
    data = reader(tables);
  });

  it("agree with every curated flag at least as well as the rules promise", () => {
    const agreement = new Map(
      data.rows("agreement").flatMap((row) => (row.derived === "ISCN text" ? [[row.fact, row] as const] : []))
    );
    const lines = ["flag             text/curated           n    agree  kappa  promised"];
    for (const [name, [percent, kappa]] of Object.entries(reached)) {
      const row = agreement.get(cytogeneticFlags.find((flag) => flag.name === name)!.label)!;
      const [n, agree] = [Number(row.n), Number(row.n_agree)];
      const found = Math.round((10000 * agree) / n) / 100;
      const foundKappa = Math.round(1000 * Number(row.kappa)) / 1000;
      lines.push(
        `${name.padEnd(16)} ${`${row.n_only_derived}/${row.n_only_supplied}`.padEnd(16)} ${String(n).padStart(7)} ${found.toFixed(2).padStart(8)} ${foundKappa.toFixed(3)}  ${percent.toFixed(2)} ${kappa.toFixed(3)}`
      );
      expect(found, name).toBeGreaterThanOrEqual(percent);
      expect(foundKappa, name).toBeGreaterThanOrEqual(kappa);
    }
    console.log(lines.join("\n"));
  });

  it("are evaluable, failed, not done and told in words as often as the rules say", () => {
    expect(tally(data.column("cytogenetics", "status"))).toEqual({
      abnormal: 713,
      normal: 701,
      normal_insufficient: 2,
      failed: 103,
      not_done: 9,
      missing: 9,
      narrative: 3
    });
  });

  it("count repairs, losses destroyed by a missing code, abnormalities that are not clonal, unreadable text", () => {
    const findings = data.findings();
    expect(findings["karyotype_repaired:na_for_loss_of_9"]).toBe(9);
    expect(findings.karyotype_not_clonal).toBe(8);
    expect(findings.karyotype_unparsed).toBe(5);
    expect(findings.sex_karyotype_discordant).toBe(8);
  });

  it("are not in any table", () => {
    for (const name of ["cytogenetics", "karyotype_flags", "cytogenetic_abnormalities", "rejects", "findings"])
      expect(JSON.stringify(data.rows(name)), name).not.toMatch(/4[5-7],X/);
  });
});
