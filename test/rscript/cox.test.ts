import {describe, expect, it} from "vitest";
import {checkModel, fitModel, type ModelSpec} from "../../src/components/regression/fitModel.js";
import {modelFile, modelScript} from "../../src/components/regression/modelFile.js";
import {modelCurve} from "../../src/components/regression/modelCurve.js";
import {subgroupEffects} from "../../src/components/regression/subgroupEffects.js";
import {coxScript} from "../../src/rscript/cox.js";
import {interactionScript} from "../../src/rscript/coxInteraction.js";
import {coxWaldTest} from "../../src/stats/index.js";
import {modelCohort, modelSpec} from "../components/regression/modelCohort.js";
import {type Answers, expectSameInR, expectStored, rVersion, type ScriptedFigure, withoutR} from "./runScript.js";

function figure(name: string, spec: ModelSpec): ScriptedFigure {
  const model = fitModel(modelCohort(), spec);
  const fit = model.fit!;
  const {hazards, concordance} = checkModel(fit);
  const ours: Record<string, number | null> = {
    n: fit.n,
    events: fit.events,
    loglik_null: fit.loglik[0],
    loglik: fit.loglik[1],
    ph_global: hazards.at(-1)!.p,
    concordance: concordance.concordance,
    concordance_se: concordance.stdErr
  };
  fit.coefficients.forEach(({estimate, stdErr, hazardRatio, lower, upper, p}, k) => {
    const numbers = {coef: estimate, se: stdErr, hr: hazardRatio, lower, upper, p};
    for (const [key, value] of Object.entries(numbers)) ours[`${key}.${k + 1}`] = value;
  });
  const groups = [...new Set(fit.coefficients.map(({term}) => term))];
  groups.forEach((term, t) => {
    const columns = fit.coefficients.filter((d) => d.term === term).map((d) => d.name);
    const {chisq, df} = coxWaldTest(fit, columns)!;
    ours[`wald.${t + 1}`] = chisq;
    ours[`wald_df.${t + 1}`] = df;
    ours[`ph.${t + 1}`] = hazards[t].p;
  });
  return {
    name,
    table: modelFile(model),
    script: (csvName) => coxScript(csvName, modelScript(model)),
    ours: ours satisfies Answers
  };
}

/** The curve of the first term, a spline, at some values. */
function withCurve(drawn: ScriptedFigure, spec: ModelSpec): ScriptedFigure {
  const model = fitModel(modelCohort(), spec);
  const [term] = model.terms;
  const points = modelCurve(model, term).filter((_, i) => i % 20 === 0);
  const ours: Record<string, number | null> = {...drawn.ours};
  points.forEach(({ratio, lower, upper}, i) => {
    ours[`curve_hr.${i + 1}`] = ratio;
    ours[`curve_lower.${i + 1}`] = lower;
    ours[`curve_upper.${i + 1}`] = upper;
  });
  const curve = {term: 1, at: points.map(({value}) => value), reference: term.quartiles![1]};
  return {...drawn, ours, script: (csvName) => coxScript(csvName, {...modelScript(model), curve})};
}

function interactions(): ScriptedFigure {
  const model = fitModel(modelCohort(), modelSpec(["arm", "risk", "age_years:rcs3"]));
  const ours: Record<string, number | null> = {};
  subgroupEffects(model, model.terms[0]).forEach(({test}, i) => {
    ours[`interaction_chisq.${i + 2}`] = test!.chisq;
    ours[`interaction_df.${i + 2}`] = test!.df;
    ours[`interaction_p.${i + 2}`] = test!.p;
  });
  return {
    name: "coxInteraction",
    table: modelFile(model),
    script: (csvName) => interactionScript(csvName, modelScript(model), 1),
    ours,
    // Differences of log likelihoods: what is left of their digits.
    tolerance: 1e-8
  };
}

const splines = modelSpec(["age_years:rcs4", "wbc:log2", "risk.intermediate", "NPM1"]);
const figures = [
  withCurve(figure("cox", splines), splines),
  interactions(),
  figure("coxTransplant", modelSpec(["age_years", "risk"], {transplant: "hct_day"})),
  figure("coxLandmark", modelSpec(["age_years", "complete_remission"], {landmark: 60, strata: []}))
];

describe("coxScript(csvName, model)", () => {
  it.each(figures)("prints our numbers: stored answers of R, $name", (drawn) => expectStored(drawn));

  for (const drawn of figures) {
    it(`prints our numbers, run in R, ${drawn.name}`, (context) => {
      if (rVersion() === null) context.skip(withoutR);
      expectSameInR(drawn);
    });
  }

  it("reads columns by their names, whatever these are", () => {
    const script = coxScript("a.csv", {
      start: false,
      strata: false,
      terms: [{kind: "factor", column: 'FLT3-"ITD"', levels: ["wild type", "mutated"]}]
    });
    expect(script).toContain('d[["FLT3-\\"ITD\\""]]');
  });
});
