import {addClassifications} from "../classify/addClassifications.js";
import type {ProgressListener} from "../progress.js";
import type {LoadedSource, LoadedStudy} from "../study/loadStudy.js";
import {addAssayCoverage} from "./assayCoverage.js";
import {addAssays} from "./assays.js";
import {checkConsistency} from "./consistency.js";
import {addCopyNumber} from "./copyNumber.js";
import {addCytogenetics} from "./cytogenetics.js";
import {withDayOffsets} from "./dates/withDayOffsets.js";
import {withLinkedDates} from "./dates/withLinkedDates.js";
import {addEvents} from "./events.js";
import {addExcerpts} from "./excerpts/addExcerpts.js";
import {addExpression, type MatrixCells} from "./expression.js";
import {addFeatures} from "./features.js";
import {FindingLog} from "./findingLog.js";
import {addGeneCalls} from "./geneCalls.js";
import {geneResolver} from "./geneSymbols.js";
import {harmonisedTables} from "./harmonisedTables.js";
import {histories} from "./histories.js";
import {linkageTable} from "./linkageTable.js";
import {addMrd} from "./mrd.js";
import type {Calls} from "./mutations.js";
import {addMutations} from "./mutations.js";
import type {OpenFile} from "./openSource.js";
import {openSource} from "./openSource.js";
import {addOutcomes} from "./outcomes.js";
import {addLinkage} from "./overlap/addLinkage.js";
import type {Cohort} from "./patients.js";
import {panelFindings} from "./panelFindings.js";
import {addPatients, followUpFile, selectCohort} from "./patients.js";
import {addProvenance} from "./provenance/addProvenance.js";
import {ProvenanceLog} from "./provenance/provenanceLog.js";
import {addMappingCoverage} from "./quality/addMappingCoverage.js";
import {addUnmappedTokens} from "./quality/addUnmappedTokens.js";
import {kahnChecks} from "./quality/kahnChecks.js";
import {addPatientFlow} from "./quality/patientFlow.js";
import {unknownUnits} from "./quality/unknownUnits.js";
import {ReasonedTable} from "./reasonedTable.js";
import {RejectLog} from "./rejectLog.js";
import {addReportedOutcomes} from "./reportedOutcomes.js";
import {addSamples} from "./samples.js";
import {packTerms} from "./packTerms.js";
import {joinPatients, patientKeys, prepareRows, reportKeyRepairs} from "./selectRows.js";
import {addResponses} from "./responses.js";
import type {SourceContext} from "./sourceContext.js";
import type {SourceResult} from "./sourceResult.js";
import {surrogates} from "./surrogate.js";
import {addTreatments} from "./treatments.js";

/**
 * Harmonises one source into tables of its own: who is in the cohort, then everything that joins to it. Every row of
 * every file ends up used, refused or left out, and is counted.
 *
 * @throws {HarmoniseError} on a missing file or column, or a file that is not written as declared
 */
export async function harmoniseSource(
  study: LoadedStudy,
  {source, mapping}: LoadedSource,
  folder: string,
  onProgress?: ProgressListener
): Promise<SourceResult> {
  const context = contextOf(study, {source, mapping});
  const {rejects, findings} = context;
  const opened = await openSource(source, mapping, folder, context, onProgress);
  const started = performance.now();
  const files = withDayOffsets(withLinkedDates(opened.files), context);
  const cohort = selectCohort(files, context);
  const {joins, keys} = join(files, cohort, context);
  addPatients(cohort, files, joins, context);
  addLinkage(cohort, files, joins, context);
  const samples = addSamples(cohort, files, joins, context);
  const sampleOf = (assay: string | undefined): readonly (string | undefined)[] =>
    samples.get(assay !== undefined ? mapping.assays[assay].sample : Object.keys(mapping.samples)[0])!;
  const karyotypeAssay = Object.entries(mapping.assays).find(([, {status}]) => status === "karyotype")?.[0];
  const karyotypes = addCytogenetics(cohort, sampleOf(karyotypeAssay) as readonly string[], files, joins, context);
  const genes = geneResolver(context.study);
  const calls: Calls[] = files
    .filter(({spec}) => spec.rows === "mutations")
    .flatMap((file) =>
      addMutations(
        file,
        keys.get(file)!,
        joins.get(file)!,
        cohort,
        sampleOf(file.spec.assay?.assays[0]),
        genes,
        context
      )
    );
  const cells = new Map<OpenFile, MatrixCells>();
  for (const file of files) {
    const [key, joined] = [keys.get(file)!, joins.get(file)!];
    if (file.spec.rows === "mrd") addMrd(file, key, joined, cohort, samples, genes, context);
    else if (file.spec.rows === "segments") addCopyNumber(file, key, joined, cohort, samples, context);
    else if (file.spec.rows === "cna") addGeneCalls(file, key, joined, cohort, samples, genes, context);
    else if (file.spec.rows === "expression")
      cells.set(file, addExpression(file, files, cohort, samples, genes, context));
  }
  panelFindings(files, context);
  const assays = addAssays(cohort, samples, files, joins, karyotypes, context);
  addFeatures(cohort, files, joins, calls, assays, context);
  addAssayCoverage(calls, assays, context);
  const events = addEvents(cohort, files, joins, context);
  addTreatments(cohort, files, joins, context);
  addResponses(cohort, files, joins, context);
  const history = histories(events, cohort.size, Object.keys(study.disease.events));
  const outcomes = addOutcomes(cohort, history, context);
  addReportedOutcomes(cohort, files, joins, outcomes, context);
  checkConsistency(cohort, events, history, outcomes, context);
  addClassifications(context);
  kahnChecks(context);
  unknownUnits(files, context);
  for (const {ledger} of files) ledger.report(findings);
  const expected = source.n_expected;
  findings.add({
    file: null,
    rule: "patients_expected",
    severity: "error",
    n: expected === undefined ? 0 : Math.abs(expected - cohort.size),
    checked: cohort.size,
    description: `Difference between the patients declared (${expected ?? "none declared"}) and those in the release`
  });
  addPatientFlow(files, context);
  addMappingCoverage(files, cells, context);
  addUnmappedTokens(context);
  const tokens = addProvenance(cohort, files, joins, context);
  await addExcerpts(cohort, files, keys, folder, context);
  const seconds = (performance.now() - started) / 1000;
  onProgress?.({what: `harmonise ${source.id}`, rows: cohort.size, detail: `${rejects.rows} rejects`, seconds});
  const {tables, linkage} = context;
  return {source: source.id, tables, linkage, tokens, inputs: opened.inputs, patients: cohort.size};
}

function contextOf(study: LoadedStudy, {source, mapping}: LoadedSource): SourceContext {
  const tables = harmonisedTables(
    study.disease.alterations.map((d) => d.name),
    packTerms(study.disease)
  );
  const surrogate = surrogates(study.study.id, source.id);
  return {
    study,
    source,
    mapping,
    surrogate,
    rejects: new RejectLog(source.id, surrogate, tables.rejects),
    findings: new FindingLog(source.id, tables.findings),
    provenance: new ProvenanceLog(),
    tables,
    linkage: new ReasonedTable(linkageTable),
    laterSamples: new Set()
  };
}

function join(
  files: readonly OpenFile[],
  cohort: Cohort,
  context: SourceContext
): {joins: Map<OpenFile, Int32Array>; keys: Map<OpenFile, string[]>} {
  const joins = new Map<OpenFile, Int32Array>();
  const keys = new Map<OpenFile, string[]>();
  // Prepared already, because it decides who is in the cohort.
  const prepared = followUpFile(files);
  for (const file of files) {
    reportKeyRepairs(file, context.findings);
    // Its rows are genes, not of patients.
    if (file.spec.rows === "expression") continue;
    const raw =
      file === prepared || file.spec.rows === "patients" ? patientKeys(file, files) : prepareRows(file, files, context);
    keys.set(file, raw);
    if (file.spec.rows === "patients") {
      const joined = Int32Array.from(raw, (key, row) => (file.ledger.isUsed(row) ? cohort.index.get(key)! : -1));
      joins.set(file, joined);
      continue;
    }
    joins.set(file, joinPatients(file, raw, cohort.index, context.findings));
  }
  return {joins, keys};
}
