import type {CohortRows} from "../../cohort/cohortRows.js";
import {withheldP} from "../../cohort/guards/withheldP.js";
import type {Concordance} from "../../stats/concordance.js";
import {connectedGroups} from "../../stats/connectedGroups.js";
import {coxConcordance} from "../../stats/coxConcordance.js";
import {coxFit, type CoxFit} from "../../stats/coxFit.js";
import type {Covariate} from "../../stats/coxInput.js";
import {proportionalHazardsTest, type ProportionalHazardsRow} from "../../stats/coxZph.js";
import {completeCases, type KnownLater, type TermValues, termValues} from "./modelCovariates.js";
import {type DesignTerm, designTerm, type DroppedTerm} from "./modelDesign.js";
import {followUpRows, type FollowUpRows, modelOutcome, type Outcome, type OutcomeSpec} from "./modelRows.js";
import type {ModelTerm} from "./modelTerms.js";
import type {ModelVariable} from "./modelVariables.js";

/** A model as the reader asks for it. */
export interface ModelSpec extends OutcomeSpec {
  readonly terms: readonly {
    readonly term: ModelTerm;
    readonly variable: ModelVariable;
    /** Given where the value becomes known after the clock starts. */
    readonly later: KnownLater | null;
  }[];
  /** Columns whose levels have baseline hazards of their own. */
  readonly strata: readonly ModelVariable[];
}

/** Name of the column of the transplant in the design. */
export const transplantColumn = "transplanted";

/** Who is in the model, and who is not and why. */
export interface ModelFlow {
  readonly cohort: number;
  readonly withoutFollowUp: number;
  readonly beforeLandmark: number;
  readonly notYet: number;
  /** Patients with follow-up who lack a covariate or a stratum. */
  readonly incomplete: number;
  readonly used: number;
  readonly missing: readonly {readonly label: string; readonly n: number; readonly only: number}[];
}

/** A fitted model with everything that its page says. */
export interface FittedModel {
  readonly spec: ModelSpec;
  readonly flow: ModelFlow;
  readonly outcome: Outcome;
  /** Patients used: positions in the outcome's patients. */
  readonly chosen: Uint32Array;
  readonly rows: FollowUpRows;
  readonly values: readonly TermValues[];
  readonly terms: readonly DesignTerm[];
  readonly dropped: readonly DroppedTerm[];
  /** Strata with patients among those used; none where there is one only. */
  readonly strata: {readonly codes: Float64Array; readonly labels: readonly string[]} | null;
  /** Patients transplanted under observation, and events after it; null without the covariate. */
  readonly transplanted: {readonly n: number; readonly events: number} | null;
  /** Null where there is nothing to fit: no covariate left, or no event. */
  readonly fit: CoxFit | null;
  /** Columns of levels which no stratum connects with their reference: no ratio between the two is within strata. */
  readonly apart: ReadonlySet<string>;
  /** Coefficients that the events have to carry. */
  readonly parameters: number;
  /** Why p-values are not shown; null if they are. */
  readonly withheld: string | null;
}

/** Fits a Cox model (ties after Efron) to the complete cases of a cohort. */
export function fitModel(cohort: CohortRows, spec: ModelSpec): FittedModel {
  const outcome = modelOutcome(cohort, spec);
  const n = outcome.patients.length;
  const values = spec.terms.map(({term, variable, later}) => termValues(cohort, outcome, term, variable, later));
  const strata = spec.strata.map((variable) => {
    const {codes, levels} = cohort.category(variable.column);
    const cells = Float64Array.from(outcome.patients, (i) => (codes[i] < 0 ? NaN : codes[i]));
    return {variable, levels, cells};
  });
  const columns = [...values.map((d) => d.values), ...strata.map((d) => d.cells)];
  const labels = [...values.map((d) => d.variable.label), ...strata.map((d) => d.variable.label)];
  const {chosen, missing, onlyMissing} = completeCases(n, columns);
  const rows = followUpRows(outcome, chosen);
  const designed = values.map((data) => designTerm(data, rows, chosen));
  const terms = designed.filter((d): d is DesignTerm => "columns" in d);
  const x: Covariate[] = terms.flatMap((d) => d.columns);
  const {exposed} = rows;
  if (exposed !== null && exposed.includes(1)) x.push({name: transplantColumn, values: exposed});
  const layers = stratumCodes(strata, rows, outcome);
  const events = rows.status.reduce((sum, d) => sum + d, 0);
  const fit = x.length === 0 || events === 0 ? null : fitOf(rows, x, layers?.codes ?? null);
  const parameters = fit === null ? x.length : fit.coefficients.filter(({status}) => status !== "aliased").length;
  return {
    spec,
    flow: {
      cohort: cohort.n,
      withoutFollowUp: outcome.withoutFollowUp,
      beforeLandmark: outcome.beforeLandmark,
      notYet: outcome.notYet,
      incomplete: n - chosen.length,
      used: chosen.length,
      missing: labels.map((label, i) => ({label, n: missing[i], only: onlyMissing[i]}))
    },
    outcome,
    chosen,
    rows,
    values,
    terms,
    dropped: designed.filter((d): d is DroppedTerm => "reason" in d),
    strata: layers,
    transplanted: exposed && {
      n: exposed.reduce((sum, d) => sum + d, 0),
      events: exposed.reduce((sum, d, row) => sum + d * rows.status[row], 0)
    },
    fit,
    apart: layers === null ? new Set() : columnsApart(terms, values, rows, layers),
    parameters,
    withheld: withheldP({events, parameters})
  };
}

/** A Cox model of rows of follow-up. */
export function fitOf(rows: FollowUpRows, x: readonly Covariate[], strata: Float64Array | null): CoxFit {
  return coxFit({
    time: rows.time,
    status: rows.status,
    x,
    ...(rows.start === null ? {} : {start: rows.start}),
    ...(strata === null ? {} : {strata})
  });
}

/** What is checked of a model after it has been drawn: it takes about as long as the fit. */
export interface ModelChecks {
  /** Test of proportional hazards of each term and of all; empty where it cannot be made. */
  readonly hazards: readonly ProportionalHazardsRow[];
  readonly concordance: Concordance;
}

/** Proportional hazards and concordance of a fitted model. */
export function checkModel(fit: CoxFit): ModelChecks {
  return {hazards: proportionalHazardsTest(fit), concordance: coxConcordance(fit)};
}

/** One code for each combination of strata that occurs, a row of follow-up each; null where there is but one. */
function stratumCodes(
  strata: readonly {readonly levels: readonly {readonly label: string}[]; readonly cells: Float64Array}[],
  {patient}: FollowUpRows,
  {patients}: Outcome
): FittedModel["strata"] {
  if (strata.length === 0) return null;
  const keys = new Map<string, number>();
  const names: string[] = [];
  const ofPatient = new Float64Array(patients.length).fill(NaN);
  for (const k of patient) {
    const key = strata.map(({cells}) => cells[k]).join(".");
    if (!keys.has(key)) {
      keys.set(key, keys.size);
      names.push(strata.map(({levels, cells}) => levels[cells[k]].label).join(", "));
    }
    ofPatient[k] = keys.get(key)!;
  }
  if (keys.size < 2) return null;
  return {codes: Float64Array.from(patient, (k) => ofPatient[k]), labels: names};
}

function columnsApart(
  terms: readonly DesignTerm[],
  values: readonly TermValues[],
  {patient}: FollowUpRows,
  {codes, labels}: NonNullable<FittedModel["strata"]>
): Set<string> {
  const apart = new Set<string>();
  for (const {term, levels, reference, variable} of terms) {
    if (reference === null) continue;
    const data = values.find((d) => d.variable === variable)!;
    const seen = new Set<string>();
    patient.forEach((k, row) => seen.add(`${data.levels[data.values[k]].code} ${codes[row]}`));
    const present = (g: number, s: number) => seen.has(`${levels[g].code} ${s}`);
    const connected = connectedGroups(levels.length, labels.length, present, levels.indexOf(reference));
    levels.forEach(({code}, g) => {
      if (!connected[g]) apart.add(`${term.column}.${code}`);
    });
  }
  return apart;
}
