import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {surrogates} from "../../loaders/harmonise/surrogate.js";
import type {Cell} from "../../loaders/release/tableData.js";
import type {InjectedDefect} from "../../loaders/simulate/defects/defectPlan.js";
import {decidingFeatures, genomicClassifier} from "../../loaders/simulate/genomicClass.js";
import type {RegistryTruth} from "../../loaders/simulate/latentTruth.js";
import type {PatientTruth} from "../../loaders/simulate/patientTruth.js";
import {simulateStudy} from "../../loaders/simulate/simulateStudy.js";
import {loadStudy} from "../../loaders/study/loadStudy.js";
import {cytogeneticFlags} from "../../src/model/cytogeneticFlags.js";
import {expectedText} from "./amlsg/expectedFlags.js";
import {expectedOutcomes} from "./amlsg/expectedOutcomes.js";
import {compareWithKey, rowsOf as rowsOfTable, type SourceKey} from "./answerKey.js";
import {demoProject, demoSources} from "./demoProject.js";

type Row = Record<string, Cell>;

const folder = mkdtempSync(join(tmpdir(), "hemiola-demo-"));
afterAll(() => rmSync(folder, {recursive: true, force: true}));
const root = demoProject(
  join(folder, "project"),
  demoSources.filter(({id}) => id === "AMLSG")
);

// Only what the registry curates: flags read from the karyotype are tested with the parser.
const {files} = loadStudy(root, "demo").sources[0].mapping;
const curated = new Set(
  Object.values(files.clinical.columns).flatMap((specs) => specs.map(({to}) => to.replace("cytogenetics.", "")))
);

const dataDir = join(folder, "raw");
await simulateStudy({root, study: "demo", outDir: dataDir});
const read = (name: string): unknown => JSON.parse(readFileSync(join(dataDir, "truth", name), "utf8"));
const {patients, outside} = (read("truth.json") as {sources: {AMLSG: RegistryTruth}}).sources.AMLSG;
const answers = (
  read("expected_findings.json") as {sources: {AMLSG: SourceKey & {injected: readonly InjectedDefect[]}}}
).sources.AMLSG;
const {tables, manifest} = await harmoniseStudy({study: "demo", root, dataDir});
const keyOf = surrogates("demo", "AMLSG");

/** Patients without a defect of these kinds. */
function without(...kinds: string[]): PatientTruth[] {
  const defect = new Map(answers.injected.map(({patient, defect: kind}) => [patient, kind]));
  return patients.filter(({id}) => !kinds.includes(defect.get(id) ?? "none"));
}

const rowsOf = (name: string): Row[] => rowsOfTable(tables, name);

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

const systemClasses: Record<string, string> = {
  NPM1: "npm1",
  CEBPA_bi: "cebpa_biallelic",
  inv16: "inv16",
  t15_17: "t_15_17",
  t8_21: "t_8_21",
  t6_9: "t_6_9",
  inv3: "inv3",
  t_MLL: "kmt2a",
  p53_aneuploidy: "tp53_aneuploidy",
  chromatin_spliceosome: "chromatin_spliceosome",
  IDH2_p172: "idh2_r172",
  Ambiguous_classification: "ambiguous",
  No_class: "no_class",
  No_drivers: "no_drivers"
};

/** Ratio of reads with a duplication to reads without. */
function itdRatio({reads, coverage}: PatientTruth["itdCall"]): number | null {
  return reads === null ? null : reads / (coverage - reads);
}

const pick = (row: Row, names: readonly string[]): Row => Object.fromEntries(names.map((name) => [name, row[name]]));

describe("harmonising the simulated registry", () => {
  it("gives back every patient as the partner delivers them", () => {
    const found = byPatient("patients");
    expect(rowsOf("patients")).toHaveLength(1540);
    const unknown = [
      "risk_eln2017_reported",
      "arm_planned",
      "arm_actual",
      "randomisation_stratum",
      "itt",
      "safety_pop"
    ];
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
        followup_days: course.osDays,
        flt3_itd_ar_method: patient.itdCall.count > 0 ? "ngs_reads" : null,
        duplicate_of: null,
        ...Object.fromEntries(unknown.map((name) => [name, null]))
      });
      const ratio = itdRatio(patient.itdCall);
      const found1 = found(patient)[0].flt3_itd_allelic_ratio as number | null;
      expect(found1 === null).toBe(ratio === null);
      if (ratio !== null) expect(found1).toBeCloseTo(ratio, 5);
    }
  });

  it("gives every patient a sample of diagnosis, and what was done with it", () => {
    const samples = byPatient("samples");
    const assays = new Map<Cell, Row[]>();
    for (const row of rowsOf("assays")) assays.set(row.sample_id, [...(assays.get(row.sample_id) ?? []), row]);
    const karyotypes: Record<string, string> = {failed: "failed", not_done: "not_done", missing: "not_done"};
    for (const patient of without("unparsable karyotype")) {
      const [sample, ...others] = samples(patient);
      expect(others).toEqual([]);
      expect(sample).toMatchObject({timepoint: "diagnosis", day: 0, material: null});
      const done = assays.get(sample.sample_id)!.map((row) => `${row.assay_type} ${row.panel_id} ${row.status}`);
      const {status} = patient.karyotype;
      const expected = [
        "clinical_report amlsg_clinical done",
        "NGS_panel amlsg_itd_caller done",
        "NGS_panel demo_amlsg_ngs done"
      ];
      expect(done.filter((text) => !text.startsWith("karyotype")).sort()).toEqual(expected.sort());
      const karyotype = done.filter((text) => text.startsWith("karyotype"));
      expect(karyotype).toEqual(status === "missing" ? [] : [`karyotype null ${karyotypes[status] ?? "done"}`]);
    }
  });

  it("gives back every karyotype status and flag", () => {
    const found = byPatient("cytogenetics");
    for (const patient of without("unparsable karyotype")) {
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

  it("reads every flag and count from the text of the karyotype", () => {
    const flags = byPatient("karyotype_flags");
    const records = byPatient("cytogenetics");
    const read = (row: Row): unknown[] => cytogeneticFlags.map(({name}) => row[name]);
    for (const patient of without("unparsable karyotype")) {
      const {karyotype} = patient;
      const [row] = flags(patient);
      if (karyotype.status === "missing") expect(row).toBeUndefined();
      else if (karyotype.status === "narrative") {
        const said = ["complex", "complex_raw3", "complex_eln2017", "complex_eln2022"];
        expect(read(row)).toEqual(cytogeneticFlags.map(({name}) => (said.includes(name) ? true : null)));
      } else if (karyotype.abnormalities.length === 0 && karyotype.status !== "normal") {
        expect(read(row)).toEqual(cytogeneticFlags.map(() => null));
      } else {
        const {present, counts} = expectedText(karyotype);
        expect(
          pick(
            row,
            cytogeneticFlags.map(({name}) => name)
          )
        ).toEqual(Object.fromEntries(cytogeneticFlags.map(({name}) => [name, present.has(name)])));
        expect(records(patient)[0]).toMatchObject(counts);
      }
    }
  });

  it("takes flags that the registry does not curate from the text", () => {
    const flags = byPatient("karyotype_flags");
    const records = byPatient("cytogenetics");
    const read = cytogeneticFlags.map(({name}) => name).filter((name) => !curated.has(name));
    expect(read).toContain("monosomal");
    for (const patient of patients) {
      const [row] = flags(patient);
      if (row) expect(pick(records(patient)[0], read)).toEqual(pick(row, read));
    }
  });

  it("gives back every alteration: mutated, wild type, or not tested", () => {
    const found = byPatient("patient_features");
    const covered = new Set(rowsOf("gene_panels").map((row) => row.alteration as string));
    const alterations = Object.keys(rowsOf("patient_features")[0]).filter((name) => name !== "patient_id");
    expect(alterations.filter((name) => !covered.has(name)).length).toBeGreaterThan(0);
    for (const patient of without("unmapped gene symbol", "NPM1 with t(8;21)")) {
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
    for (const patient of without("unmapped gene symbol", "NPM1 with t(8;21)")) {
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
    for (const patient of without("relapse before remission")) {
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

  it("rebuilds every endpoint by every definition from the events", () => {
    const found = byPatient("outcomes");
    for (const patient of without("relapse before remission")) {
      const rows = found(patient).map((row) => [
        row.definition,
        pick(row, ["start_day", "time_days", "status", "event"])
      ]);
      const expected = Object.entries(expectedOutcomes(patient.course)).filter(([, outcome]) => outcome !== null);
      expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(expected));
    }
  });

  it("gives back every endpoint as the registry reports it", () => {
    const found = byPatient("reported_outcomes");
    for (const patient of patients) {
      const {osDays, dead, remissionDay, relapseDay, efsDays, efsEvent} = patient.course;
      const free = (relapseDay ?? osDays) - (remissionDay ?? 0);
      const expected = [
        {endpoint: "EFS", time_days: efsDays, status: efsEvent === null ? 0 : 1},
        {endpoint: "RFS", time_days: free, status: relapseDay !== null || dead ? 1 : 0},
        {endpoint: "CIR", time_days: free, status: relapseDay !== null ? 1 : dead ? 2 : 0}
      ];
      const rows = found(patient).map((row) => pick(row, ["endpoint", "time_days", "status"]));
      expect(new Set(rows)).toEqual(new Set(remissionDay === null ? expected.slice(0, 1) : expected));
    }
  });

  it("gives back the response to induction", () => {
    const found = byPatient("responses");
    const codes: Record<string, string> = {CR: "CR", PR: "PR", RD: "NR", ED: "early_death"};
    for (const patient of patients) {
      const rows = found(patient).map((row) => pick(row, ["after_phase", "day", "response", "criteria"]));
      const response = codes[patient.course.response];
      expect(rows).toEqual([{after_phase: "induction2", day: null, response, criteria: "protocol"}]);
    }
    expect(new Set(patients.map(({course}) => course.response))).toEqual(new Set(Object.keys(codes)));
  });

  it("derives the genomic class that the patient was given", () => {
    const names = [...new Set([...patients.flatMap(({features}) => features), ...decidingFeatures])];
    const classify = genomicClassifier(names);
    const cytogenetic = new Set<string>([...cytogeneticFlags.map(({name}) => name), "other_abnormality"]);
    const derived = new Map(
      rowsOf("classifications").flatMap((row) => (row.system === "nejm2016" ? [[row.patient_id, row.value]] : []))
    );
    let asGiven = 0;
    for (const patient of without("unmapped gene symbol", "NPM1 with t(8;21)", "unparsable karyotype")) {
      const {status} = patient.karyotype;
      const isTold = status === "normal" || status === "abnormal";
      // Of a karyotype that is not told the abnormalities are not known, nor the class if they decide it.
      const told = patient.features.filter(
        (name) => isTold || !cytogenetic.has(name) || (status === "narrative" && name === "complex")
      );
      const known = classify(Uint8Array.from(names, (name) => (told.includes(name) ? 1 : 0)));
      if (isTold) expect(known).toBe(patient.genomicClass);
      expect([patient.id, derived.get(keyOf(patient.id))]).toEqual([patient.id, systemClasses[known]]);
      asGiven += isTold ? 1 : 0;
    }
    expect(asGiven).toBeGreaterThan(1350);
  });

  it("refuses what the answer key says, finds what it says, and nothing else", () => {
    expect(compareWithKey(tables, {AMLSG: answers})).toEqual({missed: [], invented: []});
    const calls = outside.reduce((sum, {mutations}) => sum + mutations.length, 0);
    expect(rowsOf("rejects")).toHaveLength(calls + outside.filter(({karyotype}) => karyotype !== null).length + 4 + 4);
  });

  it("holds the declared number of each defect, each in a patient of its own", () => {
    const kinds = new Map<string, number>();
    for (const {defect} of answers.injected) kinds.set(defect, (kinds.get(defect) ?? 0) + 1);
    expect(Object.fromEntries(kinds)).toEqual({
      "duplicate patient": 4,
      "relapse before remission": 3,
      "sex and karyotype discordant": 5,
      "unmapped gene symbol": 4,
      "NPM1 with t(8;21)": 1,
      "unparsable karyotype": 10,
      "permuted columns": 1
    });
    const concerned = answers.injected.flatMap(({patient}) => (patient === null ? [] : [patient]));
    expect(new Set(concerned).size).toBe(27);
  });

  it("says that the data are simulated", () => {
    expect(manifest).toMatchObject({
      simulated: true,
      simulatedNotice: "simulated data calibrated to published summary statistics; not patient data"
    });
  });
});
