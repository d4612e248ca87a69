import {describe, expect, it} from "vitest";
import {combinedVerdict, type TimedVariable, timeOfKnowledge} from "../../../src/cohort/guards/timeOfKnowledge.js";

const variable = (label: string, part: Partial<TimedVariable>): TimedVariable => ({
  label,
  knownAt: "diagnosis",
  knownDay: null,
  outcomeOf: [],
  ...part
});
const sex = variable("Sex", {});
const remission = variable("Complete remission", {
  knownAt: "remission",
  knownDay: "cr_day",
  outcomeOf: ["EFS"]
});
const mrd = variable("MRD", {knownAt: "remission", knownDay: "mrd_day"});
const transplant = variable("Transplantation", {knownAt: "transplant", knownDay: "hct_day"});
const died = variable("Died", {knownAt: "follow_up", knownDay: "death_day", outcomeOf: ["OS", "EFS", "RFS", "NRM"]});
const relapsed = variable("Relapsed", {knownAt: "relapse", knownDay: "relapse_day", outcomeOf: ["EFS", "RFS", "CIR"]});

describe("timeOfKnowledge(variable, endpoint, use)", () => {
  it("allows what is known at the index event, for every endpoint", () => {
    for (const endpoint of ["OS", "EFS", "RFS", "CIR"]) expect(timeOfKnowledge(sex, endpoint).kind).toBe("allowed");
  });

  it("refuses a variable for its own outcome, in words, and not for another", () => {
    const verdict = timeOfKnowledge(died, "OS");
    expect(verdict).toMatchObject({kind: "refused"});
    expect(verdict.kind === "refused" && verdict.reason).toMatch(/“Died” is itself part of overall survival/);
    expect(timeOfKnowledge(remission, "EFS", "filter").kind).toBe("refused");
    expect(timeOfKnowledge(relapsed, "OS").kind).toBe("landmark");
  });

  it("puts remission at a landmark from diagnosis, and lets it be where time starts at remission", () => {
    expect(timeOfKnowledge(remission, "OS")).toMatchObject({kind: "landmark", day: 90});
    expect(timeOfKnowledge(remission, "RFS").kind).toBe("allowed");
    // Measured after remission: known later than the start of relapse-free survival.
    expect(timeOfKnowledge(mrd, "RFS")).toMatchObject({kind: "landmark", day: 90});
    expect(timeOfKnowledge(mrd, "OS").kind).toBe("landmark");
  });

  it("shows a transplant as time-dependent when grouping, at a landmark when choosing patients", () => {
    expect(timeOfKnowledge(transplant, "OS").kind).toBe("time_dependent");
    expect(timeOfKnowledge(transplant, "RFS").kind).toBe("time_dependent");
    expect(timeOfKnowledge(transplant, "OS", "filter")).toMatchObject({kind: "landmark", day: 180});
  });

  it("says why in words", () => {
    const verdict = timeOfKnowledge(remission, "OS");
    expect(verdict.kind === "landmark" && verdict.reason).toContain("not at the start of overall survival");
  });
});

describe("combinedVerdict(verdicts)", () => {
  it("takes the latest landmark, keeps every reason once, and refuses if one does", () => {
    const landmark = timeOfKnowledge(remission, "OS");
    const later = timeOfKnowledge(transplant, "OS", "filter");
    const group = timeOfKnowledge(transplant, "OS");
    const both = combinedVerdict([landmark, later, landmark, group, timeOfKnowledge(sex, "OS")]);
    expect(both).toMatchObject({refused: null, landmark: 180, timeDependent: true});
    expect(both.reasons).toHaveLength(3);
    expect(combinedVerdict([landmark, timeOfKnowledge(died, "OS")]).refused).toContain("Died");
    expect(combinedVerdict([])).toEqual({refused: null, landmark: null, timeDependent: false, reasons: []});
  });
});
