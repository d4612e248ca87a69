import {describe, expect, it} from "vitest";
import {loadStudy} from "../../loaders/study/loadStudy.js";
import {studyNotice} from "../../loaders/study/studyNotice.js";

const {study} = loadStudy(process.cwd(), "demo");
const sentence = "simulated data calibrated to published summary statistics; not patient data";

describe("studyNotice(study)", () => {
  it("is the study's sentence where all sources are simulated", () => {
    expect(studyNotice(study)).toBe(sentence);
  });

  it("names the sources that it is true of where others are of patients", () => {
    const sources = study.sources.map((source) => ({...source, simulated: source.id !== "HOVON"}));
    expect(studyNotice({...study, sources})).toBe(`AMLSG, RATIFY: ${sentence}. HOVON: data of patients`);
  });

  it("is absent where all sources are of patients, whatever the study declares", () => {
    const sources = study.sources.map((source) => ({...source, simulated: false}));
    expect(studyNotice({...study, sources})).toBeNull();
  });
});
