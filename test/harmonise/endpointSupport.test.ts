import {describe, expect, it} from "vitest";
import {endpointDefinitions} from "../../loaders/harmonise/endpoints.js";
import {harmonised, mappingWith} from "../support/partner.js";

describe("what a source supports", () => {
  const support = async (changes: Parameters<typeof harmonised>[0]) => {
    const data = await harmonised(changes);
    const rows = data.rows("endpoint_support");
    // Every definition has its outcomes, one per patient at most, or is not supported and has none.
    for (const {definition, support, n, n_events, n_competing} of rows) {
      const found = data.rows("outcomes").filter((d) => d.definition === definition);
      expect(new Set(found.map((d) => d.patient_id)).size).toBe(found.length);
      expect([
        found.length,
        found.filter((d) => d.status === 1).length,
        found.filter((d) => d.status === 2).length
      ]).toEqual([n, n_events, n_competing]);
      if (support === "none") expect(n).toBe(0);
    }
    return Object.fromEntries(rows.map((d) => [String(d.definition), d]));
  };

  it("is judged by its events, with the landmark and the assumption in words", async () => {
    const rows = await support({});
    expect(rows.OS).toMatchObject({support: "full", reason: null, landmark_day: null, is_default: true, n: 3});
    expect(rows.RFS).toMatchObject({support: "full", n: 2, n_events: 1});
    expect(rows.EFS_AMLSG).toMatchObject({support: "partial", is_default: true});
    expect(String(rows.EFS_AMLSG.reason)).toContain("without days of refractory disease");
    expect(rows.EFS_RATIFY).toMatchObject({
      support: "partial",
      reason: "without days of refractory disease, every failure is on day 60",
      landmark_day: 60,
      is_default: false
    });
    expect(String(rows.EFS_ELN2022.reason)).toContain("day 90 stands for the response assessment");
    expect(rows.TTHCT).toMatchObject({
      support: "none",
      reason: "the source does not tell: allogeneic transplantation",
      n: 0
    });
  });

  it("takes a landmark of its own from the mapping", async () => {
    const rows = await support({mapping: mappingWith("resolve:", "landmarks: {EFS_ELN2022: 180}\nresolve:")});
    expect(rows.EFS_ELN2022.landmark_day).toBe(180);
    expect(rows.EFS_ELN2017.landmark_day).toBe(90);
    const wrong = harmonised({mapping: mappingWith("resolve:", "landmarks: {OS: 180}\nresolve:")});
    await expect(wrong).rejects.toThrow("unknown definition with a landmark: OS");
  });

  it("without remissions is no more than overall survival; a ready-made endpoint does not help", async () => {
    const rows = await support({
      mapping: mappingWith(
        "      - {event: cr, day: CR}\n      - {event: relapse, day: REL}\n",
        "    reported:\n      - {endpoint: EFS, time: OS, status: {column: DEAD, codes: {0: 0, 1: 1}}}\n"
      )
    });
    const none = Object.keys(rows).filter((d) => rows[d].support === "none");
    expect(none.sort()).toEqual(
      Object.keys(endpointDefinitions)
        .filter((d) => d !== "OS")
        .sort()
    );
    expect(rows.EFS_AMLSG.reason).toBe(
      "the source does not tell: relapse; the source's own EFS is kept for comparison only"
    );
    expect(rows.RFS.reason).toBe("the source does not tell: complete remission, relapse");
  });

  it("is partial where a declared event was never found", async () => {
    const clinical = "ID,AOD,WBC,SEX,OS,DEAD,CR,REL,NPM1,ITD\nP1,50,1,m,400,1,30,,1,1\nP2,61,1,f,900,0,40,,0,0\n";
    const rows = await support({raw: {"clinical.csv": clinical}});
    expect(rows.RFS).toMatchObject({support: "partial", reason: "not a single relapse on record", n: 2});
  });
});
