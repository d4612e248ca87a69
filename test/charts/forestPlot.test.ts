// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {forestPlot} from "../../src/charts/forestPlot.js";
import type {ForestBlock, ForestRow} from "../../src/charts/forestRow.js";

const row = (label: string, ratio: number, lower: number, upper: number, weight: number): ForestRow => ({
  label,
  groups: [
    {n: 80, events: 20},
    {n: 78, events: 25}
  ],
  estimate: {ratio, lower, upper},
  weight
});

const overall = row("All patients", 0.8, 0.65, 0.98, 100);
const blocks: ForestBlock[] = [
  {
    label: "FLT3 subtype",
    rows: [row("FLT3-TKD", 0.5, 0.1, 0.9, 25), row("FLT3-ITD", 1, 0.7, 1.4, 100)],
    interaction: 0.0412
  },
  {
    label: "Sex",
    rows: [{...row("Female", 1, 1, 1, 0), estimate: null}],
    interaction: null
  }
];

const draw = (width: number, shown = blocks) =>
  forestPlot(shown, {
    width,
    groups: ["Drug", "Placebo"],
    ratioLabel: "Hazard ratio",
    favours: ["drug", "placebo"],
    overall,
    title: "Title",
    summary: "In words"
  });

const texts = (figure: Element) => [...figure.querySelectorAll("text")].map((d) => d.textContent);
const number = (element: Element | null, name: string) => Number(element?.getAttribute(name));

describe("forestPlot(blocks, options)", () => {
  it("has squares whose area is the weight", () => {
    const figure = draw(960);
    const side = (label: string) => number(figure.querySelector(`[data-row="${label}"] rect`), "width");
    expect(side("FLT3-ITD") / side("FLT3-TKD")).toBeCloseTo(2, 1);
  });

  it("writes counts, ratios and the interaction once, and says what cannot be estimated", () => {
    for (const width of [960, 390]) {
      const figure = draw(width);
      expect(texts(figure)).toEqual(
        expect.arrayContaining(["0.50 (0.10–0.90)", "interaction p = 0.041", "not estimable", "← favours drug"])
      );
      expect(texts(figure).join(" ")).toContain("20 / 80");
      expect(figure.querySelectorAll('[data-block="Sex"] text')).toHaveLength(1);
      expect(figure.querySelectorAll('[data-row="Female"] rect')).toHaveLength(0);
    }
  });

  it("puts an arrow where an interval leaves the axis", () => {
    const figure = draw(960);
    expect(figure.querySelectorAll('[data-row="FLT3-TKD"] .forest-arrow')).toHaveLength(1);
    expect(figure.querySelectorAll('[data-row="FLT3-ITD"] .forest-arrow')).toHaveLength(0);
  });

  it("keeps every mark between its ends and 1 in the middle of the axis", () => {
    for (const width of [390, 700, 960]) {
      const figure = draw(width);
      const at = (text: string) =>
        number([...figure.querySelectorAll(".axis text")].find((d) => d.textContent === text) ?? null, "x");
      expect(at("1")).toBeCloseTo((at("0.25") + at("4")) / 2, 0);
      expect(at("0.25")).toBeGreaterThanOrEqual(0);
      expect(at("4")).toBeLessThanOrEqual(width);
    }
  });

  it("widens the axis for a ratio outside it", () => {
    const far = [{label: "Far", rows: [row("One", 6, 3, 12, 1)], interaction: null}];
    expect(texts(draw(960, far))).toEqual(expect.arrayContaining(["0.125", "8"]));
    expect(texts(draw(960))).not.toContain("8");
  });

  it("is announced with its title and in words", () => {
    const figure = draw(390);
    expect(figure.getAttribute("role")).toBe("img");
    expect(figure.querySelector("title")?.textContent).toBe("Title");
    expect(figure.querySelector("desc")?.textContent).toBe("In words");
  });
});
