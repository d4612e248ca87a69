import {describe, expect, it} from "vitest";
import {compareRegistries} from "../../../loaders/disclosure/public/compareRegistries.js";
import {readPublicPolicy} from "../../../loaders/disclosure/public/policy.js";

const policy = readPublicPolicy(".");
const same = [{id: "one", before: 500, now: 500}];

describe("compareRegistries", () => {
  it("lets counts pass that are the same, far apart, hidden in one release or new", () => {
    const before = [{set: "all", n: 500}, {set: "a", n: 40}, {set: "b", n: 60}, {set: "c", n: null}]; // prettier-ignore
    const now = [{set: "all", n: 500}, {set: "a", n: 50}, {set: "b", n: null}, {set: "c", n: 12}, {set: "d", n: 11}]; // prettier-ignore
    expect(compareRegistries(before, now, same, policy)).toEqual([]);
  });

  it("refuses a release that differs by three patients, in one line", () => {
    const before = [{set: "all", n: 500}, {set: "a", n: 40}]; // prettier-ignore
    const now = [{set: "all", n: 497}, {set: "a", n: 35}]; // prettier-ignore
    expect(compareRegistries(before, now, same, policy)).toEqual([
      "2 counts differ from the previous release by too few patients, first all: by 3, expected 0 or at least 10"
    ]);
  });

  it("refuses a source that grew by less than a batch, and takes a new one", () => {
    const sources = [{id: "one", before: 500, now: 520}, {id: "two", before: null, now: 30}]; // prettier-ignore
    expect(compareRegistries([], [], sources, policy)).toEqual([
      "source one: 20 patients more or fewer than in the previous release, expected none or 50"
    ]);
  });
});
