// @vitest-environment jsdom
import {describe, expect, it} from "vitest";
import {bandPath} from "../../src/charts/curvePaths.js";
import {wholeCohort} from "../../src/charts/palette.js";
import {countsAt, readableColumns} from "../../src/charts/riskTable.js";
import {survivalPanels} from "../../src/charts/survivalPanels.js";
import {survivalCurve, type SurvivalCurveRow} from "../../src/charts/survivalCurve.js";
import {hideCountsBelow} from "../../src/model/hiddenCounts.js";
import {kaplanMeier} from "../../src/stats/kaplanMeier.js";

// Both arms of R's survival::aml (Miller 1997), months taken as days.
const arms = {
  maintained: {time: [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161], status: [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0]},
  other: {time: [5, 5, 8, 8, 12, 16, 23, 27, 30, 33, 43, 45], status: [1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1]}
};

function row(label: string, data: {time: number[]; status: number[]}): SurvivalCurveRow {
  return {label, style: wholeCohort, ...kaplanMeier(data)};
}

const options = {endpointLabel: "Overall survival", startLabel: "diagnosis", title: "Title", summary: "In words"};
const texts = (figure: Element) => [...figure.querySelectorAll("text")].map((d) => d.textContent);

describe("survivalCurve(rows, options)", () => {
  it("draws one line and band per group, names each at its end and in the table", () => {
    const rows = [row("Maintained", arms.maintained), row("Other", arms.other)];
    const figure = survivalCurve(rows, options);
    expect(figure.querySelectorAll(".curve")).toHaveLength(2);
    expect(figure.querySelectorAll(".band:not(.fading)")).toHaveLength(2);
    expect(texts(figure).filter((d) => d === "Maintained")).toHaveLength(2);
    expect(texts(figure)).toEqual(
      expect.arrayContaining(["At risk", "(censored, events so far)", "Overall survival (%)", "(0, 0)"])
    );
  });

  it("marks who was censored, but not where small counts are hidden: a mark is one patient", () => {
    const marks = () => survivalCurve([row("All", arms.maintained)], options).querySelectorAll(".censored").length;
    expect(marks()).toBe(1);
    hideCountsBelow(5);
    try {
      expect(marks()).toBe(0);
    } finally {
      hideCountsBelow(0);
    }
  });

  it("is one picture with a title and its content in words", () => {
    const figure = survivalCurve([row("All", arms.maintained)], options);
    expect(figure.getAttribute("role")).toBe("img");
    expect(figure.querySelector("title")?.textContent).toBe("Title");
    expect(figure.querySelector("desc")?.textContent).toBe("In words");
  });

  it("ends a curve at its group's own last follow-up and fades it below 10 at risk", () => {
    const figure = survivalCurve([row("Other", arms.other), row("Maintained", arms.maintained)], options);
    const ends = [...figure.querySelectorAll(".curve")].map((curve) => {
      const path = [...curve.querySelectorAll(".line")].at(-1)?.getAttribute("d") ?? "";
      return Number(/H([\d.]+)$/.exec(path)?.[1]);
    });
    expect(ends[0]).toBeLessThan(ends[1]);
    expect(figure.querySelectorAll(".line.fading")).toHaveLength(2);
  });

  it("uses months for short follow-up and years for long", () => {
    const long = {time: [100, 2000], status: [1, 0]};
    expect(texts(survivalCurve([row("All", arms.other)], options))).toContain("Months from diagnosis");
    expect(texts(survivalCurve([row("All", long)], options))).toContain("Years from diagnosis");
  });

  it("starts below 100 % where patients have the event at time 0, and counts them from the start", () => {
    const early = {
      time: [...Array<number>(12).fill(0), 30, 60, ...Array<number>(10).fill(90)],
      status: [...Array<number>(12).fill(1), 1, 0, ...Array<number>(10).fill(0)]
    };
    const starts = [early, arms.other].map((data) => {
      const figure = survivalCurve([row("All", data)], options);
      const path = figure.querySelector(".curve .line")?.getAttribute("d") ?? "";
      return {figure, y: Number(/^M[\d.]+,([\d.]+)/.exec(path)?.[1])};
    });
    // Half of the patients: the line begins half-way down.
    expect(starts[0].y - starts[1].y).toBeCloseTo(160, 6);
    expect(texts(starts[0].figure)).toContain("(0, 12)");
  });

  it("draws a single patient and nobody", () => {
    expect(
      survivalCurve([row("One", {time: [100], status: [0]})], options).querySelectorAll(".curve .line")
    ).toHaveLength(2);
    expect(survivalCurve([], options).querySelectorAll(".curve")).toHaveLength(0);
  });

  it("writes labels as text, never as markup", () => {
    const figure = survivalCurve([row("<b>x</b>", arms.maintained), row("y", arms.other)], options);
    expect(figure.querySelector("b")).toBeNull();
    expect(texts(figure)).toContain("<b>x</b>");
  });
});

describe("countsAt(row, time)", () => {
  it("adds up to the group at every time; a death on the day is still at risk", () => {
    const data = row("All", arms.maintained);
    expect(countsAt(data, 0)).toEqual({atRisk: 11, events: 0, censored: 0});
    expect(countsAt(data, 13)).toEqual({atRisk: 10, events: 2, censored: 1});
    expect(countsAt(data, 200)).toEqual({atRisk: 0, events: 7, censored: 4});
  });
});

describe("readableColumns(x, characters)", () => {
  const x = [0, 50, 100, 150, 200, 250];

  it("keeps every column where the texts have room", () => {
    expect(readableColumns(x, [5, 6, 6, 6, 6, 6])).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("leaves out columns evenly where numbers of thousands would touch, and keeps the first", () => {
    expect(readableColumns(x, [6, 11, 14, 14, 14, 14])).toEqual([0, 2, 4]);
    expect(readableColumns(x, [6, 35, 35, 35, 35, 35])).toEqual([0, 3]);
  });

  it("writes the first column at least", () => {
    expect(readableColumns([0, 5], [20, 20])).toEqual([0]);
    expect(readableColumns([0], [20])).toEqual([0]);
    expect(readableColumns([], [])).toEqual([]);
  });
});

describe("bandPath(band, x, y, end, start)", () => {
  it("closes along its own start: no corner lies outside the limits", () => {
    const band = {time: [1, 2, 3], lower: [0.7, 0.5, 0.3], upper: [0.9, 0.8, 0.6]};
    const same = (value: number) => value;
    expect(bandPath(band, same, same, 3, 1)).toBe("M1,0.9H2V0.8H3V0.6H3V0.3H3V0.5H2V0.7H1Z");
  });
});

describe("survivalPanels(panels, options)", () => {
  const {startLabel, ...words} = options;
  const [maintained, other] = [row("Maintained", arms.maintained), row("Other", arms.other)];
  const panels = [
    {heading: "First", rows: [maintained], startLabel, behind: [other]},
    {heading: "Second", rows: [other], startLabel: "randomisation", behind: [maintained]}
  ];
  const endOf = (panel: Element) => Number(panel.querySelector(".baseline")!.getAttribute("x2"));

  it("are one picture with one scale of time, each with its start and its own table", () => {
    const figure = survivalPanels(panels, {...words, width: 880});
    expect(figure.querySelectorAll("svg, title")).toHaveLength(1);
    const [first, second] = figure.querySelectorAll(".small-multiple");
    expect(endOf(first)).toBe(endOf(second));
    expect(texts(first)).toEqual(expect.arrayContaining(["First", "At risk", "Months from diagnosis"]));
    expect(texts(second)).toEqual(expect.arrayContaining(["Second", "Months from randomisation"]));
    expect(figure.querySelectorAll(".behind")).toHaveLength(2);
    // One curve of its own in each, with its band.
    expect([first, second].map((d) => d.querySelectorAll(".curve").length)).toEqual([1, 1]);
    expect(second.querySelectorAll(".band")).not.toHaveLength(0);
  });

  it("stand below each other where there is no room beside", () => {
    const places = (width: number) =>
      [...survivalPanels(panels, {...words, width}).querySelectorAll(".small-multiple")].map((d) =>
        d.getAttribute("transform")
      );
    expect(places(880)[1]).toMatch(/^translate\(\d{3},0\)$/);
    expect(places(358)[1]).toMatch(/^translate\(0,\d{3}\)$/);
  });
});
