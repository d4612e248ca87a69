import {describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {mappingWith, partner} from "../support/partner.js";
import {reader, tally} from "../support/tables.js";
import {twoPartners} from "../support/twoPartners.js";
import {disease, systems} from "./classifyBy.js";

/** P1: normal, NPM1 with FLT3-ITD; P2: t(8;21); P3: no karyotype, nothing tested. */
const mapping = mappingWith(
  "{to: cytogenetics.status, missing: [na], transform: karyotypeStatus}",
  "{to: cytogenetics.karyotype, missing: [na]}"
);
const raw = {
  "karyotypes.txt": ["ID\tkaryotype", "P1\t46,XY[20]", "P2\t46,XX,t(8;21)(q22;q22)[20]", "P3\tna", ""].join("\r")
};

describe("classifications of a release", () => {
  it("say for every patient the class, how certain it is, which rule decided and what is missing", async () => {
    const {tables, manifest} = await harmoniseStudy({study: "test", root: partner({mapping, raw})});
    const data = reader(tables);
    const ages = new Map(data.rows("patients").map((d) => [d.patient_id, d.age_years]));
    const rows = data.rows("classifications");
    expect(rows).toHaveLength(3 * systems.length);
    const answer = (age: number, system: string) => {
      const {value, status, rule_id, possible, missing} = rows.find(
        (d) => ages.get(d.patient_id) === age && d.system === system
      )!;
      return {value, status, rule_id, possible, missing};
    };
    expect(answer(61, "eln2022")).toEqual({
      value: "favourable",
      status: "definite",
      rule_id: "cbf",
      possible: "favourable",
      missing: null
    });
    // SRSF2 is mutated; the panel does not see CEBPA, RUNX1 and ASXL1.
    expect(answer(50, "eln2022")).toEqual({
      value: "adverse",
      status: "provisional",
      rule_id: "mr_gene",
      possible: "favourable|adverse",
      missing: "CEBPA-bZIP-inframe"
    });
    expect(answer(50, "eln2017")).toMatchObject({
      value: null,
      status: "unresolved",
      rule_id: "needed",
      possible: "favourable|intermediate|adverse",
      missing: "itd_allelic_ratio|CEBPA-biallelic|RUNX1|ASXL1"
    });
    expect(answer(44, "eln2017")).toEqual({
      value: null,
      status: "unresolved",
      rule_id: "needed",
      possible: "favourable|intermediate|adverse|apl",
      missing: "karyotype|FLT3-ITD|itd_allelic_ratio|CEBPA-biallelic|RUNX1|ASXL1"
    });
    expect(answer(61, "icc2022")).toMatchObject({
      value: "runx1_runx1t1",
      status: "provisional",
      missing: "bm_blasts|pb_blasts"
    });
    expect(manifest.versions.rules).toEqual(
      Object.fromEntries([[disease.id, disease.version], ...systems.map((id) => [id, "1.0.0"])])
    );
  });

  it("are counted over all sources and by source, and each against each", async () => {
    const data = reader((await harmoniseStudy({study: "test", root: twoPartners()})).tables);
    for (const table of ["summary_classifications", "reclassification"]) {
      const sums = new Map<string, number>();
      for (const {source_id, system, from_system, to_system, n} of data.rows(table)) {
        const key = [source_id, system ?? `${String(from_system)} ${String(to_system)}`].map(String).join(": ");
        sums.set(key, (sums.get(key) ?? 0) + Number(n));
      }
      for (const [key, n] of sums) expect([key, n]).toEqual([key, key.startsWith("null") ? 6 : 3]);
    }
    const pairs = data.rows("reclassification").map((d) => `${String(d.from_system)} ${String(d.to_system)}`);
    expect([...new Set(pairs)]).toHaveLength((systems.length * (systems.length - 1)) / 2);
    expect(pairs).toEqual(expect.arrayContaining(["eln2010 eln2017", "eln2017 eln2022", "eln2022 icc2022"]));
    const rules = data.rows("classification_rules");
    expect(Object.keys(tally(rules.map((d) => d.system)))).toEqual([...systems]);
    for (const {value, value_label, value_order} of rules)
      expect([value === null, value_label === null, value_order === null]).toEqual(new Array(3).fill(value === null));
    const known = new Set(rules.map((d) => `${String(d.system)} ${String(d.rule_id)}`));
    for (const {system, rule_id} of data.rows("classifications"))
      if (rule_id !== null) expect(known).toContain(`${String(system)} ${String(rule_id)}`);
  });
});
