import {describe, expect, it} from "vitest";
import {DefectPlan} from "../../../loaders/simulate/defects/defectPlan.js";
import {randomStreams} from "../../../loaders/simulate/random.js";

const patients = Array.from({length: 20}, (_, i) => ({id: `P${i}`}));
const plan = () => new DefectPlan(randomStreams(1, "X"));
const ids = (chosen: readonly {id: string}[]) => chosen.map(({id}) => id);

describe("DefectPlan", () => {
  it("gives no patient two defects, of one kind or of several", () => {
    const defects = plan();
    const chosen = [
      ...defects.choose("a", 7, patients),
      ...defects.choose("b", 7, patients),
      ...defects.choose("a", 6, patients)
    ];
    expect(ids(chosen).sort()).toEqual(ids(patients).sort());
  });

  it("draws each kind from its own stream: a kind before leaves the others as they were, but for patients taken", () => {
    const alone = ids(plan().choose("b", 3, patients));
    const defects = plan();
    defects.choose("a", 0, patients);
    expect(ids(defects.choose("b", 3, patients))).toEqual(alone);
  });

  it("refuses to choose more than there are", () => {
    const defects = plan();
    defects.choose("a", 15, patients);
    expect(() => defects.choose("b", 6, patients)).toThrow("invalid number of defects: 6 of b, 5 possible");
  });

  it("keeps record in the order of what was done", () => {
    const defects = plan();
    defects.record({defect: "a", file: "x.tsv", patient: "P1", what: "one"});
    defects.record({defect: "b", file: "x.tsv", patient: null, what: "two"});
    expect(defects.injected.map(({what}) => what)).toEqual(["one", "two"]);
  });
});
