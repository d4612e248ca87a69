import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {CohortRows} from "../../../src/cohort/cohortRows.js";
import {checkModel, fitModel} from "../../../src/components/regression/fitModel.js";
import {formatTerms, parseTerms} from "../../../src/components/regression/modelTerms.js";
import {modelWarnings} from "../../../src/components/regression/modelWords.js";
import {stepOf} from "../../../src/components/regression/modelVariables.js";
import {subgroupEffects} from "../../../src/components/regression/subgroupEffects.js";
import {modelCohort, modelSpec, variables} from "./modelCohort.js";

const cohort = modelCohort();

/** The cohort with a column changed. */
function withNumber(column: string, value: (i: number) => number): CohortRows {
  const changed = Float64Array.from({length: cohort.n}, (_, i) => value(i));
  return {...cohort, number: (name) => (name === column ? changed : cohort.number(name))};
}

describe("fitModel", () => {
  it("accounts for every patient of the cohort", () => {
    const {flow, fit} = fitModel(cohort, modelSpec(["age_years", "wbc:log2", "NPM1", "risk"]));
    const {withoutFollowUp, beforeLandmark, notYet, incomplete, used} = flow;
    expect(withoutFollowUp + beforeLandmark + notYet + incomplete + used).toBe(cohort.n);
    expect(used).toBe(fit?.n);
    expect(withoutFollowUp).toBe(cohort.endpoint("OS").days.filter(Number.isNaN).length);
    const {codes} = cohort.category("NPM1");
    const untested = cohort.endpoint("OS").days.filter((day, i) => !Number.isNaN(day) && codes[i] < 0).length;
    expect(flow.missing.find(({label}) => label === "NPM1")?.n).toBe(untested);
    for (const {n, only} of flow.missing) expect(only).toBeLessThanOrEqual(n);
    const levels = fitModel(cohort, modelSpec(["risk"])).terms[0].levels;
    expect(levels.map(({code}) => code)).not.toContain("unused");
    expect(levels.reduce((sum, {events}) => sum + events, 0)).toBe(fitModel(cohort, modelSpec(["risk"])).fit?.events);
  });

  it("compares with the reference that is asked for, and gives the inverse ratio the other way round", () => {
    const [a, b] = ["arm", "arm.drug"].map((term) => fitModel(cohort, modelSpec([term])).fit!.coefficients[0]);
    expect(a.name).toBe("arm.drug");
    expect(b.name).toBe("arm.placebo");
    expect(a.hazardRatio! * b.hazardRatio!).toBeCloseTo(1, 9);
  });

  it("does not depend on the unit of a number, and a spline fits no worse than a line", () => {
    const line = fitModel(cohort, modelSpec(["age_years"])).fit!;
    const spline = fitModel(cohort, modelSpec(["age_years:rcs4"])).fit!;
    expect(spline.loglik[1]).toBeGreaterThanOrEqual(line.loglik[1]);
    expect(line.coefficients[0].hazardRatio).toBeGreaterThan(1);
  });

  it("uses what was known at the landmark: a remission that came later is not yet one", () => {
    const model = fitModel(cohort, modelSpec(["complete_remission"], {landmark: 60, strata: []}));
    const {days} = cohort.endpoint("OS");
    const remission = cohort.number("cr_day");
    const early = days.filter((day, i) => day > 60 && remission[i] <= 60).length;
    expect(model.flow.beforeLandmark).toBe(days.filter((day) => day <= 60).length);
    expect(model.terms[0].levels.find(({code}) => code === "true")?.n).toBe(early);
    expect(model.terms[0].reference?.code).toBe("false");
  });

  it("leaves out who met a condition of the cohort only after the landmark", () => {
    const model = fitModel(cohort, modelSpec(["age_years"], {landmark: 60, filteredLater: ["cr_day"]}));
    const {days} = cohort.endpoint("OS");
    const late = days.filter((day, i) => day > 60 && cohort.number("cr_day")[i] > 60).length;
    expect(model.flow.notYet).toBe(late);
  });

  it("never credits the time before a transplant to it", () => {
    const model = fitModel(cohort, modelSpec(["age_years"], {transplant: "hct_day"}));
    const {days} = cohort.endpoint("OS");
    const underObservation = days.filter((day, i) => cohort.number("hct_day")[i] < day).length;
    expect(model.transplanted?.n).toBe(underObservation);
    const before = model.rows.time.filter((_, row) => model.rows.exposed![row] === 1).length;
    expect(before).toBe(underObservation);
    model.rows.patient.forEach((k, row) => {
      if (model.rows.exposed![row] === 1)
        expect(model.rows.start![row]).toBe(cohort.number("hct_day")[model.outcome.patients[k]]);
    });
  });

  it("withholds p where there are fewer than ten events for each coefficient, and says so", () => {
    const few = modelCohort(60, 5);
    const model = fitModel(few, modelSpec(["age_years:rcs5", "risk", "NPM1", "wbc:log2"]));
    expect(model.fit!.events / model.parameters).toBeLessThan(10);
    expect(model.withheld).toMatch(/p is withheld/);
    expect(modelWarnings(model, [])[0]).toBe(model.withheld);
    expect(fitModel(cohort, modelSpec(["age_years"])).withheld).toBeNull();
  });

  it("drops what says nothing and gives the reason; without covariates there is no fit", () => {
    const constant = fitModel(
      withNumber("wbc", () => 5),
      modelSpec(["wbc", "age_years"])
    );
    expect(constant.dropped.map(({reason}) => reason)).toEqual(["has one value among the patients used"]);
    expect(constant.terms).toHaveLength(1);
    const coarse = fitModel(
      withNumber("wbc", (i) => (i === 0 ? 2 : 1)),
      modelSpec(["wbc:rcs3"])
    );
    expect(coarse.dropped[0].reason).toBe("has too few distinct values for 3 knots");
    expect(coarse.fit).toBeNull();
    expect(fitModel(cohort, modelSpec([])).fit).toBeNull();
  });

  it("names what runs to infinity", () => {
    const {status, days} = cohort.endpoint("OS");
    const separated = withNumber("wbc", (i) => (status[i] === 1 && days[i] > 0 ? 0 : 1));
    const model = fitModel(separated, modelSpec(["wbc"]));
    expect(modelWarnings(model, []).join(" ")).toMatch(/wbc.*no estimate is given/i);
  });

  it("tests each interaction on the rows of the model, and counts patients once", () => {
    const model = fitModel(cohort, modelSpec(["arm", "risk", "age_years"], {transplant: "hct_day"}));
    const found = subgroupEffects(model, model.terms[0]);
    expect(found.map(({by}) => by.variable.column)).toEqual(["risk", "age_years"]);
    expect(found[0].test?.df).toBe(2);
    const counted = found[0].effects.flatMap(({groups}) => groups ?? []);
    expect(counted.reduce((sum, {n}) => sum + n, 0)).toBe(model.flow.used);
    expect(counted.reduce((sum, {events}) => sum + events, 0)).toBe(model.fit?.events);
    expect(subgroupEffects(model, model.terms[1])).toEqual([]);
  });

  it("checks proportional hazards of every term and of all", () => {
    const model = fitModel(cohort, modelSpec(["age_years", "risk"]));
    const {hazards, concordance} = checkModel(model.fit!);
    expect(hazards.map(({term}) => term)).toEqual(["age_years", "risk", "GLOBAL"]);
    expect(concordance.concordance).toBeGreaterThan(0.5);
  });
});

describe("the terms of an address", () => {
  it("are read as they were written", () => {
    const number = fc.constantFrom("linear" as const, "log2" as const, "rcs3" as const, "rcs5" as const);
    const terms = fc.uniqueArray(
      fc.oneof(
        number.map((form) => ({column: "age_years", form, reference: null})),
        fc.constantFrom(null, "adverse").map((reference) => ({column: "risk", form: null, reference})),
        fc.constantFrom(null, "drug").map((reference) => ({column: "arm", form: null, reference}))
      ),
      {selector: ({column}) => column}
    );
    fc.assert(
      fc.property(terms, (list) => {
        expect(parseTerms(formatTerms(list), variables)).toEqual({terms: list, problems: []});
      })
    );
  });

  it("report what the release does not have", () => {
    const {terms, problems} = parseTerms("age_years~cubic,colour,risk~ref.blue,risk,,NPM1~log2", variables);
    expect(terms.map(({column}) => column)).toEqual(["age_years", "risk", "NPM1"]);
    expect(problems).toEqual([
      "unknown form of age_years: cubic",
      "unknown covariate: colour",
      "unknown form of risk: ref.blue",
      "unknown form of NPM1: log2"
    ]);
  });
});

describe("stepOf", () => {
  it("is the power of ten at or below the interquartile range", () => {
    expect([stepOf(45, 65), stepOf(8, 11), stepOf(0.2, 0.25), stepOf(null, 3), stepOf(2, 2)]).toEqual([
      10, 1, 0.01, 1, 1
    ]);
  });
});
