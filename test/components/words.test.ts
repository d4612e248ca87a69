import {describe, expect, it} from "vitest";
import {matches} from "../../src/components/comboBox.js";
import {captionOf} from "../../src/components/figureMetadata.js";
import {sentence} from "../../src/components/sentence.js";
import {unbroken} from "../../src/components/unbroken.js";
import {inSentence} from "../../src/components/trial/trialWords.js";
import {axisText} from "../../src/components/survival/endpointWords.js";

describe("inSentence(label)", () => {
  it("takes the capital off a word, and off nothing else", () => {
    expect(inSentence("Complete remission")).toBe("complete remission");
    for (const label of ["ELN 2022 genetic risk", "NPM1", "t(8;21)", "−7", ""]) expect(inSentence(label)).toBe(label);
  });
});

describe("unbroken(text)", () => {
  it("keeps a number in one line with its unit, and no other words", () => {
    expect(unbroken("95 % CI, 5 years or 12 months, day 90 after")).toBe(
      "95\u00a0% CI, 5\u00a0years or 12\u00a0months, day 90 after"
    );
    expect(unbroken("of 3 patients, 2 daysies")).toBe("of 3 patients, 2 daysies");
  });
});

describe("sentence(text)", () => {
  it("ends with one stop", () => {
    expect(["Failed to fetch", "It failed.", "Why?"].map(sentence)).toEqual(["Failed to fetch.", "It failed.", "Why?"]);
  });
});

describe("captionOf(content)", () => {
  const metadata = {cohort: "Patients with all of: NPM1 mutated.", state: null, method: "", versions: {}};

  it("says who is shown where that is not everybody", () => {
    expect(captionOf({caption: "12 patients.", metadata})).toBe("12 patients. Patients with all of: NPM1 mutated.");
    expect(captionOf({caption: "12 patients.", metadata: {...metadata, everybody: true}})).toBe("12 patients.");
    expect(captionOf({caption: "12 patients."})).toBe("12 patients.");
  });
});

describe("axisText(name)", () => {
  it("is the endpoint, or, of a time to an event, being without it", () => {
    expect(axisText("Overall survival")).toBe("Overall survival");
    expect(axisText("Time to first dermatologic event")).toBe("Without first dermatologic event");
  });
});

describe("matches(options, text)", () => {
  const options = ["CEBPA-bZIP mutated", "CEBPA mutated", "not CEBPA"].map((label) => ({code: label, label}));

  it("has the name that is meant first, then longer ones, then those that contain it", () => {
    const labels = (text: string) => matches(options, text).map(({label}) => label);
    expect(labels("cebpa")).toEqual(["CEBPA mutated", "CEBPA-bZIP mutated", "not CEBPA"]);
    expect(labels("cebpa-b")).toEqual(["CEBPA-bZIP mutated"]);
    expect(labels("")).toHaveLength(3);
  });
});
