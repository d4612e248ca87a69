import {describe, expect, it} from "vitest";
import {survivalBySource} from "../../loaders/extract/survivalBySource.js";
import {survivalEndpoints} from "../../loaders/extract/survivalEndpoints.js";
import {syntheticRelease, syntheticRows} from "../support/syntheticRelease.js";

describe("survivalBySource(release, endpoints, sources)", () => {
  it("counts follow-up by day and source where these have different index events", async () => {
    const sources = syntheticRows.sources.map((row, i) => ({
      ...row,
      index_event: i === 0 ? "diagnosis" : "randomisation"
    }));
    const release = await syntheticRelease({sources});
    const found = survivalBySource(release, survivalEndpoints(release), ["A", "B"])!;
    expect(found.get("OS")).toEqual({
      endpoint: "OS",
      time: [30, 100, 900],
      events: [0, 1, 0],
      censored: [1, 0, 1],
      source: [1, 0, 0]
    });
    await release.remove();
  });

  it("has nothing to keep apart where all start at one event", async () => {
    const release = await syntheticRelease();
    expect(survivalBySource(release, survivalEndpoints(release), ["A", "B"])).toBeNull();
    await release.remove();
  });
});
