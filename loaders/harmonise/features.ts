import {alterationNamer} from "../study/alterationName.js";
import {byDesign, fixByDesign} from "./byDesign.js";
import {callEvidence} from "./callEvidence.js";
import type {DoneAssay} from "./callEvidence.js";
import {columnEvidence} from "./columnEvidence.js";
import type {Calls} from "./mutations.js";
import {nullReasons} from "./nullReasons.js";
import type {OpenFile} from "./openSource.js";
import {panelSees} from "./panelCoverage.js";
import type {Cohort} from "./patients.js";
import {resolveAlteration} from "./resolveAlterations.js";
import type {SourceContext} from "./sourceContext.js";

/** Appends the gene status of every patient, alteration by alteration, and counts calls outside their panel. */
export function addFeatures(
  cohort: Cohort,
  files: readonly OpenFile[],
  joins: ReadonlyMap<OpenFile, Int32Array>,
  calls: readonly Calls[],
  assays: readonly DoneAssay[],
  context: SourceContext
): void {
  const {study, mapping, tables, findings, provenance} = context;
  const namer = alterationNamer(study.disease, study.synonyms);
  const columns = columnEvidence(files, joins, namer, cohort.size, context);
  const table = tables.patient_features;
  for (const id of cohort.ids) table.column("patient_id").push(id);
  for (const alteration of study.disease.alterations) {
    const called = calls.length > 0 ? callEvidence(alteration, calls, assays, cohort.size) : undefined;
    const decided = resolveAlteration(alteration, mapping.resolve, columns, called, cohort.size, findings);
    provenance.decisions.set(alteration.name, decided);
    const {status, reasons} = decided;
    const fixed = byDesign(mapping, study.disease.alterations).get(alteration.name) ?? null;
    if (fixed !== null) {
      fixByDesign(alteration.name, fixed, decided, findings);
      decided.by.fill(-1);
    }
    const column = table.column(alteration.name);
    for (let i = 0; i < cohort.size; ++i)
      if (status[i] === -1) column.push(null, nullReasons[reasons[i] - 1] ?? "NOT_TESTED");
      else column.push(status[i]);
  }
  for (const d of calls) reportOffPanel(d, assays, context);
}

function reportOffPanel(
  {assay, patient, gene, variantClass}: Calls,
  assays: readonly DoneAssay[],
  context: SourceContext
): void {
  const {study, findings} = context;
  const source = assays.find(({name}) => name === assay);
  const outside = new Map<string, number>();
  let without = 0;
  gene.forEach((symbol, i) => {
    const duplication = variantClass[i] === "ITD" || variantClass[i] === "PTD";
    if (source?.done[patient[i]] !== 1) ++without;
    if (source?.panel && panelSees(source.panel, symbol, duplication, study.disease.alterations)) return;
    outside.set(symbol, (outside.get(symbol) ?? 0) + 1);
  });
  const genes = [...outside.keys()].sort();
  findings.add({
    file: null,
    rule: "call_outside_panel",
    severity: "error",
    n: [...outside.values()].reduce((sum, n) => sum + n, 0),
    checked: gene.length,
    description: `Calls in genes that the panel of assay ${assay} does not cover; never counted${genes.length > 0 ? `: ${genes.join(", ")}` : ""}`
  });
  findings.add({
    file: null,
    rule: "call_without_assay",
    severity: "error",
    n: without,
    checked: gene.length,
    description: `Calls of patients in whom assay ${assay} was not done or failed; never counted`
  });
}
