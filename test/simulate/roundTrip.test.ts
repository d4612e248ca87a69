import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {surrogates} from "../../loaders/harmonise/surrogate.js";
import type {Cell, TableData} from "../../loaders/release/tableData.js";
import type {RegistryTruth} from "../../loaders/simulate/latentTruth.js";
import type {PatientTruth} from "../../loaders/simulate/patientTruth.js";
import {simulateStudy} from "../../loaders/simulate/simulateStudy.js";
import {loadStudy} from "../../loaders/study/loadStudy.js";
import {cytogeneticFlags} from "../../src/model/cytogeneticFlags.js";
import {root} from "./registry.js";

type Row = Record<string, Cell>;

// Only what the registry curates: flags read from the karyotype are tested with the parser.
const {files} = loadStudy(root, "demo").sources[0].mapping;
const curated = new Set(
  Object.values(files.clinical.columns).flatMap((specs) => specs.map(({to}) => to.replace("cytogenetics.", "")))
);

const folder = mkdtempSync(join(tmpdir(), "hemiola-demo-"));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

const dataDir = join(folder, "raw");
await simulateStudy({root, study: "demo", outDir: dataDir});
const written = JSON.parse(readFileSync(join(dataDir, "truth", "truth.json"), "utf8")) as {
  sources: {AMLSG: RegistryTruth};
};
const {patients, outside} = written.sources.AMLSG;
const {tables, manifest} = await harmoniseStudy({study: "demo", root, dataDir});
const keyOf = surrogates("demo", "AMLSG");

function rowsOf(name: string): Row[] {
  const {rows, columns} = tables.find(({schema}) => schema.name === name) as TableData;
  return Array.from({length: rows}, (_, i) =>
    Object.fromEntries(Object.entries(columns).map(([column, cells]) => [column, cells[i]]))
  );
}

/** Rows of a table by patient. */
function byPatient(name: string): (patient: PatientTruth) => Row[] {
  const found = new Map<Cell, Row[]>();
  for (const row of rowsOf(name)) {
    const list = found.get(row.patient_id) ?? [];
    list.push(row);
    found.set(row.patient_id, list);
  }
  return ({id}) => found.get(keyOf(id)) ?? [];
}

const types: Record<string, string> = {AML: "de_novo", sAML: "secondary", tAML: "therapy_related", oAML: "other"};
const risks: Record<string, string> = {
  Favorable: "favourable",
  "Inter-1": "intermediate_1",
  "Inter-2": "intermediate_2",
  Adverse: "adverse"
};
const donors: Record<string, string> = {ALLO: "MRD", FREMD: "MUD", HAPLO: "haplo", AUTO: "auto"};
const phases: Record<string, string> = {CR1: "CR1", CR2: "CR2", RD1: "refractory", Rez1: "relapse"};
const classes: Record<string, string> = {Sub: "SNV", I: "INS", D: "DEL", ITD: "ITD", PTD: "PTD"};
const consequences: Record<string, string> = {
  insertion_frameshift: "frameshift",
  deletion_frameshift: "frameshift",
  insertion: "inframe_indel",
  deletion: "inframe_indel"
};

describe("harmonising the simulated registry", () => {
  it("gives back every patient as the partner delivers them", () => {
    const found = byPatient("patients");
    expect(rowsOf("patients")).toHaveLength(1540);
    for (const patient of patients) {
      const {missing, labs, course} = patient;
      const known = <T>(name: string, value: T): T | null => (missing.includes(name) ? null : value);
      expect(found(patient)).toHaveLength(1);
      expect(found(patient)[0]).toMatchObject({
        study_code: patient.trial === "AMLSG0704" ? "AMLSG07-04" : patient.trial,
        aml_type: types[patient.amlType],
        age_years: patient.ageYears,
        sex: patient.sex,
        ecog: known("ecog", patient.ecog),
        splenomegaly: known("splenomegaly", patient.splenomegaly),
        wbc: known("wbc", labs.wbc),
        haemoglobin: known("haemoglobin", labs.haemoglobin),
        platelets: known("platelets", labs.platelets),
        ldh: known("ldh", labs.ldh),
        bm_blasts: known("bmBlasts", labs.bmBlasts),
        pb_blasts: known("pbBlasts", labs.pbBlasts),
        risk_eln2010_reported: patient.riskEln2010 === null ? null : risks[patient.riskEln2010],
        followup_days: course.osDays
      });
    }
  });

  it("gives back every karyotype status and flag", () => {
    const found = byPatient("cytogenetics");
    for (const patient of patients) {
      const {status} = patient.karyotype;
      const isTyped = status === "normal" || status === "abnormal";
      const delivered = cytogeneticFlags.filter(({name}) => curated.has(name));
      const expected = delivered.map(({name}) => {
        if (status === "narrative") return name === "complex" ? true : null;
        if (!isTyped) return null;
        return name === "normal" ? status === "normal" : patient.features.includes(name);
      });
      const [row] = found(patient);
      expect(row.status).toBe(status);
      expect(delivered.map(({name}) => row[name])).toEqual(expected);
    }
  });

  it("gives back every alteration: mutated, wild type, or not tested", () => {
    const found = byPatient("patient_features");
    const covered = new Set(rowsOf("gene_panels").map((row) => row.alteration as string));
    const alterations = Object.keys(rowsOf("patient_features")[0]).filter((name) => name !== "patient_id");
    expect(alterations.filter((name) => !covered.has(name)).length).toBeGreaterThan(0);
    for (const patient of patients) {
      const {features, missing} = patient;
      const expected = alterations.map((name) => {
        if (!covered.has(name)) return null;
        if (name === "CEBPA-bZIP-inframe") {
          const calls = patient.mutations.filter((call) => call.gene === "CEBPA" && !call.isQuestionable);
          const kept = calls.filter((call) => ["missense", "insertion", "deletion"].includes(call.consequence));
          return kept.some((call) => Number(/\d+/.exec(call.protein!)![0]) >= 278) ? 1 : 0;
        }
        if (name === "KMT2A-PTD" && missing.includes("kmt2aPtd")) return null;
        if (name.startsWith("CEBPA") && missing.includes("cebpa")) return null;
        if (name === "CEBPA") return features.includes("CEBPA_bi") || features.includes("CEBPA_mono") ? 1 : 0;
        const alleles: Record<string, string> = {"CEBPA-biallelic": "CEBPA_bi", "CEBPA-monoallelic": "CEBPA_mono"};
        const feature = alleles[name] ?? name.replaceAll("-", "_");
        return features.includes(feature) ? 1 : 0;
      });
      const [row] = found(patient);
      expect(alterations.map((name) => row[name])).toEqual(expected);
    }
  });

  it("gives back every mutation call", () => {
    const found = byPatient("mutations");
    const sorted = (rows: Row[]) =>
      rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    for (const patient of patients) {
      const expected = patient.mutations.map((call) => ({
        gene_symbol: call.gene,
        variant_class: classes[call.variantType],
        consequence: consequences[call.consequence] ?? call.consequence,
        chrom: call.chromosome,
        pos: call.start,
        end: call.end,
        ref: call.ref,
        alt: call.alt,
        hgvs_c: call.cdna,
        hgvs_p: call.protein,
        vaf: call.vaf === null ? null : Math.round(call.vaf * 10000) / 10000,
        depth: call.depth,
        call_class: call.oncogenic.toLowerCase(),
        qc: call.isQuestionable ? "questionable" : "pass"
      }));
      const rows = found(patient).map((row) => {
        const kept = Object.fromEntries(Object.keys(expected[0] ?? {}).map((name) => [name, row[name]]));
        return {...kept, vaf: row.vaf === null ? null : Math.round(Number(row.vaf) * 10000) / 10000};
      });
      expect(sorted(rows)).toEqual(sorted(expected));
    }
  });

  it("gives back every event and transplant", () => {
    const events = byPatient("events");
    const treatments = byPatient("treatments");
    for (const patient of patients) {
      const {osDays, dead, remissionDay, relapseDay, refractoryDay, transplant} = patient.course;
      const isAuto = transplant?.type === "AUTO";
      const expected: [string, number | null][] = [
        [dead ? "death" : "last_contact", osDays],
        ["cr", remissionDay],
        ["relapse", relapseDay],
        ["refractory", refractoryDay],
        [isAuto ? "hct_auto" : "hct_allo", transplant?.day ?? null]
      ];
      const text = (pairs: (readonly [Cell, Cell])[]) => pairs.map((pair) => pair.join(" ")).sort();
      expect(text(events(patient).map(({event, day}) => [event, day]))).toEqual(
        text(expected.filter(([, day]) => day !== null))
      );
      expect(
        treatments(patient).map(({phase, start_day, donor, remission_at_hct}) => ({
          phase,
          start_day,
          donor,
          remission_at_hct
        }))
      ).toEqual(
        transplant
          ? [
              {
                phase: isAuto ? "hct_auto" : "hct_allo",
                start_day: transplant.day,
                donor: donors[transplant.type] ?? "unknown",
                remission_at_hct: phases[transplant.phase]
              }
            ]
          : []
      );
    }
  });

  it("rebuilds overall, event-free and relapse-free survival from the events", () => {
    const found = byPatient("outcomes");
    for (const patient of patients) {
      const {osDays, dead, remissionDay, relapseDay, efsDays, efsEvent} = patient.course;
      const outcomes = new Map(found(patient).map((row) => [row.definition, row]));
      expect(outcomes.get("OS")).toMatchObject({time_days: osDays, status: dead ? 1 : 0});
      expect(outcomes.get("EFS_AMLSG")).toMatchObject({time_days: efsDays, status: efsEvent === null ? 0 : 1});
      expect(outcomes.get("RFS") === undefined).toBe(remissionDay === null);
      if (remissionDay === null) continue;
      const rest = {start_day: remissionDay, time_days: (relapseDay ?? osDays) - remissionDay};
      expect(outcomes.get("RFS")).toMatchObject({...rest, status: relapseDay !== null || dead ? 1 : 0});
      expect(outcomes.get("CIR")).toMatchObject({...rest, status: relapseDay !== null ? 1 : dead ? 2 : 0});
    }
  });

  it("refuses the records of samples outside the cohort, and nothing else", () => {
    const rejects = rowsOf("rejects");
    const calls = outside.reduce((sum, {mutations}) => sum + mutations.length, 0);
    const karyotypes = outside.filter(({karyotype}) => karyotype !== null).length;
    expect(rejects.filter(({file}) => file === "genetic.tsv")).toHaveLength(calls);
    expect(rejects.filter(({file}) => file === "karyotypes.tsv")).toHaveLength(karyotypes);
    expect(rejects).toHaveLength(calls + karyotypes);
    expect(calls).toBeGreaterThan(0);
  });

  it("says that the data are simulated", () => {
    expect(manifest).toMatchObject({
      simulated: true,
      simulatedNotice: "simulated data calibrated to published summary statistics; not patient data"
    });
  });
});
