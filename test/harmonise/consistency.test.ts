import {describe, expect, it} from "vitest";
import {harmonised, mappingWith} from "../support/partner.js";

describe("consistency of a course", () => {
  const header = "ID,AOD,WBC,SEX,OS,DEAD,CR,REL,NPM1,ITD,RD,HCT";
  const found = async (...rows: string[]) => {
    const data = await harmonised({
      mapping: mappingWith(
        "      - {event: cr, day: CR}\n",
        "      - {event: cr, day: CR}\n      - {event: refractory, day: RD}\n      - {event: hct_allo, day: HCT}\n"
      ),
      raw: {"clinical.csv": [header, ...rows.map((d, i) => `P${i + 1},50,1000,m,${d}`), ""].join("\n")}
    });
    const rules = data.rows("findings").filter((d) => d.category === "plausibility" && d.file === null);
    return Object.fromEntries(rules.filter((d) => d.n !== 0).map((d) => [String(d.rule_id), [d.n, d.n_checked]]));
  };

  it("finds nothing in courses that fit", async () => {
    expect(await found("400,1,30,200,0,0,,150", "900,0,40,,0,0,,", "20,1,,,0,0,15,")).toEqual({});
  });

  it("counts each kind of misfit among the patients whom it concerns", async () => {
    expect(
      await found(
        // Relapse before remission; transplanted after death; relapse without remission, after refractory disease; late
        // remission and remission after the end.
        "400,1,60,30,0,0,,",
        "400,1,60,,0,0,,401",
        "400,0,,90,0,0,30,",
        "400,0,500,,0,0,30,"
      )
    ).toEqual({
      relapse_before_remission: [1, 1],
      event_after_end: [2, 4],
      transplant_after_end: [1, 1],
      relapse_without_remission: [1, 2],
      relapse_not_first_event: [1, 2],
      alive_after_relapse: [1, 2],
      late_remission: [1, 2],
      remission_after_end: [1, 3]
    });
  });
});
