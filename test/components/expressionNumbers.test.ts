import {describe, expect, it} from "vitest";
import {expressionNumbers} from "../../src/components/longitudinal/expressionNumbers.js";
import {expressionReader} from "../../src/components/longitudinal/expressionReader.js";
import type {ExpressionData} from "../../src/model/siteLongitudinal.js";
import {kruskalWallis} from "../../src/stats/kruskalWallis.js";

const system = {
  id: "s",
  title: "System",
  classes: ["a", "b", "c", "d"].map((code) => ({code, label: code.toUpperCase()}))
};
// Five of a, five of b, one each of c and d, one that cannot be told, one of a that was not measured.
const classes = [0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 3, null, 0];
const values = [1, 2, 3, 4, 5, 11, 12, 13, 14, 15, 7, 8, 9, null];
const batch = classes.map((_, i) => i % 2);
const data = {batches: ["x", "y"], batch, classes: {s: classes}};

describe("expressionNumbers(data, system, values, centred)", () => {
  it("puts small classes together, keeps the unknown apart, tests the classes that stand alone", () => {
    const numbers = expressionNumbers(data, system, values, false);
    expect(numbers.groups.map(({label, values: own}) => [label, own.length])).toEqual([
      ["A", 5],
      ["B", 5],
      ["Other classes", 2],
      ["Cannot be told", 1]
    ]);
    expect([numbers.n, numbers.missing, numbers.pooled]).toEqual([13, 1, ["C", "D"]]);
    expect(numbers.test).toEqual(kruskalWallis([values.slice(0, 5), values.slice(5, 10)]));
    expect(numbers.groups[0]).toMatchObject({lowerQuartile: 2, median: 3, upperQuartile: 4});
  });

  it("takes the shift between batches off", () => {
    const shifted = values.map((value, i) => (value === null ? null : value + 100 * batch[i]));
    const centred = expressionNumbers(data, system, shifted, true);
    const same = expressionNumbers(data, system, values, true);
    const spread = (numbers: typeof same) =>
      numbers.groups.flatMap((d) => d.values.map((v) => v - numbers.groups[0].median!));
    spread(centred).forEach((value, i) => expect(value).toBeCloseTo(spread(same)[i], 9));
  });

  it("keeps the colour of a class, whichever others are there", () => {
    const of = (codes: (number | null)[]) =>
      expressionNumbers({...data, classes: {s: codes}}, system, values, false).groups.find((d) => d.code === "b")
        ?.style;
    expect(of(classes)).toEqual(of(classes.map((code) => (code === 0 ? null : code))));
  });
});

describe("expressionReader(data, load)", () => {
  const genes = ["A", "B", "C"];
  const matrix = new DataView(new ArrayBuffer(8 + 4 * 12));
  matrix.setInt32(0, 3, true);
  matrix.setInt32(4, 4, true);
  for (let i = 0; i < 12; ++i) matrix.setFloat32(8 + 4 * i, i === 6 ? NaN : i, true);
  const expression = {start: 1, n: 2, genes, first: {gene: "A", values: [1, null]}} as unknown as ExpressionData;

  it("has the first gene at hand and loads the matrix once for the others", async () => {
    let loads = 0;
    const read = expressionReader(expression, () => {
      ++loads;
      return Promise.resolve(matrix.buffer);
    });
    expect([...(await read("A"))]).toEqual([1, NaN]);
    expect(loads).toBe(0);
    expect([...(await read("B"))]).toEqual([5, NaN]);
    expect([...(await read("C"))]).toEqual([9, 10]);
    expect(loads).toBe(1);
  });

  it("tries again after a failure, and refuses another matrix", async () => {
    let loads = 0;
    const read = expressionReader(expression, () =>
      ++loads === 1 ? Promise.reject(new Error("offline")) : Promise.resolve(matrix.buffer)
    );
    await expect(read("B")).rejects.toThrow("offline");
    expect([...(await read("B"))]).toEqual([5, NaN]);
    const other = expressionReader({...expression, genes: ["A", "B"]}, () => Promise.resolve(matrix.buffer));
    await expect(other("B")).rejects.toThrow("invalid matrix: 3 genes, not 2");
  });
});
