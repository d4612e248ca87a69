import {type Classification, classify} from "../../classify/classify.js";
import {compileRuleTable} from "../../classify/compileRuleTable.js";
import {encodeFact, type Known} from "../../classify/encodeFact.js";
import {type Fact, factVocabulary} from "../../classify/factVocabulary.js";
import {readRuleTables} from "../../classify/readRuleTables.js";
import type {RuleTable} from "../../classify/ruleTableSchema.js";
import {patientRows} from "../../extract/patientRows.js";
import {columnOf} from "../../release/columnOf.js";
import {hasTable} from "../../release/hasTable.js";
import type {Release} from "../../release/readRelease.js";
import type {Cell} from "../../release/tableData.js";
import {type Disease, diseaseSchema} from "../../study/diseaseSchema.js";
import {readDeclaration} from "../../study/readDeclaration.js";
import type {ReportContext} from "../reportContext.js";
import {classAnswers} from "./classAnswers.js";
import {cohortPatientRows} from "./cohortPatients.js";

/** A fact of the patient in a row of the table `patients`, in place of the one that the release has. */
export type FactChange = (fact: Fact, row: number, known: Known) => Known;

/** A rule table applied anew to the patients of a release. */
export interface Reclassifier {
  readonly table: RuleTable;
  /** One answer for each patient of the cohort extract, with facts changed. */
  readonly classify: (change?: FactChange) => Classification[];
}

/** The alterations of the release's disease pack. */
export function alterationsOf({release}: ReportContext): Disease["alterations"] {
  const {disease} = release.manifest.study;
  return readDeclaration(process.cwd(), `data/diseases/${disease}.yaml`, diseaseSchema).value.alterations;
}

/**
 * A rule table of the project as the release was classified by it; null where the release was classified by another
 * version, or not by it at all.
 */
export function reclassifier(context: ReportContext, system: string): Reclassifier | null {
  const answers = classAnswers(context, system);
  if (answers?.version == null) return null;
  const alterations = alterationsOf(context);
  const [table] = readRuleTables(process.cwd(), [system], {alterations});
  if (table.version !== answers.version) return null;
  const compiled = compileRuleTable(table, factVocabulary({alterations}));
  const read = factReader(context.release);
  const columns = compiled.variables.map((variable) => ({variable, known: read(variable.fact)}));
  const rows = cohortPatientRows(context);
  return {
    table,
    classify(change = (_, __, known) => known) {
      const seen = new Map<string, Classification>();
      return Array.from(rows, (row) => {
        const values = columns.map(({variable, known}) => encodeFact(variable, change(variable.fact, row, known(row))));
        const key = values.join();
        const answer = seen.get(key) ?? classify(compiled, values);
        seen.set(key, answer);
        return answer;
      });
    }
  };
}

/** Reads facts from the tables of a release by row of `patients`; what a release does not have is not known. */
function factReader(release: Release): (fact: Fact) => (row: number) => Known {
  const rows = patientRows(release);
  const has = (table: string, column: string) => hasTable(release, table) && release.table(table).getChild(column) !== null; // prettier-ignore
  return ({type, from}) => {
    if (from.table === "mutations") {
      const highest = highestFrequency(release, () => rows.rowsOf("mutations"), from.gene);
      return (row) => highest.get(row) ?? null;
    }
    if (!has(from.table, from.column)) return () => null;
    const cells =
      from.table === "patients"
        ? columnOf(release.table("patients"), from.column)
        : rows.align(from.table, from.column);
    if ("code" in from) return (row) => (cells[row] === null ? null : cells[row] === from.code);
    return (row) => knownOf(cells[row], type);
  };
}

function knownOf(cell: Cell, type: Fact["type"]): Known {
  if (typeof cell !== "number" && typeof cell !== "boolean") return null;
  return type === "truth" ? Number(cell) === 1 : Number(cell);
}

/** Highest allele frequency of the driver calls of a gene at diagnosis; at least it, where a call has none. */
function highestFrequency(release: Release, patient: () => Int32Array, gene: string): Map<number, Known> {
  const known = new Map<number, {highest: number; open: boolean}>();
  if (!hasTable(release, "mutations") || !hasTable(release, "samples")) return new Map();
  const samples = release.table("samples");
  const points = columnOf(samples, "timepoint");
  const diagnosis = new Set(columnOf(samples, "sample_id").filter((_, i) => points[i] === "diagnosis"));
  const calls = release.table("mutations");
  const [genes, classes, quality, frequency, sample] = ["gene_symbol", "call_class", "qc", "vaf", "sample_id"].map(
    (name) => columnOf(calls, name)
  );
  patient().forEach((row, i) => {
    if (genes[i] !== gene || quality[i] !== "pass" || !diagnosis.has(sample[i])) return;
    if (classes[i] !== "oncogenic" && classes[i] !== "possible") return;
    const {highest, open} = known.get(row) ?? {highest: 0, open: false};
    const value = frequency[i];
    known.set(row, {
      highest: typeof value === "number" ? Math.max(highest, value) : highest,
      open: open || typeof value !== "number"
    });
  });
  return new Map([...known].map(([row, {highest, open}]) => [row, open ? {from: highest} : highest]));
}
