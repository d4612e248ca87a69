// @vitest-environment jsdom
import {afterAll, beforeAll, describe, expect, it, vi} from "vitest";
import {
  coMutationMatrix,
  type MatrixCell,
  matrixCapacity,
  oddsRatioText,
  strengthOf
} from "../../src/charts/coMutationMatrix.js";
import {differenceDots, points} from "../../src/charts/differenceDots.js";
import {oncoprint, oncoprintLayout, paintOncoprint} from "../../src/charts/oncoprint.js";
import {moved, zoomed} from "../../src/charts/oncoprintControl.js";
import {proteinLollipop} from "../../src/charts/proteinLollipop.js";
import type {Surface} from "../../src/charts/surface.js";
import {vafDistribution} from "../../src/charts/vafDistribution.js";

// jsdom has no canvas; it would complain with every painting.
beforeAll(() => void vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null));
afterAll(() => vi.restoreAllMocks());

const words = {title: "Title", summary: "In words"};
const colour = (css: string) => (css === "var(--gain)" ? "#0072b2" : css === "var(--loss)" ? "#c04f00" : "#ffffff");
const texts = (figure: Element) => [...figure.querySelectorAll("text")].map((d) => d.textContent);
const key = (target: Element, name: string) =>
  target.dispatchEvent(new KeyboardEvent("keydown", {key: name, bubbles: true, cancelable: true}));

describe("coMutationMatrix(cells, options)", () => {
  const cell = (first: number, second: number, more: Partial<MatrixCell>): MatrixCell => ({
    first,
    second,
    state: "estimated",
    both: 40,
    expected: 20,
    tested: 200,
    oddsRatio: 4,
    q: 0.001,
    reversed: false,
    ...more
  });
  const cells = [
    cell(0, 1, {}),
    cell(0, 2, {state: "not_tested", oddsRatio: null, q: null}),
    cell(1, 2, {oddsRatio: 0.5, q: 0.03})
  ];
  const make = (picked: MatrixCell[] = []) =>
    coMutationMatrix(cells, {
      names: ["NPM1", "DNMT3A", "KMT2A-PTD"],
      ...words,
      colour,
      describe: (d) => `pair ${d.first} ${d.second}`,
      pick: (d) => picked.push(d)
    });

  it("is walked with the arrow keys, tells each pair, and picks by Enter", () => {
    const picked: MatrixCell[] = [];
    const figure = make(picked);
    const said = () => figure.element.querySelector(".place")?.textContent;
    figure.pointer.dispatchEvent(new FocusEvent("focus"));
    expect(said()).toBe("pair 0 1");
    key(figure.pointer, "ArrowDown");
    expect(said()).toBe("pair 0 2");
    key(figure.pointer, "ArrowRight");
    expect(said()).toBe("pair 1 2");
    key(figure.pointer, "Enter");
    expect(picked).toEqual([cells[2]]);
  });

  it("holds marks and hatching in its picture, and counts above the diagonal", () => {
    const picture = make().picture();
    const paths = [...picture.querySelectorAll(".marks path")];
    expect(paths.some((d) => d.getAttribute("fill")?.startsWith("url(#hatch"))).toBe(true);
    expect(picture.querySelectorAll(".marks circle")).toHaveLength(3);
    expect(texts(picture).filter((text) => text === "40")).toHaveLength(2);
  });

  it("centres its scale at 1, symmetric in the logarithm", () => {
    expect([strengthOf(1), strengthOf(2), strengthOf(0.5), strengthOf(0), strengthOf(Infinity)]).toEqual([
      0,
      1 / 3,
      -1 / 3,
      -1,
      1
    ]);
    expect(matrixCapacity(358)).toBeLessThan(matrixCapacity(864));
  });

  it("prints ratios without bounds as such", () => {
    expect(oddsRatioText(0, 0, 0.35)).toBe("0.00 (0.00–0.35)");
    expect(oddsRatioText(Infinity, 3.2, Infinity)).toBe("∞ (3.20–∞)");
    expect(oddsRatioText(null, null, null)).toBe("not estimable");
  });
});

describe("oncoprint(rows, options)", () => {
  const rows = [{name: "NPM1", mutated: 2, tested: 3, states: Uint8Array.of(2, 2, 1, 0)}];
  const tracks = [
    {
      label: "Sex",
      codes: Int8Array.of(0, 1, 1, -1),
      levels: [
        {label: "Female", colour: "red"},
        {label: "Male", colour: "blue"}
      ]
    }
  ];

  it("paints mutated over wild type, hatches not tested and not known, and never leaves a patient blank", () => {
    const painted: string[] = [];
    const surface: Surface = {
      rect: (x, _, width, __, fill) => painted.push(`${fill} ${Math.round(x)} ${Math.round(width)}`),
      hatch: (x, _, width) => painted.push(`hatch ${Math.round(x)} ${Math.round(width)}`),
      dot: () => undefined
    };
    const layout = {...oncoprintLayout(700, rows, tracks), left: 100, right: 500};
    paintOncoprint(surface, rows, tracks, {from: 0, count: 4}, layout, (css) => css);
    const gap = 1;
    expect(painted).toEqual([
      `red 100 ${100 - gap}`,
      `blue 200 ${200 - gap}`,
      `hatch 400 ${100 - gap}`,
      `var(--hairline) 300 ${100 - gap}`,
      `hatch 400 ${100 - gap}`,
      `var(--mutated) 100 ${200 - gap}`
    ]);
  });

  it("explains its states and strips in the picture that leaves the page, not on the page", () => {
    const make = (legend: boolean) =>
      oncoprint(rows, {...words, tracks, patients: 4, colour, describe: String, legend});
    const [page, file] = [make(false).picture(), make(true).picture()];
    expect(page.querySelector(".oncoprint-legend")).toBeNull();
    const legend = file.querySelector(".oncoprint-legend")!;
    const keys = ["Alterations", "mutated", "wild type", "not tested", "Sex", "Female", "Male", "not known"];
    expect(texts(legend)).toEqual(keys);
    expect([...legend.querySelectorAll("rect")].slice(3).map((d) => d.getAttribute("fill"))).toEqual([
      colour("red"),
      colour("blue"),
      expect.stringContaining("url(#hatch")
    ]);
    expect(Number(file.getAttribute("height"))).toBeGreaterThan(Number(page.getAttribute("height")) + 30);
    // A narrow picture breaks the keys into lines instead of leaving them outside.
    const narrow = oncoprint(rows, {...words, width: 160, tracks, patients: 4, colour, describe: String, legend: true});
    const right = [...narrow.picture().querySelectorAll(".oncoprint-legend rect")].map((d) =>
      Number(d.getAttribute("x"))
    );
    expect(Math.max(...right)).toBeLessThan(160);
  });

  it("zooms and moves by keys within the patients there are, and says what is seen", () => {
    const many = [{name: "NPM1", mutated: 0, tested: 1000, states: new Uint8Array(1000).fill(1)}];
    const figure = oncoprint(many, {...words, tracks: [], patients: 1000, colour, describe: String});
    const said = () => figure.element.querySelector(".place")?.textContent;
    key(figure.pointer, "+");
    expect(said()).toBe("Patients shown: 189 to 813 of 1,000.");
    key(figure.pointer, "End");
    expect(said()).toBe("Patients shown: 376 to 1,000 of 1,000.");
    key(figure.pointer, "0");
    expect(said()).toBe("Patients shown: all 1,000.");
    expect(zoomed({from: 0, count: 30}, 0.01, 0.5, 1000).count).toBe(20);
    expect(moved({from: 10, count: 30}, -100, 1000)).toEqual({from: 0, count: 30});
  });
});

describe("differenceDots(rows, options)", () => {
  const row = {
    label: "NPM1",
    mark: {estimate: 0.1, lower: 0.05, upper: 0.15},
    within: null,
    numbers: ["10 (5 to 15)", "2.10", "0.010"],
    reason: null
  };
  const columns = ["Difference", "Odds ratio", "q"].map((label) => ({label, room: 14}));
  const draw = (rows: Parameters<typeof differenceDots>[0], width: number) =>
    differenceDots(rows, {width, columns, sides: ["more in men", "more in women"], ...words});

  it("draws estimate and interval, and the reason where nothing can be compared", () => {
    const figure = draw([row, {...row, label: "NF1", mark: null, reason: "not tested in both groups"}], 860);
    expect(figure.querySelectorAll(".interval")).toHaveLength(1);
    expect(texts(figure)).toEqual(expect.arrayContaining(["10 (5 to 15)", "not tested in both groups"]));
  });

  it("puts the sources in place of a pooled difference that points elsewhere", () => {
    const within = [
      {label: "A", estimate: -0.02},
      {label: "B", estimate: -0.05}
    ];
    const figure = draw([{...row, within}], 860);
    expect(figure.querySelectorAll(".dot.open")).toHaveLength(2);
    expect(figure.querySelectorAll(".interval")).toHaveLength(0);
  });

  it("keeps numbers on a phone, and writes points with a true minus", () => {
    expect(texts(draw([row], 358))).toContain("10 (5 to 15) · 2.10 · 0.010");
    expect([points(-0.0523), points(0.25), points(-0.0001)]).toEqual(["−5.2", "25", "0"]);
  });
});

describe("proteinLollipop(rows, options)", () => {
  it("draws a stem per codon, labels the frequent, and pools the rest", () => {
    const rows = [
      {codon: 882, patients: 90, consequence: "Missense"},
      {codon: 729, patients: 6, consequence: "Nonsense"}
    ];
    const figure = proteinLollipop(rows, {...words, other: {patients: 40, codons: 33}});
    expect(figure.querySelectorAll(".lollipop")).toHaveLength(2);
    expect(texts(figure)).toEqual(expect.arrayContaining(["882", "729", "other", "33 codons", "40"]));
    expect(proteinLollipop(rows, {...words, other: {patients: 0, codons: 0}}).querySelectorAll(".bar")).toHaveLength(0);
  });
});

describe("vafDistribution(rows, options)", () => {
  it("draws outline, quartiles and median, and no mark without values", () => {
    const row = {gene: "NPM1", values: [0.2, 0.4, 0.45], lowerQuartile: 0.3, median: 0.4, upperQuartile: 0.425};
    const none = {gene: "NF1", values: [], lowerQuartile: null, median: null, upperQuartile: null};
    const figure = vafDistribution([row, none], words);
    expect(figure.querySelectorAll(".dot")).toHaveLength(1);
    expect(texts(figure)).toEqual(expect.arrayContaining(["NPM1", "40 %", "3"]));
  });
});
