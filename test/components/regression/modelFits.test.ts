import {describe, expect, it} from "vitest";
import {checkModel, fitModel} from "../../../src/components/regression/fitModel.js";
import {answerModel, type ModelAnswer, type ModelQuestion} from "../../../src/components/regression/modelAnswers.js";
import {type FromWorker, modelFits} from "../../../src/components/regression/modelFits.js";
import {termTests} from "../../../src/components/regression/modelTable.js";
import {packRows, unpackRows} from "../../../src/components/regression/sentRows.js";
import {subgroupEffects} from "../../../src/components/regression/subgroupEffects.js";
import {modelCohort, modelSpec} from "./modelCohort.js";

const cohort = modelCohort();
const spec = modelSpec(["age_years", "wbc:log2", "NPM1", "arm"], {landmark: 60, filteredLater: ["cr_day"]});
const question: ModelQuestion = {rows: packRows(cohort, spec), spec, by: "arm"};

/** A worker that does not run anywhere: what it is sent is kept, what it says is said by the test. */
class StillWorker extends EventTarget {
  readonly sent: ModelQuestion[] = [];
  ended = false;
  postMessage(message: ModelQuestion): void {
    this.sent.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  say(data: FromWorker): void {
    this.dispatchEvent(new MessageEvent("message", {data}));
  }
}

function fitsWithWorkers() {
  const workers: StillWorker[] = [];
  const fits = modelFits(() => {
    workers.push(new StillWorker());
    return workers.at(-1) as unknown as Worker;
  });
  return {workers, fits};
}

describe("answerModel(question, tell)", () => {
  it("gives, of rows that were sent, the model, its checks and effects that the rows themselves give", () => {
    const answers: ModelAnswer[] = [];
    answerModel(structuredClone(question), (answer) => answers.push(structuredClone(answer)));
    expect(answers.map(({kind}) => kind)).toEqual(["model", "checks", "effects"]);
    const own = fitModel(cohort, spec);
    const [{model}, {checks}, {effects}] = answers as [
      Extract<ModelAnswer, {kind: "model"}>,
      Extract<ModelAnswer, {kind: "checks"}>,
      Extract<ModelAnswer, {kind: "effects"}>
    ];
    expect(model.flow).toEqual(own.flow);
    expect(model.fit?.coefficients).toEqual(own.fit?.coefficients);
    expect(checks).toEqual(checkModel(own.fit!));
    expect(termTests(model, checks)).toEqual(termTests(own, checkModel(own.fit!)));
    const factor = own.terms.find(({term}) => term.column === "arm")!;
    expect(effects.map((d) => model.terms[d.by].term.column)).toEqual(
      subgroupEffects(own, factor).map((d) => d.by.term.column)
    );
    expect(effects.map(({test}) => test)).toEqual(subgroupEffects(own, factor).map(({test}) => test));
  });

  it("tells of a model without anything to fit, and then is silent", () => {
    const empty = modelSpec([]);
    const kinds: string[] = [];
    answerModel({rows: packRows(cohort, empty), spec: empty, by: null}, ({kind}) => kinds.push(kind));
    expect(kinds).toEqual(["model"]);
  });

  it("sends no column that the model does not read", () => {
    expect([...question.rows.numbers.keys()].sort()).toEqual(["age_years", "cr_day", "wbc"]);
    expect(() => unpackRows(question.rows).category("risk")).toThrow("column not sent: risk");
  });
});

describe("modelFits(start)", () => {
  it("tells the parts of an answer in turn, and keeps the worker for the next question", async () => {
    const {workers, fits} = fitsWithWorkers();
    const told: string[] = [];
    for (let turn = 0; turn < 2; ++turn) {
      const asked = fits.ask(question, ({kind}) => told.push(kind));
      workers[0].say({kind: "effects", effects: []});
      workers[0].say({kind: "done"});
      await asked;
    }
    expect(told).toEqual(["effects", "effects"]);
    expect(workers.map(({sent, ended}) => [sent.length, ended])).toEqual([[2, false]]);
  });

  it("ends the worker that is at an earlier question: the latest wins, whatever the other still says", async () => {
    const {workers, fits} = fitsWithWorkers();
    const told: string[] = [];
    const first = fits.ask(question, () => told.push("first"));
    const second = fits.ask(question, () => told.push("second"));
    await expect(first).rejects.toMatchObject({name: "SupersededError"});
    workers[0].say({kind: "effects", effects: []});
    workers[1].say({kind: "effects", effects: []});
    workers[1].say({kind: "done"});
    await second;
    expect(told).toEqual(["second"]);
    expect(workers.map(({ended}) => ended)).toEqual([true, false]);
  });

  it("says what a fit failed with, or that the worker could not be loaded, and then answers again", async () => {
    const {workers, fits} = fitsWithWorkers();
    const failed = fits.ask(question, () => undefined);
    workers[0].say({kind: "failed", name: "StatsInputError", message: "invalid time at row 3: -1"});
    await expect(failed).rejects.toMatchObject({name: "StatsInputError", message: "invalid time at row 3: -1"});
    const unloaded = fits.ask(question, () => undefined);
    workers[0].dispatchEvent(new Event("error"));
    await expect(unloaded).rejects.toThrow("could not be loaded");
    const again = fits.ask(question, () => undefined);
    expect(workers).toHaveLength(2);
    workers[1].say({kind: "done"});
    await again;
  });
});
