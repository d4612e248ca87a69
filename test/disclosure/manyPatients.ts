import type {Cell} from "../../loaders/release/tableData.js";
import {ageBand} from "../../src/model/ageBands.js";
import * as model from "../../src/model/tables.js";
import type {ReleaseRows} from "../support/syntheticRelease.js";

/** Numbers from 0 to below 1, the same for the same seed (Park and Miller's minimal standard). */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

const schemas = [
  model.sourcesTable,
  model.patientsTable,
  model.samplesTable,
  model.mutationsTable,
  model.cytogeneticsTable,
  model.patientFeaturesTable(["NPM1", "FLT3-ITD"]),
  model.treatmentsTable,
  model.eventsTable,
  model.outcomesTable,
  model.endpointSupportTable,
  model.classificationsTable,
  model.classificationRulesTable,
  model.findingsTable,
  model.summaryLevelsTable,
  model.summaryValuesTable,
  model.summaryAlterationsTable,
  model.summarySurvivalTable,
  model.valueStatusTable
];

/** A key as the harmonisation makes them. */
export function exactKey(source: string, i: number): string {
  return `${source}-${(i * 2654435761).toString(16).padStart(16, "0").slice(-16)}`;
}

/** The dictionary of the tables: what the inventory asks for. */
export function dictionaryRows(): Record<string, Cell>[] {
  return schemas.flatMap(({name: table, columns}) =>
    columns.map(({name, label, definition, type, privacyClass}) => ({
      table,
      name,
      label,
      definition,
      type,
      privacy_class: privacyClass,
      n_known: 0,
      n_rows: 0
    }))
  );
}

/**
 * Rows of a release with so many invented patients of two sources: with a course, calls of which some are rare, a rare
 * class, and a follow-up that ends beyond ten years for some.
 */
export function manyPatients(n: number, seed = 1): ReleaseRows {
  const next = numbers(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)];
  const rows: Record<string, Record<string, Cell>[]> = Object.fromEntries(schemas.map(({name}) => [name, []]));
  rows.sources = ["A", "B"].map((source_id) => ({
    source_id,
    name: `Source ${source_id}`,
    kind: "registry",
    index_event: "diagnosis",
    n_patients: 0,
    access_tier: "internal",
    simulated: true,
    version: "1"
  }));
  for (let i = 0; i < n; ++i) {
    const source_id = i % 3 === 0 ? "B" : "A";
    const patient_id = exactKey(source_id, i);
    const sample_id = exactKey(source_id, i + 10 * n);
    const age_years = 18 + Math.floor(next() * 68);
    const death = Math.floor(-1500 * Math.log(1 - next())) + 1;
    const seen = Math.floor(next() * 5000) + 1;
    const [time, dead] = [Math.min(death, seen), death <= seen];
    const cr = Math.floor(next() * 120) + 15;
    rows.patients.push({
      patient_id,
      source_id,
      study_code: source_id === "A" ? pick(["T1", "T2"]) : "T3",
      disease: "AML",
      aml_type: next() < 0.9 ? "de_novo" : pick(["secondary", "therapy_related"]),
      age_years,
      age_band: ageBand(age_years),
      sex: pick(["female", "male"]),
      ecog: next() < 0.004 ? 4 : Math.floor(next() * 3),
      wbc: Math.round(next() * 4000) / 10 + 0.1,
      followup_days: time
    });
    rows.samples.push({sample_id, patient_id, timepoint: "diagnosis", day: 0});
    const npm1 = next() < 0.3 ? 1 : 0;
    rows.patient_features.push({patient_id, NPM1: npm1, "FLT3-ITD": i < 3 ? 1 : 0});
    const call = (gene_symbol: string, hgvs_p: string, codon: number) =>
      rows.mutations.push({
        mutation_id: exactKey("M", rows.mutations.length + 7),
        sample_id,
        patient_id,
        gene_symbol,
        variant_class: "SNV",
        consequence: "missense",
        hgvs_p,
        protein_start: codon,
        vaf: next() * 0.5 + 0.001,
        depth: 100 + i,
        pos: 1000 + i,
        call_class: "oncogenic",
        qc: "pass"
      });
    if (npm1 === 1) call("NPM1", "p.W288fs*12", 288);
    if (i % 10 === 0) call("TP53", `p.R${100 + i}H`, 100 + i);
    if (i < 4) call("MPL", "p.W515L", 515);
    rows.cytogenetics.push({
      sample_id,
      patient_id,
      status: "abnormal",
      n_abnormalities: i === 0 ? 9 : i % 3,
      t_8_21: i % 20 === 0,
      inv3: i < 2
    });
    rows.classifications.push({
      patient_id,
      system: "eln2022",
      ruleset_version: "1",
      value: i < 2 ? "apl" : pick(["favourable", "adverse"]),
      status: "definite",
      possible: "favourable",
      rule_id: i < 2 ? "apl" : "rule"
    });
    rows.events.push({patient_id, event: dead ? "death" : "last_contact", day: time});
    const outcome = (endpoint: string, start_day: number, end: number, status: number) =>
      rows.outcomes.push({
        patient_id,
        endpoint,
        definition: endpoint === "EFS" ? "EFS_AMLSG" : endpoint,
        start_day,
        time_days: end - start_day,
        status,
        event: status === 0 ? null : "death"
      });
    outcome("OS", 0, time, Number(dead));
    outcome("EFS", 0, Math.max(1, Math.floor(time * next())), 1);
    if (cr < time) {
      rows.events.push({patient_id, event: "cr", day: cr});
      outcome("RFS", cr, time, Number(dead));
    }
  }
  rows.dictionary = dictionaryRows();
  rows.summary_alterations.push(
    ...[null, "A", "B"].map((source_id) => ({
      source_id,
      alteration: "NPM1",
      gene_symbol: "NPM1",
      n_mutated: 0,
      n_tested: 0,
      n_patients: n,
      by_design: false
    }))
  );
  rows.findings.push(
    {
      source_id: "A",
      rule_id: "few",
      category: "conformance",
      severity: "info",
      n: 2,
      n_checked: 100,
      description: "“X77” read as the code it stands for"
    },
    {
      source_id: "A",
      rule_id: "many",
      category: "conformance",
      severity: "info",
      n: 20,
      n_checked: 100,
      description: "“X77” read as the code it stands for"
    }
  );
  return rows;
}
