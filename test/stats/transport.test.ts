import {describe, expect, it} from "vitest";
import {coxFit} from "../../src/stats/coxFit.js";
import {kaplanMeier} from "../../src/stats/kaplanMeier.js";
import {transport} from "../../src/stats/transport.js";

/** Forty patients: the first half fits the model, the second is predicted. R's answers are those of test/reference/r/analyses.R. */
const time = Float64Array.from({length: 40}, (_, i) => 50 + ((i * 37) % 400));
const status = Float64Array.from({length: 40}, (_, i) => Number(i % 4 !== 3));
const values = Float64Array.from({length: 40}, (_, i) => ((i * 7) % 11) / 5);
const inside = Float64Array.from({length: 40}, (_, i) => Number(i >= 20));
const x = [{name: "x", values}];

describe("transport(input, horizons)", () => {
  it("predicts with the coefficients of the others, and nothing of those predicted", () => {
    const found = transport({time, status, x, inside}, [200])!;
    const changed = status.map((d, i) => (i >= 20 ? 1 - d : d));
    expect(transport({time, status: changed, x, inside}, [200])!.predicted).toEqual(found.predicted);
    const fit = coxFit({time: time.slice(0, 20), status: status.slice(0, 20), x: [{name: "x", values: values.slice(0, 20)}]}); // prettier-ignore
    const [first, second] = [0, 1].map((k) => Math.log(-Math.log(found.predicted[0][k])));
    expect(second - first).toBeCloseTo(fit.beta[0] * (values[21] - values[20]), 10);
  });

  it("has a slope of 1 and no difference in the mean where the patients predicted are those of the model", () => {
    const twice = (d: Float64Array) => Float64Array.from([...d.slice(0, 20), ...d.slice(0, 20)]);
    const same = {time: twice(time), status: twice(status), x: [{name: "x", values: twice(values)}], inside};
    const {difference, slope} = transport(same, [200])!;
    expect(slope.estimate).toBeCloseTo(1, 8);
    const curve = kaplanMeier({time: time.slice(0, 20), status: status.slice(0, 20)});
    expect(curve.n).toBe(20);
    expect(Math.abs(difference[0].estimate!)).toBeLessThan(0.03);
  });

  it("has none without events in those of the model, and no difference beyond the last time", () => {
    expect(transport({time, status: status.map((d, i) => (i < 20 ? 0 : d)), x, inside}, [200])).toBeNull();
    expect(transport({time, status, x, inside}, [9999])!.difference).toEqual([{estimate: null, lower: null, upper: null}]); // prettier-ignore
  });
});
