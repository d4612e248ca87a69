// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {categoryBars} from "../../src/charts/categoryBars.js";
import {formatP, formatShare, formatValue} from "../../src/charts/format.js";
import {frequencyBars} from "../../src/charts/frequencyBars.js";
import {histogram} from "../../src/charts/histogram.js";
import {groupStyles, wholeCohort} from "../../src/charts/palette.js";

const words = {title: "Title", summary: "In words"};
const texts = (figure: Element) => [...figure.querySelectorAll("text")].map((d) => d.textContent);

describe("frequencyBars(rows, options)", () => {
  const groups = [{label: "All", style: wholeCohort}];
  const mark = {found: 5, tested: 50, patients: 100, share: 0.1, lower: 0.04, upper: 0.21};

  it("writes found/tested and hatches the share not tested", () => {
    const figure = frequencyBars([{label: "KMT2A-PTD", marks: [mark]}], {groups, ...words});
    expect(texts(figure)).toEqual(expect.arrayContaining(["KMT2A-PTD", "5/50", "10 %"]));
    const width = (name: string) => Number(figure.querySelector(name)?.getAttribute("width"));
    expect(width(".untested")).toBeCloseTo(width(".tested"), 1);
    expect(figure.querySelectorAll(".bar")).toHaveLength(1);
  });

  it("draws no bar for what nobody was tested for, and says so", () => {
    const untested = {found: 0, tested: 0, patients: 100, share: null, lower: null, upper: null};
    const figure = frequencyBars([{label: "TET2", marks: [untested]}], {groups, ...words});
    expect(figure.querySelectorAll(".bar, .interval")).toHaveLength(0);
    expect(texts(figure)).toContain("not tested");
  });

  it("uses dots for several groups", () => {
    const two = [
      {label: "Female", style: wholeCohort},
      {label: "Male", style: wholeCohort}
    ];
    const figure = frequencyBars([{label: "NPM1", marks: [mark, mark]}], {groups: two, ...words});
    expect(figure.querySelectorAll(".dot")).toHaveLength(2);
    expect(figure.querySelectorAll(".bar")).toHaveLength(0);
  });
});

describe("histogram(rows, options)", () => {
  it("draws the selection before everybody, and an empty one", () => {
    const rows = [
      {lower: 0, upper: 10, n: 2, all: 4},
      {lower: 10, upper: 50, n: 0, all: 1}
    ];
    const figure = histogram(rows, {label: "Age, years", ...words});
    expect(figure.querySelectorAll("rect.all")).toHaveLength(2);
    const heights = [...figure.querySelectorAll("rect.selected")].map((d) => Number(d.getAttribute("height")));
    expect(heights[1]).toBe(0);
    expect(heights[0]).toBeGreaterThan(0);
    expect(histogram([], {label: "Age", ...words}).querySelectorAll("rect")).toHaveLength(0);
  });
});

describe("categoryBars(rows, options)", () => {
  it("takes percentages of the known and hatches the unknown", () => {
    const rows = [
      {label: "Female", n: 30},
      {label: "Male", n: 10},
      {label: "Unknown", n: 60, unknown: true}
    ];
    const figure = categoryBars(rows, words);
    expect(texts(figure)).toEqual(expect.arrayContaining(["30", "75 %", "10", "25 %", "60"]));
    expect(figure.querySelectorAll(".untested")).toHaveLength(1);
  });
});

describe("groupStyles(codes)", () => {
  it("keeps fixed meanings and tells lines apart without colour", () => {
    const styles = groupStyles(["favourable", "adverse", "x"]);
    expect(styles[0].colour).toBe("var(--favourable)");
    expect(groupStyles(["adverse"])[0].colour).toBe(styles[1].colour);
    expect(new Set(styles.map((d) => d.dash)).size).toBe(3);
  });

  it("draws the control of a trial in grey and dashed, the other arm solid", () => {
    const [midostaurin, placebo] = groupStyles(["midostaurin", "placebo"]);
    expect([midostaurin.colour, midostaurin.dash]).toEqual(["var(--group-1)", ""]);
    expect(placebo.colour).toBe("var(--group-6)");
    expect(placebo.dash).not.toBe("");
  });
});

describe("formats", () => {
  it("never print a p-value of 0", () => {
    expect([0.5, 0.0312, 0.00157, 1e-300, 0, 1].map(formatP)).toEqual([
      "0.50",
      "0.031",
      "0.0016",
      "< 0.0001",
      "< 0.0001",
      "1.0"
    ]);
  });

  it("never print a share of 0 % where there is one", () => {
    expect([formatShare(1, 5000), formatShare(0, 10), formatShare(436, 1540), formatShare(1, 0)]).toEqual([
      "< 0.1 %",
      "0 %",
      "28 %",
      "–"
    ]);
  });

  it("print values by their size and unknown ones as a dash", () => {
    expect([1540, 27.93, 2.5, null].map(formatValue)).toEqual(["1,540", "27.9", "2.5", "–"]);
  });
});
