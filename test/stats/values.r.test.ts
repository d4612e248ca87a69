import {describe, expect, it} from "vitest";
import {spearman} from "../../src/stats/spearman.js";
import {wilcoxonRankSum} from "../../src/stats/wilcoxonRankSum.js";
import {Agreement} from "./agreement.js";
import {ratio} from "./ratio.js";
import {readReference} from "./referenceCases.js";

interface Case {
  id: string;
  input: {x: (number | null)[]; y: (number | null)[]};
  expected: Record<"w" | "rho" | "p" | "p_exact" | "p_approximate", number>;
}

const {cases} = readReference("r", "values.json") as {cases: Case[]};

describe("values against R: exact rank-sum test, Spearman's correlation", () => {
  const agreement = new Agreement("values, further references");
  const compare = (id: string, field: string, ours: number | null, theirs: number): void => {
    const {actual, expected} = ratio(ours, theirs);
    agreement.compare(id, field, actual, expected);
  };

  for (const {id, input, expected: theirs} of cases) {
    const {x, y} = input;
    it(id, () => {
      if (id.startsWith("spearman")) {
        const ours = spearman(x, y);
        compare(id, "rho", ours.rho, theirs.rho);
        compare(id, "p", ours.p, theirs.p);
        return;
      }
      const ours = wilcoxonRankSum(x, y);
      compare(id, "w", ours.w, theirs.w);
      compare(id, "p", ours.p, theirs.p);
      compare(id, "exact p", wilcoxonRankSum(x, y, {exact: true}).p, theirs.p_exact);
      compare(id, "approximate p", wilcoxonRankSum(x, y, {exact: false}).p, theirs.p_approximate);
      expect(ours.exact).toBe(id !== "rank_sum_ties" && x.length < 50 && y.length < 50);
    });
  }

  it("agrees on every case", () => agreement.settle(29));
});
