import {describe, expect, it} from "vitest";
import {appliedFilter, lateConditions} from "../../src/cohort/appliedFilter.js";
import {emptyFilter} from "../../src/cohort/filter.js";
import {catalogue} from "./arbitraries.js";

const filter = {
  ...emptyFilter,
  levels: {sex: ["female"], complete_remission: ["true"]},
  ranges: {wbc: [1, null] as const}
};

describe("appliedFilter", () => {
  it("leaves out conditions on the outcome of the endpoint, and names them", () => {
    const {filter: applied, refused} = appliedFilter(filter, "EFS", catalogue);
    expect(applied).toEqual({...filter, levels: {sex: ["female"]}});
    expect(refused.map(({label}) => label)).toEqual(["Complete remission: true"]);
  });

  it("applies them to an endpoint of which they are no part, and where no outcome is shown", () => {
    for (const endpoint of ["OS", null]) {
      expect(appliedFilter(filter, endpoint, catalogue)).toEqual({filter, refused: []});
    }
  });
});

describe("lateConditions", () => {
  it("are those that become known after the start", () => {
    const labels = (known: string[] = []) => lateConditions(filter, catalogue, known).map(({key}) => key);
    expect(labels()).toEqual(["complete_remission"]);
    expect(labels(["cr_day"])).toEqual([]);
  });
});
