import {describe, expect, it} from "vitest";
import {definitionText, endpointName, startText, supportText} from "../../../src/components/survival/endpointWords.js";
import type {SiteSource} from "../../../src/model/siteData.js";

describe("the words of an endpoint", () => {
  const support = (source: string, how: string, reason: string | null, landmarkDay: number | null) => ({
    source,
    support: how,
    reason,
    landmarkDay
  });
  const os = {key: "OS", endpoint: "OS", definition: "OS", support: [support("A", "full", null, null)]};
  const efs = {key: "EFS", endpoint: "EFS", definition: "EFS_AMLSG", support: []};
  const eln = {
    key: "EFS_ELN2022",
    endpoint: "EFS",
    definition: "EFS_ELN2022",
    support: [support("A", "partial", "day 90 is assumed", 90), support("B", "none", "no remissions", 180)]
  };
  const rfs = {key: "RFS", endpoint: "RFS", definition: "RFS", support: []};

  it("name the definition where there are several", () => {
    const endpoints = [os, efs, eln, rfs];
    expect(endpoints.map((d) => endpointName(d, {endpoints}))).toEqual([
      "Overall survival",
      "Event-free survival (AMLSG)",
      "Event-free survival (ELN 2022)",
      "Relapse-free survival"
    ]);
    expect(endpointName(efs, {endpoints: [os, efs]})).toBe("Event-free survival");
  });

  it("state the landmark, by source where it differs, and what is assumed or missing", () => {
    expect(definitionText(os)).not.toContain("Landmark");
    expect(definitionText({...eln, support: [eln.support[0]]})).toMatch(/\(ELN 2022\)\. Landmark: day 90$/);
    expect(definitionText(eln)).toMatch(/Landmark: day 90 in A, day 180 in B$/);
    const [a, b] = [{id: "A"}, {id: "B"}];
    expect(supportText(os, [a])).toBe("");
    expect(supportText(eln, [a, b])).toBe("A: day 90 is assumed. B: not supported, no remissions.");
    // A cohort of one source hears nothing of the others.
    expect(supportText(eln, [b])).toBe("B: not supported, no remissions.");
    expect(definitionText(eln, [a])).toMatch(/Landmark: day 90$/);
  });

  it("say what time 0 is: the index events of all sources, or remission", () => {
    const sources = ["diagnosis", "randomisation", "diagnosis"].map((indexEvent) => ({indexEvent}) as SiteSource);
    expect(startText(eln, {sources})).toBe("diagnosis or randomisation");
    expect(startText(rfs, {sources})).toBe("remission");
  });
});
