// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {ageSexPyramid} from "../../src/charts/ageSexPyramid.js";
import {groupDistributions} from "../../src/charts/groupDistributions.js";
import {wholeCohort} from "../../src/charts/palette.js";
import {upsetColumns, upsetPlot} from "../../src/charts/upsetPlot.js";

const number = (element: Element, name: string) => Number(element.getAttribute(name));

describe("ageSexPyramid(rows, options)", () => {
  const words = {title: "Age", summary: "…"};

  it("draws women to the left and men to the right on one scale, the oldest above", () => {
    const rows = [
      {label: "50–59", female: 10, male: 20},
      {label: "60–69", female: 5, male: 0}
    ];
    const figure = ageSexPyramid(rows, words);
    const bars = (sex: string) =>
      [...figure.querySelectorAll(`[data-sex="${sex}"] [data-band]`)].map((group) => ({
        band: group.getAttribute("data-band"),
        n: number(group, "data-n"),
        width: number(group.querySelector("rect")!, "width")
      }));
    const [oldest, younger] = bars("female");
    expect([oldest.band, younger.band]).toEqual(["60–69", "50–59"]);
    expect(younger.width).toBeCloseTo(2 * oldest.width, 0);
    expect(bars("male").map(({n, width}) => [n, Math.round(width / younger.width)])).toEqual([
      [0, 0],
      [20, 2]
    ]);
    expect(figure.querySelector(".pyramid-outline")).toBeNull();
  });

  it("outlines the shape of all patients at the size of the cohort", () => {
    const rows = [{label: "50–59", female: 1, male: 1, allFemale: 100, allMale: 300}];
    const outlines = ageSexPyramid(rows, words).querySelectorAll(".pyramid-outline");
    expect(outlines).toHaveLength(2);
    // 400 patients drawn as 2: women half a bar, men one and a half.
    const ends = [...outlines].map((path) => Number(/^M([\d.]+),/.exec(path.getAttribute("d")!)![1]));
    expect((ends[1] - 392) / (328 - ends[0])).toBeCloseTo(3, 1);
  });

  it("has no bar, and no sum, where a number may not be shown", () => {
    const instead = {female: "< 5", male: "‡"};
    const figure = ageSexPyramid(
      [
        {label: "50–59", female: 12, male: 20},
        {label: "60–69", female: null, male: 8, instead}
      ],
      words
    );
    const women = figure.querySelector('[data-sex="female"]')!;
    expect(women.querySelectorAll("rect")).toHaveLength(1);
    expect([...women.querySelectorAll("text")].map((d) => d.textContent)).toEqual(["Women", "< 5", "12"]);
    expect(figure.querySelector('[data-sex="male"] text')!.textContent).toBe("Men, 28");
  });

  it("draws nobody without falling over", () => {
    expect(ageSexPyramid([], words).querySelectorAll("rect")).toHaveLength(0);
  });
});

describe("upsetPlot(combinations, options)", () => {
  const sets = [
    {label: "Karyotype", n: 12},
    {label: "Targeted sequencing", n: 9}
  ];
  const parts = [
    {label: "A", style: wholeCohort},
    {label: "B", style: wholeCohort}
  ];
  const combinations = [
    {sets: [0, 1], n: 9, parts: [6, 3]},
    {sets: [0], n: 3, parts: [3, 0]},
    {sets: [], n: 1, parts: [0, 1]}
  ];

  it("draws a bar of parts and a dot in every set for each combination", () => {
    const figure = upsetPlot(combinations, {sets, parts, title: "Data", summary: "…"});
    const columns = [...figure.querySelectorAll(".combination")];
    expect(columns.map((d) => [d.getAttribute("data-sets"), number(d, "data-n")])).toEqual([
      ["Karyotype, Targeted sequencing", 9],
      ["Karyotype", 3],
      ["none of them", 1]
    ]);
    expect(columns.map((d) => d.querySelectorAll(".upset-dot").length)).toEqual([2, 1, 0]);
    expect(columns.map((d) => d.querySelectorAll(".upset-hole").length)).toEqual([0, 1, 2]);
    const heights = columns.map((d) => [...d.querySelectorAll(".part")].map((bar) => number(bar, "height")));
    expect(heights.map((own) => own.length)).toEqual([2, 1, 1]);
    expect(heights[0][0] / heights[0][1]).toBeCloseTo(2, 1);
  });

  it("says how many combinations have room, at least one", () => {
    expect(upsetColumns(720, sets)).toBeGreaterThan(upsetColumns(390, sets));
    expect(upsetColumns(100, sets)).toBe(1);
  });
});

describe("groupDistributions(rows, options)", () => {
  const values = Float64Array.from({length: 100}, (_, i) => i + 1);
  const summary = {p5: 5.95, lowerQuartile: 25.75, median: 50.5, upperQuartile: 75.25, p95: 95.05};
  const options = {values, xLabel: "Value", title: "Values", summary: "…"};

  it("draws shares, so that groups of different size have the same height", () => {
    const rows = [1, 10].map((times) => ({
      ...summary,
      label: `times ${times}`,
      style: wholeCohort,
      counts: Float64Array.from(values, () => times),
      n: 100 * times
    }));
    const figure = groupDistributions(rows, options);
    const heights = [...figure.querySelectorAll("[data-row]")].map((row) =>
      [...row.querySelectorAll(".bar")].map((bar) => bar.getAttribute("height"))
    );
    expect(heights[0]).toEqual(heights[1]);
    expect(figure.querySelectorAll(".box")).toHaveLength(2);
  });

  it("ends the scale before values that lie far out", () => {
    const far = Float64Array.of(...values, 5000);
    const row = {...summary, label: "all", style: wholeCohort, counts: Float64Array.from(far, () => 5), n: 505};
    const figure = groupDistributions([row], {...options, values: far});
    const ticks = [...figure.querySelectorAll(".axis text")].map(({textContent}) => Number(textContent));
    expect(Math.max(...ticks.filter((tick) => !Number.isNaN(tick)))).toBeLessThanOrEqual(120);
  });

  it("draws a group without values as a name and a zero", () => {
    const nobody = {p5: null, lowerQuartile: null, median: null, upperQuartile: null, p95: null};
    const row = {...nobody, label: "nobody", style: wholeCohort, counts: new Float64Array(0), n: 0};
    const figure = groupDistributions([row], {...options, values: new Float64Array(0)});
    expect(figure.querySelectorAll(".bar, .box")).toHaveLength(0);
    expect(figure.querySelector("[data-row] .number")?.textContent).toBe("0");
  });
});
