import type {FittedModel} from "../../../src/components/regression/fitModel.js";
import type {DesignTerm} from "../../../src/components/regression/modelDesign.js";
import {inSentence} from "../../../src/components/trial/trialWords.js";
import {chainedEquations, type IncompleteVariable} from "../../../src/stats/chainedEquations.js";
import {type CoxFit, coxFit} from "../../../src/stats/coxFit.js";
import type {Covariate} from "../../../src/stats/coxInput.js";
import {factorColumns} from "../../../src/stats/designMatrix.js";
import {nelsonAalen} from "../../../src/stats/nelsonAalen.js";
import {Random} from "../../simulate/random.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";

/** The same Cox model in each of several completed data sets. */
export interface ImputedFits {
  /** Those in it: 1 for each patient of the release. */
  readonly members: Uint8Array;
  readonly fits: readonly CoxFit[];
  /** Variables of which values were filled in, in a sentence. */
  readonly filled: readonly string[];
}

/** A term of the model with a value for each of the patients, NaN = missing; transformed as it enters the model. */
interface Term {
  readonly design: DesignTerm;
  readonly values: Float64Array;
  readonly fillable: boolean;
}

/** Share of a source's patients in whom a variable must be known to be filled in in the others. */
const knownShare = 0.5;

/**
 * Fits a model of complete cases again after filling in missing values of its covariates. Alterations and classes made
 * from them are not filled in, nor a variable in a source that knows it of fewer than half of its patients: who lacks one
 * of these stays out. Null where nobody is gained, or with transplantation, splines or values known later in the model.
 */
export function imputedFits(
  context: ReportContext,
  cohort: PatientSet,
  fitted: FittedModel,
  {m, seed}: {readonly m: number; readonly seed: number}
): ImputedFits | null {
  const {outcome, rows, terms: designs, spec} = fitted;
  const usual = designs.every(({knots}) => knots.length === 0) && spec.terms.every(({later}) => later === null);
  if (rows.exposed !== null || !usual) return null;
  const own = context.rowsOf(cohort);
  const terms = designs.map((design) => termOf(context, fitted, design));
  const layers = spec.strata.map(({column}) =>
    Float64Array.from(outcome.patients, (i) => own.category(column).codes[i])
  );
  const source = Float64Array.from(outcome.patients, (i) => own.category("source_id").codes[i]);
  const chosen = eligible(outcome.patients.length, terms, layers, source);
  if (chosen.length <= fitted.chosen.length) return null;
  const take = (values: ArrayLike<number>) => Float64Array.from(chosen, (k) => values[k]);
  const [time, status] = [take(outcome.time), take(outcome.status)];
  const strata = layers.length === 0 ? undefined : stratumOf(layers.map(take));
  const gathered = terms.map((term) => ({...term, values: take(term.values)}));
  const incomplete = gathered.filter(({values}) => values.some(Number.isNaN));
  const random = new Random(seed, "imputation");
  const sets = chainedEquations(
    {
      variables: incomplete.map(variableOf),
      predictors: [
        ...gathered
          .filter((d) => !incomplete.includes(d))
          .flatMap((d) => columnsOf(d, d.values).map(({values}) => values)),
        ...(strata === undefined ? [] : indicators(strata)),
        status,
        nelsonAalen(time, status, strata)
      ]
    },
    {m, uniform: () => random.uniform()}
  );
  const fits = sets.map((completed) => {
    const x = gathered.flatMap((d) => columnsOf(d, completed[incomplete.indexOf(d)] ?? d.values));
    return coxFit({time, status, x, ...(strata && {strata})});
  });
  return {
    members: membersOf(context, cohort, chosen.map((k) => outcome.patients[k])), // prettier-ignore
    fits,
    filled: incomplete.map(({design}) => inSentence(design.variable.label))
  };
}

function termOf(context: ReportContext, fitted: FittedModel, design: DesignTerm): Term {
  const {values, levels, term, variable} = fitted.values.find((d) => d.variable === design.variable)!;
  const genetic =
    context.catalogue.alterations.has(term.column) ||
    context.classifications().systems.some(({id}) => id === term.column);
  if (design.reference === null) {
    const transformed = values.map((d) => (term.form === "log2" ? (d > 0 ? Math.log2(d) : NaN) : d / variable.step));
    return {design, values: transformed, fillable: !genetic};
  }
  const place = levels.map(({code}) => design.levels.findIndex((level) => level.code === code));
  return {
    design,
    // A level that no complete case has cannot be compared with them.
    values: values.map((code) => (Number.isNaN(code) || place[code] < 0 ? NaN : place[code])),
    fillable: !genetic
  };
}

/** Positions of those whose missing values may be filled in, or who lack none. */
function eligible(
  n: number,
  terms: readonly Term[],
  layers: readonly Float64Array[],
  source: Float64Array
): Uint32Array {
  const kept: number[] = [];
  const known = terms.map(({values, fillable}) => {
    const counts = new Map<number, [number, number]>();
    values.forEach((value, k) => {
      const [told, all] = counts.get(source[k]) ?? [0, 0];
      counts.set(source[k], [told + Number(!Number.isNaN(value)), all + 1]);
    });
    return (k: number) => {
      const [told, all] = counts.get(source[k])!;
      return !Number.isNaN(values[k]) || (fillable && told >= knownShare * all);
    };
  });
  for (let k = 0; k < n; ++k) if (known.every((d) => d(k)) && layers.every((codes) => codes[k] >= 0)) kept.push(k);
  return Uint32Array.from(kept);
}

function variableOf({design, values}: Term): IncompleteVariable {
  return {name: design.term.column, values, levels: design.reference === null ? null : design.levels.length};
}

function columnsOf({design: {term, levels, reference}}: Term, values: Float64Array): Covariate[] {
  if (reference === null) return [{name: term.column, values}];
  return factorColumns(term.column, values, levels.map(({code}) => `.${code}`), `.${reference.code}`); // prettier-ignore
}

/** One code for each combination of strata. */
function stratumOf(layers: readonly Float64Array[]): Float64Array {
  const keys = new Map<string, number>();
  return Float64Array.from(layers[0], (_, k) => {
    const key = layers.map((codes) => codes[k]).join(".");
    if (!keys.has(key)) keys.set(key, keys.size);
    return keys.get(key)!;
  });
}

/** An indicator of each code but the first that occurs. */
function indicators(codes: Float64Array): Float64Array[] {
  return [...new Set(codes)].slice(1).map((own) => codes.map((code) => Number(code === own)));
}

/** Positions within a set as a mask of the release. */
function membersOf({patients}: ReportContext, {members}: PatientSet, positions: Uint32Array): Uint8Array {
  const rows = Int32Array.from(members, (_, i) => i).filter((i) => members[i] === 1);
  const mask = new Uint8Array(patients);
  for (const k of positions) mask[rows[k]] = 1;
  return mask;
}
