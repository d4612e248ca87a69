// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {frequencyBars} from "../../src/charts/frequencyBars.js";
import {genomeProfile} from "../../src/charts/genomeProfile.js";
import {incidenceCurves, type IncidenceRow} from "../../src/charts/incidenceCurves.js";
import {pairedDots} from "../../src/charts/pairedDots.js";
import {groupStyles, wholeCohort} from "../../src/charts/palette.js";
import {valueBoxes} from "../../src/charts/valueBoxes.js";
import {cumulativeIncidence} from "../../src/stats/cumulativeIncidence.js";

const words = {title: "Title", summary: "In words"};
const texts = (figure: Element) => [...figure.querySelectorAll("text")].map((d) => d.textContent);

function incidenceRow(label: string, time: number[], status: number[]): IncidenceRow {
  const [{n, time: times, atRisk, censored, causes}] = cumulativeIncidence({time, status});
  const cause = (code: number) => {
    const {events, estimate, lower, upper} = causes.find((d) => d.cause === code)!;
    return {event: events, estimate, lower, upper};
  };
  return {label, style: wholeCohort, n, time: times, atRisk, censored, causes: [cause(1), cause(2)]};
}

const incidenceOptions = {
  panels: ["Relapse", "Death without relapse"],
  counted: ["relapses", "deaths"],
  startLabel: "the sample",
  ...words
} as const;

describe("incidenceCurves(rows, options)", () => {
  const row = incidenceRow("One", [100, 200, 300, 400], [1, 2, 1, 0]);

  it("draws both events on the same axes, and counts both in the table", () => {
    const figure = incidenceCurves([row, {...row, label: "Two"}], incidenceOptions);
    expect([...figure.querySelectorAll(".incidence-panel")].map((d) => d.getAttribute("data-panel"))).toEqual([
      "Relapse",
      "Death without relapse"
    ]);
    expect(figure.querySelectorAll(".incidence-panel .curve")).toHaveLength(4);
    expect(texts(figure)).toEqual(
      expect.arrayContaining(["At risk", "(censored, relapses, deaths so far)", "(0, 0, 0)"])
    );
    // After 12 months, 365 days: three of four are gone, by relapse, death and relapse.
    expect(texts(figure)).toContain("(0, 2, 1)");
  });

  it("rises from 0 to the estimate", () => {
    const figure = incidenceCurves([row], incidenceOptions);
    const lines = [...figure.querySelectorAll(".incidence-panel:first-of-type .line")].map(
      (d) => d.getAttribute("d") ?? ""
    );
    const heights = lines
      .join("")
      .match(/[V,]([\d.]+)/g)!
      .map((d) => Number(d.slice(1)));
    // The relapse panel is 230 high from 34: 0 is at 264, 1/4 + 1/4 at half of it.
    expect(heights[0]).toBe(264);
    expect(Math.min(...heights)).toBeCloseTo(264 - 230 / 2, 6);
  });

  it("draws nobody", () => {
    expect(incidenceCurves([], incidenceOptions).querySelectorAll(".curve")).toHaveLength(0);
  });

  it("puts the names above the numbers on a phone", () => {
    const narrow = incidenceCurves([row], {...incidenceOptions, width: 340});
    expect(Number(narrow.getAttribute("width"))).toBe(340);
    expect(narrow.querySelectorAll(".end-labels")).toHaveLength(0);
  });
});

describe("pairedDots(rows, options)", () => {
  const [found, cleared] = groupStyles(["mutated", "wild_type"]);
  const options = {
    positions: ["Before", "After"],
    yLabel: "VAF",
    notFound: "not found",
    styles: {found, cleared},
    ...words
  } as const;

  it("joins a pair of values; what was not found lies below zero; a found one without a value is left out", () => {
    const figure = pairedDots(
      [
        {before: 0.4, after: 0.1, found: true},
        {before: 0.3, after: null, found: false},
        {before: 0.3, after: null, found: true}
      ],
      options
    );
    expect(figure.querySelectorAll(".pair")).toHaveLength(2);
    expect(figure.querySelectorAll(".dot.open")).toHaveLength(1);
    const zero = Number(figure.querySelector(".baseline")?.getAttribute("y1"));
    expect(Number(figure.querySelector(".dot.open")?.getAttribute("cy"))).toBeGreaterThan(zero);
  });

  it("draws no pairs", () => {
    expect(pairedDots([], options).querySelectorAll(".pair")).toHaveLength(0);
  });
});

describe("valueBoxes(rows, options)", () => {
  const row = {label: "A", style: wholeCohort, values: [1, 2, 3], lowerQuartile: 1.5, median: 2, upperQuartile: 2.5};

  it("draws a point per value and a box per group, with the number of patients", () => {
    const figure = valueBoxes([row, {...row, label: "B"}], {xLabel: "x", ...words});
    expect([".point", ".box", ".median"].map((mark) => figure.querySelectorAll(mark).length)).toEqual([6, 2, 2]);
    expect(texts(figure).filter((d) => d === "3")).not.toHaveLength(0);
  });

  it("draws values that are all the same, and none", () => {
    const same = {...row, values: [2, 2], lowerQuartile: 2, median: 2, upperQuartile: 2};
    expect(valueBoxes([same], {xLabel: "x", ...words}).innerHTML).not.toContain("NaN");
    expect(valueBoxes([], {xLabel: "x", ...words}).querySelectorAll(".box")).toHaveLength(0);
  });

  it("writes labels as text, never as markup", () => {
    expect(valueBoxes([{...row, label: "<b>x</b>"}], {xLabel: "x", ...words}).querySelector("b")).toBeNull();
  });
});

describe("genomeProfile(rows, options)", () => {
  const bins = [
    {chrom: "1", start: 1, end: 100},
    {chrom: "1", start: 101, end: 200},
    {chrom: "2", start: 1, end: 100}
  ];
  const row = {label: "A", n: 10, tested: [10, 10, 0], gain: [2, 0, 0], loss: [0, 5, 0]};

  it("draws gains up, losses down, on the smallest scale that holds them, and hatches what nobody was tested for", () => {
    const figure = genomeProfile([row], {bins, width: 304, ...words});
    expect(texts(figure)).toEqual(expect.arrayContaining(["A (10)", "50", "1", "2"]));
    expect(figure.querySelectorAll("rect.untested")).toHaveLength(1);
    const heights = (name: string) =>
      [...(figure.querySelector(name)?.getAttribute("d") ?? "").matchAll(/V([\d.]+)/g)].map((d) => Number(d[1]));
    const zero = Number(figure.querySelector(".baseline")?.getAttribute("y1"));
    expect(Math.min(...heights("path.gained"))).toBeCloseTo(zero - (28 * 2) / 5, 6);
    expect(Math.max(...heights("path.lost"))).toBeCloseTo(zero + 28, 6);
  });

  it("says the largest shares of each chromosome", () => {
    const titles = [...genomeProfile([row], {bins, ...words}).querySelectorAll(".hover title")];
    expect(titles[0].textContent).toBe("A, chromosome 1: at most 2/10 (20 %) with a gain, 5/10 (50 %) with a loss");
  });

  it("draws no groups", () => {
    expect(genomeProfile([], {bins, ...words}).querySelectorAll(".genome-row")).toHaveLength(0);
  });
});

describe("frequencyBars(rows, options) with headings", () => {
  const mark = {found: 5, tested: 50, patients: 50, share: 0.1, lower: 0.04, upper: 0.21};
  const height = (headings: readonly (string | undefined)[]) => {
    const rows = headings.map((heading, i) => ({label: `G${i}`, marks: [mark], ...(heading && {heading})}));
    const figure = frequencyBars(rows, {groups: [{label: "All", style: wholeCohort}], ...words});
    return {figure, height: Number(figure.getAttribute("height"))};
  };

  it("gives each heading a line of its own", () => {
    const {figure, height: with2} = height(["First", undefined, "Second"]);
    expect([...figure.querySelectorAll(".row-heading")].map((d) => d.textContent)).toEqual(["First", "Second"]);
    expect(with2).toBeGreaterThan(height([undefined, undefined, undefined]).height);
  });
});
