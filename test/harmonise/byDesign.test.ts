import {describe, expect, it} from "vitest";
import {harmonisedOnce, mapping} from "../support/partner.js";
import {tally} from "../support/tables.js";

const read = await harmonisedOnce({mapping: `${mapping}byDesign: {FLT3: 1}\n`});

describe("a gene that eligibility fixes without saying which alteration", () => {
  it("leaves every patient's own result", async () => {
    const plain = await harmonisedOnce();
    for (const alteration of ["FLT3-ITD", "FLT3-TKD"])
      expect(tally(read.column("patient_features", alteration))).toEqual(
        tally(plain.column("patient_features", alteration))
      );
    expect(tally(read.column("patient_features", "FLT3-ITD"))).toEqual({1: 1, 0: 1, null: 1});
  });

  it("is shown for the source, and left out of frequencies over all sources", () => {
    const rows = read.rows("summary_alterations").filter(({alteration}) => alteration === "FLT3-ITD");
    const counts = rows.map((d) => [d.source_id, d.n_mutated, d.n_tested].join());
    expect(counts).toContain("TEST,1,2");
    expect(rows.filter(({source_id}) => source_id === null).every(({n_tested}) => n_tested === 0)).toBe(true);
    const other = read
      .rows("summary_alterations")
      .filter(({alteration, source_id}) => alteration === "NPM1" && source_id === null);
    expect(other.map(({n_tested}) => n_tested)).toEqual([3]);
    const marked = read.rows("assay_coverage").filter(({by_design}) => by_design === true);
    expect(new Set(marked.map(({gene_symbol}) => gene_symbol))).toEqual(new Set(["FLT3"]));
  });
});
