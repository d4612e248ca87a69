import {describe, expect, it} from "vitest";
import {anchorLabel, anchorUnit} from "../../../loaders/report/analyses/anchorWords.js";

describe("anchorLabel(row), anchorUnit(row)", () => {
  it("say a published figure of the trial in a reader's words", () => {
    const label = (block: string, quantity: string) => anchorLabel({block, quantity});
    expect(label("median time", "OS, placebo")).toBe("Median overall survival, placebo arm");
    expect(label("survival", "EFS at 4 y, midostaurin")).toBe("Event-free survival at 4 years, midostaurin arm");
    expect(label("survival", "OS censored at transplant at 4 y, placebo")).toBe(
      "Overall survival, censored at transplantation, at 4 years, placebo arm"
    );
    expect(label("survival", "OS at 5 y, ITD, adverse")).toBe(
      "Overall survival at 5 years, FLT3-ITD and adverse risk by ELN 2017"
    );
    expect(label("hazard ratio", "OS, FLT3-TKD")).toBe("Hazard ratio, overall survival, FLT3-TKD");
    expect(label("course", "transplant in first remission, placebo")).toBe(
      "Allogeneic transplantation in first remission, placebo arm"
    );
    expect(label("genes", "NPM1")).toBe("Mutated, of those tested: NPM1");
  });

  it("name the unit", () => {
    const units = [
      {kind: "share" as const, quantity: "men, placebo"},
      {kind: "median" as const, quantity: "median age, placebo"},
      {kind: "months" as const, quantity: "OS, placebo"},
      {kind: "ratio" as const, quantity: "OS"}
    ].map(anchorUnit);
    expect(units).toEqual(["%", "years", "months", ""]);
  });
});
