import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {parse, stringify} from "yaml";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {surrogates} from "../../loaders/harmonise/surrogate.js";
import type {Cell} from "../../loaders/release/tableData.js";
import {readCalibration} from "../../loaders/simulate/calibration.js";
import {simulateRatify} from "../../loaders/simulate/ratify/simulateRatify.js";
import type {RatifyTruth, TrialPatient} from "../../loaders/simulate/ratify/ratifyTruth.js";
import {stratumCodes} from "../../loaders/simulate/ratify/factsFromTruth.js";
import {drawTrialDefects} from "../../loaders/simulate/ratify/trialDefects.js";
import {readTrialInputs} from "../../loaders/simulate/ratify/trialInputs.js";
import {randomStreams} from "../../loaders/simulate/random.js";
import {compareWithKey, rowsOf} from "./answerKey.js";
import {root as projectRoot} from "./registry.js";

type Row = Record<string, Cell>;

// The demo with this source alone: nothing else is needed to read it.
const root = mkdtempSync(join(tmpdir(), "hemiola-ratify-"));
afterAll(() => rmSync(root, {recursive: true, force: true}));
cpSync(join(projectRoot, "data"), join(root, "data"), {recursive: true});
cpSync(join(projectRoot, "package.json"), join(root, "package.json"));
const studyFile = join(root, "data", "studies", "demo.yaml");
const study = parse(readFileSync(studyFile, "utf8"), {schema: "failsafe"}) as {sources: {id: string}[]};
writeFileSync(studyFile, stringify({...study, sources: study.sources.filter(({id}) => id === "RATIFY")}));

const {seed} = await readCalibration(projectRoot);
const delivery = await simulateRatify(projectRoot, seed);
const truth = delivery.truth as RatifyTruth;
const {sites, patients} = truth;
const {parameters} = await readTrialInputs(projectRoot);
const defects = drawTrialDefects(truth, parameters, randomStreams(seed, "RATIFY/raw"));
const dataDir = join(root, "raw");
mkdirSync(dataDir);
for (const {file, bytes} of delivery.files) writeFileSync(join(dataDir, file), bytes);
const {tables} = await harmoniseStudy({study: "demo", root, dataDir});
const keyOf = surrogates("demo", "RATIFY");

/** Rows of a table by patient. */
function byPatient(name: string): (patient: TrialPatient) => Row[] {
  const found = new Map<Cell, Row[]>();
  for (const row of rowsOf(tables, name)) found.set(row.patient_id, [...(found.get(row.patient_id) ?? []), row]);
  return ({id}) => found.get(keyOf(id)) ?? [];
}

/** Rounded where a conversion of units leaves the last bits open. */
const rounded = (value: Cell): Cell => (typeof value === "number" ? Math.round(value * 1e6) / 1e6 : value);

const remissionDay = ({id, course}: TrialPatient): number | null =>
  defects.partialRemission.get(id) ?? course.remissionDay;
const hasFollowUp = ({id}: TrialPatient): boolean => !defects.negativeSurvival.has(id);

describe("harmonising the simulated trial", () => {
  it("gives back every patient as the partner delivers them", () => {
    const found = byPatient("patients");
    expect(rowsOf(tables, "patients")).toHaveLength(717);
    for (const patient of patients) {
      const {id, labs, missing, course, stratum, arm} = patient;
      const site = sites[patient.site];
      const known = (name: (typeof missing)[number], value: Cell): Cell => (missing.includes(name) ? null : value);
      const [row] = found(patient);
      expect(Object.fromEntries(Object.entries(row).map(([name, value]) => [name, rounded(value)]))).toMatchObject({
        study_code: "CPKC412A2301",
        disease: "AML",
        aml_type: patient.amlType === "AML" ? "de_novo" : "secondary",
        age_years: patient.ageYears,
        sex: defects.sexUnknown.has(id) ? null : patient.sex,
        ecog: null,
        wbc: defects.wbcWithoutUnit.has(id) ? null : known("wbc", labs.wbc),
        haemoglobin: known("haemoglobin", labs.haemoglobin),
        platelets: known("platelets", labs.platelets),
        ldh: site.ldhInMultiples ? null : known("ldh", labs.ldh),
        bm_blasts: known("bmBlasts", labs.bmBlasts),
        pb_blasts: known("pbBlasts", labs.pbBlasts),
        flt3_itd_allelic_ratio: patient.allelicRatio,
        flt3_itd_ar_method: stratum === "TKD" ? null : "fragment_AUC",
        risk_eln2017_reported: known("risk", patient.risk),
        followup_days: hasFollowUp(patient) ? course.osDays : null,
        arm_planned: arm,
        arm_actual: patient.isTreated ? arm : null,
        randomisation_stratum: stratumCodes[stratum],
        itt: true,
        safety_pop: patient.isTreated
      });
    }
  });

  it("tells why a value is missing", () => {
    const reasons = new Map(
      rowsOf(tables, "value_status")
        .filter(({table}) => table === "patients")
        .map((row) => [`${row.column} ${row.reason}`, Number(row.n)])
    );
    const count = (test: (patient: TrialPatient) => boolean) => patients.filter(test).length;
    const inMultiples = count((patient) => sites[patient.site].ldhInMultiples && !patient.missing.includes("ldh"));
    expect(inMultiples).toBeGreaterThan(20);
    expect(reasons.get("ldh NOT_APPLICABLE")).toBe(inMultiples);
    expect(reasons.get("wbc INVALID")).toBe(12);
    expect(reasons.get("ecog NOT_COLLECTED")).toBe(717);
    expect(reasons.get("arm_actual NOT_APPLICABLE")).toBe(count(({isTreated}) => !isTreated));
    expect(reasons.get("flt3_itd_allelic_ratio NOT_APPLICABLE")).toBe(162);
  });

  it("gives back every alteration: mutated, wild type, or not tested", () => {
    const found = byPatient("patient_features");
    const covered = new Set(rowsOf(tables, "gene_panels").map((row) => row.alteration as string));
    const alterations = Object.keys(rowsOf(tables, "patient_features")[0]).filter((name) => name !== "patient_id");
    for (const patient of patients) {
      const {stratum, features, isSequenced, mutations} = patient;
      const expected = alterations.map((name) => {
        if (name === "FLT3-ITD") return stratum === "TKD" ? 0 : 1;
        if (name === "FLT3-TKD" && stratum === "TKD") return 1;
        if (!covered.has(name) || !isSequenced) return null;
        if (name === "CEBPA-bZIP-inframe") {
          const calls = mutations.filter((call) => call.gene === "CEBPA" && call.protein !== null);
          const kept = calls.filter((call) => ["missense", "insertion", "deletion"].includes(call.consequence));
          return kept.some((call) => Number(/\d+/.exec(call.protein!)![0]) >= 278) ? 1 : 0;
        }
        if (name === "CEBPA") return features.some((feature) => feature.startsWith("CEBPA")) ? 1 : 0;
        return features.includes(name.replaceAll("-", "_")) ? 1 : 0;
      });
      const [row] = found(patient);
      expect(alterations.map((name) => row[name])).toEqual(expected);
    }
  });

  it("gives back every mutation call", () => {
    const types: Record<string, string> = {Sub: "SNV", I: "INS", D: "DEL"};
    const consequences: Record<string, string> = {
      insertion_frameshift: "frameshift",
      deletion_frameshift: "frameshift",
      insertion: "inframe_indel",
      deletion: "inframe_indel"
    };
    const found = byPatient("mutations");
    const sorted = (rows: Row[]) => rows.map((row) => JSON.stringify(row)).sort();
    for (const patient of patients) {
      const expected = patient.mutations.map((call) => ({
        gene_symbol: call.gene,
        variant_class: types[call.variantType],
        consequence: consequences[call.consequence] ?? call.consequence,
        chrom: call.chromosome,
        hgvs_c: call.cdna,
        hgvs_p: call.protein,
        vaf: call.vaf,
        depth: call.depth,
        call_class: call.oncogenic.toLowerCase(),
        qc: "pass"
      }));
      const names = Object.keys(expected[0] ?? {});
      const rows = found(patient).map((row) => Object.fromEntries(names.map((name) => [name, rounded(row[name])])));
      expect(sorted(rows)).toEqual(sorted(expected));
    }
  });

  it("gives back every event, response and transplant", () => {
    const [events, responses, treatments] = ["events", "responses", "treatments"].map(byPatient);
    for (const patient of patients) {
      const {osDays, dead, relapseDay, efsEvent, transplant} = patient.course;
      const end = hasFollowUp(patient) ? osDays : null;
      const expected: [string, number | null][] = [
        [dead ? "death" : "last_contact", end],
        ["cr", remissionDay(patient)],
        ["refractory", efsEvent === "failure" ? 60 : null],
        ["relapse", relapseDay],
        ["hct_allo", transplant?.day ?? null]
      ];
      const text = (pairs: (readonly [Cell, Cell])[]) => pairs.map((pair) => pair.join(" ")).sort();
      expect(text(events(patient).map(({event, day}) => [event, day]))).toEqual(
        text(expected.filter(([, day]) => day !== null))
      );
      const day = remissionDay(patient);
      expect(responses(patient)).toMatchObject(
        day === null ? [] : [{day, after_phase: null, response: "CR", criteria: "protocol"}]
      );
      expect(treatments(patient)).toMatchObject(
        transplant
          ? [
              {
                phase: "hct_allo",
                start_day: transplant.day,
                remission_at_hct: transplant.inFirstRemission ? "CR1" : null
              }
            ]
          : []
      );
    }
  });

  it("rebuilds overall and event-free survival and the time to relapse from the events", () => {
    const found = byPatient("outcomes");
    for (const patient of patients) {
      const {osDays, dead, relapseDay, efsDays, efsEvent} = patient.course;
      const outcomes = new Map(found(patient).map((row) => [row.definition, row]));
      expect(outcomes.get("EFS_RATIFY")).toMatchObject({time_days: efsDays, status: efsEvent === null ? 0 : 1});
      if (!hasFollowUp(patient)) {
        expect(outcomes.get("OS")).toBeUndefined();
        continue;
      }
      expect(outcomes.get("OS")).toMatchObject({time_days: osDays, status: dead ? 1 : 0});
      const start = remissionDay(patient);
      expect(outcomes.get("CIR") === undefined).toBe(start === null);
      if (start === null) continue;
      const rest = {start_day: start, time_days: (relapseDay ?? osDays) - start};
      expect(outcomes.get("CIR")).toMatchObject({...rest, status: relapseDay !== null ? 1 : dead ? 2 : 0});
    }
  });

  it("leads to the findings and rejects of the answer key, none missed and none invented", () => {
    const {expectedFindings: findings, expectedRejects: rejects} = delivery;
    expect(compareWithKey(tables, {RATIFY: {findings, rejects}})).toEqual({missed: [], invented: []});
    expect(findings.length).toBeGreaterThan(7);
  });

  it("leaves FLT3, which eligibility fixes, out of the frequencies over all sources", () => {
    const rows = rowsOf(tables, "gene_panels").filter(({alteration}) => String(alteration).startsWith("FLT3"));
    expect(rows.length).toBeGreaterThan(1);
    const byDesign = rowsOf(tables, "summary_alterations").filter((row) => row.by_design === true);
    expect(new Set(byDesign.map(({alteration}) => alteration))).toEqual(
      new Set(["FLT3-ITD", "FLT3-TKD", "FLT3-other"])
    );
  });
});
