import {mutationCallsTable} from "../../src/model/mutationCalls.js";
import type {Alteration} from "../../src/model/alterations.js";
import {columnOf} from "../release/columnOf.js";
import {duplicatePatients} from "../release/duplicatePatients.js";
import {hasTable} from "../release/hasTable.js";
import type {Release} from "../release/readRelease.js";
import type {Cell, TableData} from "../release/tableData.js";
import {TableBuilder} from "../release/tableData.js";
import {patientRows} from "./patientRows.js";
import {releaseAlterations} from "./releaseAlterations.js";

const drivers: readonly Cell[] = ["oncogenic", "possible"];
const duplications: readonly Cell[] = ["ITD", "PTD"];

/**
 * The mutation extract of a release: the calls in samples of diagnosis that passed quality control, are oncogenic or
 * possibly so, and whose patient has an alteration of the gene by the table `patient_features`. Calls of patients for
 * whom another record stands are left out, so that rows are those of the cohort extract.
 *
 * @throws {ReleaseError} if a call refers to no patient
 */
export function mutationExtract(release: Release): TableData {
  const table = new TableBuilder(mutationCallsTable);
  if (!["mutations", "samples", "gene_panels"].every((name) => hasTable(release, name))) return table.build();
  const rows = patientRows(release);
  const [persons, byGene] = [personRows(release), alterationsByGene(release)];
  const status = new Map(
    [...byGene.values()].flat().map(({name}) => [name, rows.align("patient_features", name)] as const)
  );
  const calls = release.table("mutations");
  const cells = Object.fromEntries(
    ["sample_id", "gene_symbol", "variant_class", "consequence", "vaf", "protein_start", "call_class", "qc"].map(
      (name) => [name, columnOf(calls, name)] as const
    )
  );
  const baseline = diagnosisSamples(release);
  rows.rowsOf("mutations").forEach((patient, i) => {
    const row = persons[patient];
    if (row < 0 || !baseline.has(cells.sample_id[i])) return;
    if (cells.qc[i] !== "pass" || !drivers.includes(cells.call_class[i])) return;
    const gene = String(cells.gene_symbol[i]);
    const duplication = duplications.includes(cells.variant_class[i]);
    const made = (byGene.get(gene) ?? []).filter(
      (alteration) => alteration.duplication === duplication && status.get(alteration.name)?.[patient] === 1
    );
    if (made.length === 0) return;
    table.push({
      row,
      gene,
      alteration: (made.find(({name}) => name === gene) ?? (made.length === 1 ? made[0] : null))?.name ?? null,
      consequence: cells.consequence[i],
      vaf: cells.vaf[i],
      codon: cells.protein_start[i]
    });
  });
  return table.build();
}

/** Row of each patient in the cohort extract; −1 for records for which another one stands. */
function personRows(release: Release): Int32Array {
  const duplicates = duplicatePatients(release);
  let next = 0;
  return Int32Array.from(columnOf(release.table("patients"), "patient_id"), (id) => (duplicates.has(id) ? -1 : next++));
}

function diagnosisSamples(release: Release): Set<Cell> {
  const samples = release.table("samples");
  const timepoints = columnOf(samples, "timepoint");
  return new Set(columnOf(samples, "sample_id").filter((_, i) => timepoints[i] === "diagnosis"));
}

/** The alterations of each gene; a duplication is called as such and never as a small variant. */
function alterationsByGene(release: Release): Map<string, (Alteration & {readonly duplication: boolean})[]> {
  const panels = release.table("gene_panels");
  const classes = columnOf(panels, "alteration_class");
  const classOf = new Map(columnOf(panels, "alteration").map((name, i) => [name, classes[i]]));
  const found = new Map<string, (Alteration & {duplication: boolean})[]>();
  for (const alteration of releaseAlterations(release)) {
    const list = found.get(alteration.gene) ?? [];
    found.set(alteration.gene, list);
    list.push({...alteration, duplication: duplications.includes(classOf.get(alteration.name) ?? null)});
  }
  return found;
}
