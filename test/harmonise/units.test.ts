import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {unitFindings} from "../../loaders/harmonise/unitFindings.js";
import {acceptedUnits, unitFactor} from "../../loaders/harmonise/units.js";
import {loadStudy} from "../../loaders/study/loadStudy.js";
import {targets} from "../../loaders/study/targets.js";
import {harmonised, mapping, mappingWith} from "../support/partner.js";
import {root} from "../support/sharedData.js";

const quantities = ["a", "d", "10*9/L", "g/dL", "U/L", "%", "1"];

describe("unitFactor(from, to)", () => {
  it("leads back to the number it came from", () => {
    const pair = fc
      .constantFrom(...quantities)
      .chain((model) => fc.tuple(fc.constantFrom(...acceptedUnits(model)), fc.constantFrom(...acceptedUnits(model))));
    fc.assert(
      fc.property(pair, fc.double({min: 1e-6, max: 1e9, noNaN: true}), ([from, to], x) => {
        const back = x * unitFactor(from, to) * unitFactor(to, from);
        expect(Math.abs(back - x)).toBeLessThanOrEqual(4 * Number.EPSILON * x);
      })
    );
  });

  it("is the same by way of a third unit", () => {
    for (const model of quantities)
      for (const a of acceptedUnits(model))
        for (const b of acceptedUnits(model))
          expect(unitFactor(a, model) / unitFactor(b, model)).toBeCloseTo(unitFactor(a, b), 12);
  });

  it("does not lead from one quantity to another", () => {
    for (const [from, to] of [
      ["g/dL", "U/L"],
      ["10*9/L", "%"],
      ["d", "1"]
    ])
      expect(() => unitFactor(from, to)).toThrow(new RangeError(`unknown unit: ${from}`));
  });
});

const {usual} = loadStudy(root, "amlsg").disease;

/** Values spread evenly on a logarithmic scale around a median. */
const around = (median: number, spread: number, n = 100) =>
  Array.from({length: n}, (_, i) => median * Math.exp(spread * (2 * ((i + 0.5) / n) - 1)));

/** What is found in a column of a patient variable that the mapping declares to be in a unit. */
function found(variable: string, declared: string, numbers: readonly number[]) {
  const column = {declared, unit: targets.patients.get(variable)!.unit};
  const findings = unitFindings("X", numbers, numbers.length, column, usual[`patients.${variable}`]);
  const one = (rule: string) => findings.find((d) => d.rule === rule)!;
  return {suspect: one("unit_suspect"), mixed: one("unit_mixed")};
}

describe("unitFindings(name, numbers, used, column, usual)", () => {
  // Median and spread as in AML; the unit in which the values really are; the one declared; the advice.
  const wrong: [variable: string, really: string, declared: string, median: number, spread: number, advice: RegExp][] =
    [
      ["haemoglobin", "mmol/L", "g/dL", 9.1, 0.4, /perhaps in mmol\/L \(median 9\.1 g\/dL\)/],
      ["haemoglobin", "g/L", "g/dL", 9.1, 0.4, /perhaps in g\/L/],
      ["haemoglobin", "g/dL", "g/L", 9.1, 0.4, /perhaps in g\/dL/],
      ["wbc", "/uL", "10*9/L", 14.2, 2, /perhaps in 10\*6\/L or \/uL \(median 14\.2 10\*9\/L\)/],
      ["wbc", "10*9/L", "/uL", 14.2, 2, /perhaps in 10\*9\/L or 10\*3\/uL/],
      ["platelets", "/uL", "10*9/L", 53, 1, /perhaps in 10\*6\/L or \/uL/],
      ["ldh", "ukat/L", "U/L", 435, 1, /perhaps in ukat\/L \(median 435 U\/L\)/],
      ["ldh", "U/L", "ukat/L", 435, 1, /perhaps in U\/L/],
      ["bm_blasts", "1", "%", 75, 0.25, /perhaps in 1 \(median 75 %\)/],
      ["bm_blasts", "%", "1", 75, 0.25, /perhaps in %/],
      ["age_years", "mo", "a", 50, 0.5, /perhaps in mo/]
    ];
  it.each(wrong)(
    "%s in %s but declared %s: an alarm with advice",
    (variable, really, declared, median, spread, advice) => {
      const model = targets.patients.get(variable)!.unit!;
      const numbers = around(median, spread).map((x) => x * unitFactor(model, really));
      const {suspect} = found(variable, declared, numbers);
      expect(suspect).toMatchObject({severity: "error", category: "plausibility", n: 100, checked: 100});
      expect(suspect.description).toMatch(advice);
      expect(found(variable, really, numbers).suspect.n).toBe(0);
    }
  );

  it.each(wrong)(
    "%s partly in %s, declared %s: the mixture is noticed",
    (variable, really, declared, median, spread) => {
      const model = targets.patients.get(variable)!.unit!;
      const numbers = around(median, spread).map((x, i) => x * unitFactor(model, i % 3 === 0 ? really : declared));
      const {mixed} = found(variable, declared, numbers);
      expect(mixed).toMatchObject({severity: "error", category: "plausibility", checked: 100});
      expect(mixed.n).toBeGreaterThanOrEqual(5);
      const pure = around(median, spread).map((x) => x * unitFactor(model, declared));
      expect(found(variable, declared, pure).mixed.n).toBe(0);
    }
  );

  it("says nothing of fewer than twenty values, and leaves zeros out", () => {
    const few = [...around(5600, 0.1, 19), ...new Array<number>(50).fill(0)];
    expect(found("wbc", "10*9/L", few).suspect).toMatchObject({n: 0, checked: 19});
    expect(found("wbc", "10*9/L", [...few, 5600]).suspect).toMatchObject({n: 20, checked: 20});
  });

  it("names no unit where none would fit", () => {
    expect(found("haemoglobin", "g/dL", around(4000, 0.1)).suspect.description).toMatch(/no accepted unit would fit$/);
  });
});

describe("units of a partner", () => {
  const patients = (cell: (i: number) => string) =>
    ["ID,AOD,WBC,SEX,OS,DEAD,CR,REL,NPM1,ITD"]
      .concat(Array.from({length: 40}, (_, i) => `P${i},50,${cell(i)},m,400,1,30,200,1,1`))
      .concat("")
      .join("\n");

  it("convert only as declared, and count", async () => {
    const data = await harmonised({raw: {"clinical.csv": patients((i) => (i < 30 ? "14000" : ""))}});
    expect(new Set(data.column("patients", "wbc"))).toEqual(new Set([14, null]));
    const converted = data.rows("findings").find((d) => String(d.description).startsWith("WBC: converted"));
    expect(converted).toMatchObject({rule_id: "unit_converted", n: 30, n_checked: 30});
    expect(converted!.description).toBe("WBC: converted from /uL to 10*9/L (× 0.001)");
  });

  it("raise an alarm although the values were refused, and nothing is converted on suspicion", async () => {
    const changed = mappingWith("unit: /uL", "unit: 10*9/L");
    const data = await harmonised({mapping: changed, raw: {"clinical.csv": patients(() => "14000")}});
    expect(new Set(data.column("patients", "wbc"))).toEqual(new Set([null]));
    const alarm = data.rows("findings").find((d) => d.rule_id === "unit_suspect" && d.n !== 0);
    expect(alarm).toMatchObject({severity: "error", category: "plausibility", n: 40});
    expect(alarm!.description).toMatch(/^WBC: the median, 14000 10\*9\/L, contradicts .* perhaps in 10\*6\/L or \/uL/);
  });

  it("are usual only for variables that have one", async () => {
    const disease = readFileSync(`${root}/data/diseases/aml.yaml`, "utf8");
    const broken = disease.replace("patients.wbc: {", "patients.sex: {");
    await expect(harmonised({mapping, declarations: {"data/diseases/aml.yaml": broken}})).rejects.toThrow(
      /usual\.patients\.sex: unknown variable with a unit: patients\.sex/
    );
  });
});
