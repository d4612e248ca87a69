import {describe, expect, it} from "vitest";
import {refuseUnsigned} from "../../loaders/release/refuseUnsigned.js";
import type {ReleaseManifest} from "../../src/model/release.js";

const rules = {from: "0123456789abcdef", policy: "public", version: "1.0.0", k: 10, minCurve: 20};

/** The parts of a public manifest that decide. */
function manifest(signOff: readonly string[], draft: boolean, simulated = false): ReleaseManifest {
  const sources = [{simulated}, {simulated: true}];
  return {tier: "public", sources, disclosure: {...rules, signOff, draft}} as unknown as ReleaseManifest;
}

describe("refuseUnsigned", () => {
  it("counts who signed since the release was made, each person once", () => {
    const role = "statistician";
    const sign = (...names: string[]) => names.map((name) => ({name, role}));
    expect(() => refuseUnsigned("x", manifest(["A"], false), sign("a"))).toThrow("signed by 1");
    expect(() => refuseUnsigned("x", manifest(["A"], false), sign("B"))).not.toThrow();
  });

  it("refuses a public release of real data that fewer than two people signed", () => {
    expect(() => refuseUnsigned("x", manifest([], false))).toThrow("signed by 0, expected two");
    expect(() => refuseUnsigned("x", manifest(["A", "A"], false))).toThrow("signed by 1, expected two");
  });

  it("takes one that two people signed, a draft, and simulated data", () => {
    for (const d of [manifest(["A", "B"], false), manifest([], true), manifest([], false, true)])
      expect(() => refuseUnsigned("x", d)).not.toThrow();
  });
});
