import {describe, expect, it} from "vitest";
import {coProfiledRows, profilingBySource, profilingOf, profilingWords} from "../../../src/cohort/guards/coProfiled.js";

const levels = ["one", "two", "three"].map((code) => ({code, label: code.toUpperCase()}));

describe("profilingBySource(tested, source, members)", () => {
  it("counts the tested of the cohort by source, and ignores sources without patients", () => {
    const profiling = profilingBySource([1, 1, 0, 0, 1], {codes: [0, 0, 1, 1, 2], levels}, [1, 1, 1, 1, 0]);
    expect(profiling.sources).toEqual([
      {source: "ONE", tested: 2, patients: 2},
      {source: "TWO", tested: 0, patients: 2}
    ]);
    expect(profiling).toMatchObject({testedIn: ["ONE"], notTestedIn: ["TWO"], confounded: true});
  });

  it("does not call a few failed tests confounded, but a tenth fewer", () => {
    const of = (tested: number) =>
      profilingOf([
        {source: "ONE", tested: 990, patients: 1000},
        {source: "TWO", tested, patients: 1000}
      ]);
    expect(of(950).confounded).toBe(false);
    expect(of(950).p).toBeLessThan(0.01);
    expect(of(880).confounded).toBe(true);
  });

  it("says what was tested where, in words", () => {
    const whole = profilingOf([{source: "ONE", tested: 5, patients: 5}]);
    const part = profilingOf([
      {source: "ONE", tested: 5, patients: 5},
      {source: "TWO", tested: 0, patients: 5}
    ]);
    expect(profilingWords([{name: "NPM1", profiling: whole}])).toBe("");
    expect(
      profilingWords([
        {name: "NPM1", profiling: part},
        {name: "TP53", profiling: part}
      ])
    ).toBe("Not tested in TWO: NPM1, TP53.");
  });
});

describe("coProfiledRows(genes, count)", () => {
  it("keeps patients with a result for every gene", () => {
    expect([
      ...coProfiledRows(
        [
          [1, 1, 0, 1],
          [1, 0, 1, 1]
        ],
        4
      )
    ]).toEqual([1, 0, 0, 1]);
    expect([...coProfiledRows([], 2)]).toEqual([1, 1]);
  });
});
