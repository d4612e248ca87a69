import type {CoxScript, CoxScriptTerm} from "../../rscript/cox.js";
import {coxColumns} from "../../rscript/cox.js";
import type {FigureTable} from "../plainTable.js";
import {type FittedModel, transplantColumn} from "./fitModel.js";
import type {DesignTerm} from "./modelDesign.js";

/** The rows of follow-up that a model was fitted to, without any key: what its R script reads. */
export function modelFile({rows, terms, values, strata, fit}: FittedModel): FigureTable {
  const exposed = fit?.input.x.some(({name}) => name === transplantColumn) === true ? rows.exposed : null;
  const used = terms.map((d) => values.find(({variable}) => variable === d.variable)!);
  const columns = [
    ...(rows.start === null ? [] : [coxColumns.start]),
    coxColumns.time,
    coxColumns.status,
    ...(strata === null ? [] : [coxColumns.stratum]),
    ...terms.map(({term}) => term.column),
    ...(exposed === null ? [] : [transplantColumn])
  ];
  const cells = Array.from(rows.patient, (k, row) => [
    ...(rows.start === null ? [] : [rows.start[row]]),
    rows.time[row],
    rows.status[row],
    ...(strata === null ? [] : [strata.labels[strata.codes[row]]]),
    ...used.map((d) => (d.levels.length > 0 ? d.levels[d.values[k]].label : d.values[k])),
    ...(exposed === null ? [] : [exposed[row]])
  ]);
  return {columns, rows: cells};
}

/** What the R script of a model fits. */
export function modelScript({rows, terms, strata, fit}: FittedModel): CoxScript {
  const transplant = fit?.input.x.some(({name}) => name === transplantColumn) === true;
  return {
    start: rows.start !== null,
    strata: strata !== null,
    terms: [
      ...terms.map(scriptTerm),
      ...(transplant ? [{kind: "linear", column: transplantColumn, step: 1} as const] : [])
    ]
  };
}

function scriptTerm({term, variable, knots, levels, reference}: DesignTerm): CoxScriptTerm {
  const {column, form} = term;
  if (knots.length > 0) return {kind: "spline", column, knots};
  if (form === "log2") return {kind: "log2", column};
  if (reference === null) return {kind: "linear", column, step: variable.step};
  const others = levels.filter((level) => level !== reference);
  return {kind: "factor", column, levels: [reference, ...others].map(({label}) => label)};
}
