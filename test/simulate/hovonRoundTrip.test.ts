import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {parse, stringify} from "yaml";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {surrogates} from "../../loaders/harmonise/surrogate.js";
import type {Cell, TableData} from "../../loaders/release/tableData.js";
import {readCalibration} from "../../loaders/simulate/calibration.js";
import {deliveredLabs} from "../../loaders/simulate/hovon/deliveredLabs.js";
import {isDta} from "../../loaders/simulate/hovon/residualDisease.js";
import type {TrialDefects} from "../../loaders/simulate/hovon/trialDefects.js";
import {readTrialParameters} from "../../loaders/simulate/hovon/trialParameters.js";
import type {TrialPatientTruth, TrialTruth} from "../../loaders/simulate/hovon/trialTruth.js";
import {partners} from "../../loaders/simulate/partners.js";
import {cytogeneticFlags} from "../../src/model/cytogeneticFlags.js";

import {expectedText} from "./amlsg/expectedFlags.js";
import {expectedOutcomes} from "./amlsg/expectedOutcomes.js";
import {root as projectRoot} from "./registry.js";

type Row = Record<string, Cell>;

// The demo with this source alone: nothing else is needed to read it.
const root = mkdtempSync(join(tmpdir(), "hemiola-hovon-"));
afterAll(() => rmSync(root, {recursive: true, force: true}));
cpSync(join(projectRoot, "data"), join(root, "data"), {recursive: true});
cpSync(join(projectRoot, "package.json"), join(root, "package.json"));
const studyFile = join(root, "data", "studies", "demo.yaml");
const study = parse(readFileSync(studyFile, "utf8"), {schema: "failsafe"}) as {sources: {id: string}[]};
writeFileSync(studyFile, stringify({...study, sources: study.sources.filter(({id}) => id === "HOVON")}));

const {seed} = await readCalibration(projectRoot);
const parameters = await readTrialParameters(projectRoot);
const delivery = await partners.HOVON(projectRoot, seed);
const dataDir = join(root, "raw");
mkdirSync(dataDir);
for (const {file, bytes} of delivery.files) writeFileSync(join(dataDir, file), bytes);
const {patients, expression, defects} = JSON.parse(JSON.stringify(delivery.truth)) as TrialTruth & {
  defects: TrialDefects;
};
const {tables} = await harmoniseStudy({study: "demo", root, dataDir});
const keyOf = surrogates("demo", "HOVON");

function rowsOf(name: string): Row[] {
  const {rows, columns} = tables.find(({schema}) => schema.name === name) as TableData;
  return Array.from({length: rows}, (_, i) =>
    Object.fromEntries(Object.entries(columns).map(([column, cells]) => [column, cells[i]]))
  );
}

function groupBy<T>(list: readonly T[], groupOf: (item: T) => Cell): Map<Cell, T[]> {
  const groups = new Map<Cell, T[]>();
  for (const item of list) groups.set(groupOf(item), [...(groups.get(groupOf(item)) ?? []), item]);
  return groups;
}

/** Rows of a table by patient. */
function byPatient(name: string): (patient: TrialPatientTruth) => Row[] {
  const found = groupBy(rowsOf(name), (row) => row.patient_id);
  return ({id}) => found.get(keyOf(id)) ?? [];
}

const samples = byPatient("samples");
const sampleOf = (patient: TrialPatientTruth, timepoint: string): Cell =>
  samples(patient).find((row) => row.timepoint === timepoint)?.sample_id ?? null;

const single = (value: number | null): number | null => (value === null ? null : Math.fround(value));
const sorted = (rows: readonly object[]): string[] => rows.map((row) => JSON.stringify(row)).sort();
const pick = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(names.map((name) => [name, rounded(row[name])]));
/** A fraction as single precision has it; whole numbers are kept. */
const rounded = (cell: Cell): Cell => (typeof cell === "number" && !Number.isInteger(cell) ? Math.fround(cell) : cell);

/** An abnormality as it was written before ISCN 2009. */
const withoutSubBands = (text: string): string =>
  text.replace("t(9;11)(p21.3;q23.3)", "t(9;11)(p22;q23)").replaceAll(/(\d)\.\d/g, "$1");

const types: Record<string, string> = {AML: "de_novo", sAML: "secondary", tAML: "therapy_related"};
const donors: Record<string, string> = {
  verwant: "MRD",
  onverwant: "MUD",
  haplo: "haplo",
  navelstreng: "cord",
  AUTO: "auto"
};
const phases: Record<string, string> = {CR1: "CR1", CR2: "CR2", RD1: "refractory", Rez1: "relapse"};
const classes: Record<string, string> = {Sub: "SNV", I: "INS", D: "DEL"};
const consequences: Record<string, string> = {
  insertion_frameshift: "frameshift",
  deletion_frameshift: "frameshift",
  insertion: "inframe_indel",
  deletion: "inframe_indel"
};

/**
 * The day that a date known in part stands for, worked out from the calendar: the 15th of its month or 1 July of its year
 * (all chosen so that this lies after registration).
 */
function deliveredDay({id, registrationDay}: TrialPatientTruth, day: number | null, which: "relapse" | "remission") {
  const partial = which === "relapse" ? defects.partialRelapse : defects.partialRemission;
  const precision = partial.find((d) => d.id === id)?.precision;
  if (day === null || precision === undefined) return day;
  const iso = new Date((registrationDay + day) * 86_400_000).toISOString();
  const middle = precision === "month" ? `${iso.slice(0, 7)}-15` : `${iso.slice(0, 4)}-07-01`;
  return Math.max(0, Date.parse(middle) / 86_400_000 - registrationDay);
}

describe("harmonising the simulated trials", () => {
  it("gives back every patient with acute leukaemia, and no other", () => {
    const found = byPatient("patients");
    expect(rowsOf("patients")).toHaveLength(680);
    for (const patient of patients) {
      const {missing, course, fragment} = patient;
      const labs = deliveredLabs(patient, defects);
      expect(found(patient)).toHaveLength(1);
      const [row] = found(patient);
      expect(row).toMatchObject({
        study_code: patient.studyCode,
        disease: "AML",
        aml_type: types[patient.amlType],
        age_years: patient.ageYears,
        sex: patient.sex,
        ecog: missing.includes("ecog") ? null : patient.ecog,
        splenomegaly: missing.includes("splenomegaly") ? null : patient.splenomegaly,
        followup_days: course.osDays,
        flt3_itd_ar_method: fragment ? "fragment_AUC" : null,
        arm_planned: null
      });
      const numbers = {
        wbc: single(labs.wbc.value),
        haemoglobin: single(labs.haemoglobin.value),
        platelets: single(labs.platelets.value),
        ldh: single(labs.ldh.value),
        bm_blasts: single(labs.bmBlasts.value),
        pb_blasts: single(labs.pbBlasts.value),
        flt3_itd_allelic_ratio: single(fragment?.allelicRatio ?? null)
      };
      expect(pick(row, Object.keys(numbers))).toEqual(numbers);
    }
  });

  it("gives back what the measured unit says of haemoglobin, and lactate dehydrogenase in Swiss hospitals", () => {
    const found = byPatient("patients");
    const swiss = patients.filter(({country, missing}) => country === "CH" && !missing.includes("ldh"));
    expect(swiss.length).toBeGreaterThan(80);
    for (const patient of swiss) {
      if (defects.outOfRange.some(({id, lab}) => id === patient.id && lab === "ldh")) continue;
      expect(Math.abs(Number(found(patient)[0].ldh) - patient.labs.ldh)).toBeLessThanOrEqual(0.3001);
    }
    for (const patient of patients) {
      const {haemoglobin} = found(patient)[0];
      // Half of 0.1 mmol/L is 0.08 g/dL.
      if (haemoglobin !== null)
        expect(Math.abs(Number(haemoglobin) - patient.labs.haemoglobin)).toBeLessThanOrEqual(0.0806);
    }
  });

  it("reads every flag and count from the text of the karyotype", () => {
    const found = byPatient("cytogenetics");
    const flags = cytogeneticFlags.map(({name}) => name);
    const counts = ["n_abnormalities", "n_autosomal_monosomies", "n_structural"];
    for (const patient of patients) {
      const {karyotype} = patient;
      const {status} = karyotype;
      const isTyped = status === "normal" || status === "abnormal";
      const abnormalities = karyotype.abnormalities.map(withoutSubBands);
      const expected = expectedText({...karyotype, abnormalities});
      const [row] = found(patient);
      expect(row.status).toBe(status);
      expect(pick(row, flags)).toEqual(
        Object.fromEntries(flags.map((name) => [name, isTyped ? expected.present.has(name) : null]))
      );
      if (status === "abnormal") expect(pick(row, counts)).toEqual(expected.counts);
      for (const name of ["t_8_21", "inv16", "loss5q", "minus7", "gain8", "complex"])
        if (isTyped) expect(expected.present.has(name)).toBe(patient.features.includes(name));
    }
  });

  it("gives back every alteration: mutated, wild type, or not tested", () => {
    const found = byPatient("patient_features");
    const alterations = Object.keys(rowsOf("patient_features")[0]).filter((name) => name !== "patient_id");
    // Not on the panel, or a duplication that nobody looked for.
    const unseen = ["NF1", "MYC", "EP300", "KDM5A", "KMT2D", "CREBBP", "KMT2C", "RB1", "PRPF40B", "KMT2E", "SF1"];
    const mask = [...unseen, "U2AF2", "SH2B3", "SF3A1", "KMT2A-PTD"];
    const alleles: Record<string, string> = {"CEBPA-biallelic": "CEBPA_bi", "CEBPA-monoallelic": "CEBPA_mono"};
    for (const patient of patients) {
      const {features, missing, fragment} = patient;
      const expected = alterations.map((name) => {
        if (mask.includes(name)) return null;
        if (name === "FLT3-ITD") return fragment ? 1 : 0;
        if (missing.includes("sequencing")) return null;
        if (name === "CEBPA") return features.includes("CEBPA_bi") || features.includes("CEBPA_mono") ? 1 : 0;
        if (name === "CEBPA-bZIP-inframe") {
          const kept = patient.mutations.filter(
            ({gene, consequence}) => gene === "CEBPA" && ["missense", "insertion", "deletion"].includes(consequence)
          );
          return kept.some(({protein}) => Number(/\d+/.exec(protein!)![0]) >= 278) ? 1 : 0;
        }
        return features.includes(alleles[name] ?? name.replaceAll("-", "_")) ? 1 : 0;
      });
      const [row] = found(patient);
      expect(alterations.map((name) => row[name])).toEqual(expected);
    }
  });

  it("gives back every call of both samples and every duplication", () => {
    const found = byPatient("mutations");
    for (const patient of patients) {
      const call = (sample: string, d: TrialPatientTruth["mutations"][number], vaf: number, depth: number) => ({
        sample_id: sampleOf(patient, sample),
        gene_symbol: d.gene,
        variant_class: classes[d.variantType],
        consequence: consequences[d.consequence] ?? d.consequence,
        genome_build: "GRCh37",
        chrom: d.chromosome,
        pos: d.start,
        end: d.end,
        ref: d.ref,
        alt: d.alt,
        hgvs_c: d.cdna,
        hgvs_p: d.protein,
        vaf: single(vaf),
        depth,
        itd_length: null,
        itd_allelic_ratio: null,
        call_class: "oncogenic",
        qc: "pass"
      });
      const diagnosis = patient.missing.includes("sequencing")
        ? []
        : patient.mutations.map((d) => call("diagnosis", d, d.vaf!, d.depth!));
      const later = patient.residual
        ? patient.mutations.flatMap((d) =>
            d.residualVaf === null ? [] : [call("post_c2", d, d.residualVaf, 20 * d.depth!)]
          )
        : [];
      const rows = found(patient).filter(({variant_class: kind}) => kind !== "ITD");
      const names = Object.keys(call("diagnosis", {} as TrialPatientTruth["mutations"][number], 0, 0));
      expect(sorted(rows.map((row) => pick(row, names)))).toEqual(sorted([...diagnosis, ...later]));
      const itd = found(patient).filter(({variant_class: kind}) => kind === "ITD");
      expect(itd.map((row) => pick(row, ["sample_id", "gene_symbol", "itd_length", "itd_allelic_ratio"]))).toEqual(
        patient.fragment
          ? [
              {
                sample_id: sampleOf(patient, "diagnosis"),
                gene_symbol: "FLT3",
                itd_length: patient.fragment.length,
                itd_allelic_ratio: single(patient.fragment.allelicRatio)
              }
            ]
          : []
      );
    }
  });

  it("gives back every event, transplant and response", () => {
    const events = byPatient("events");
    const treatments = byPatient("treatments");
    const responses = byPatient("responses");
    const cycles = ["induction1", "induction2", "consolidation"];
    for (const patient of patients) {
      const {osDays, dead, remissionDay, relapseDay, transplant} = patient.course;
      const isAuto = transplant?.type === "AUTO";
      const expected: [string, number | null][] = [
        ["death", dead ? osDays : null],
        ["last_contact", dead ? (defects.aliveAfterDeath.find(({id}) => id === patient.id)?.day ?? null) : osDays],
        ["cr", deliveredDay(patient, remissionDay, "remission")],
        ["relapse", deliveredDay(patient, relapseDay, "relapse")],
        [isAuto ? "hct_auto" : "hct_allo", transplant?.day ?? null]
      ];
      expect(sorted(events(patient).map(({event, day}) => [event, day]))).toEqual(
        sorted(expected.filter(([, day]) => day !== null))
      );
      const names = ["phase", "start_day", "donor", "remission_at_hct"];
      expect(treatments(patient).map((row) => pick(row, names))).toEqual(
        transplant
          ? [
              {
                phase: isAuto ? "hct_auto" : "hct_allo",
                start_day: transplant.day,
                donor: donors[transplant.type],
                remission_at_hct: phases[transplant.phase]
              }
            ]
          : []
      );
      expect(
        sorted(responses(patient).map((row) => pick(row, ["after_phase", "day", "response", "criteria"])))
      ).toEqual(
        sorted(
          patient.course.responses.map(({cycle, day, response}) => ({
            after_phase: cycles[cycle - 1],
            day,
            response,
            criteria: "protocol"
          }))
        )
      );
    }
  });

  it("rebuilds every endpoint by every definition that the events support", () => {
    const found = byPatient("outcomes");
    const supported = rowsOf("endpoint_support").filter(({support}) => support !== "none");
    const definitions = supported.map(({definition}) => String(definition));
    expect(definitions).toEqual(expect.arrayContaining(["OS", "EFS_ELN2022", "RFS", "CIR", "NRM", "TTHCT"]));
    for (const patient of patients) {
      const {course} = patient;
      const expected = expectedOutcomes({
        ...course,
        remissionDay: deliveredDay(patient, course.remissionDay, "remission"),
        relapseDay: deliveredDay(patient, course.relapseDay, "relapse"),
        refractoryDay: null,
        inductionDeath: false,
        response: "",
        efsDays: 0,
        efsEvent: null
      });
      const names = ["start_day", "time_days", "status", "event"];
      const rows = found(patient).map((row) => [row.definition, pick(row, names)]);
      expect(Object.fromEntries(rows)).toEqual(
        Object.fromEntries(definitions.flatMap((name) => (expected[name] ? [[name, expected[name]]] : [])))
      );
    }
  });

  it("gives back the samples after cycle 2 and every result of residual disease", () => {
    const found = byPatient("mrd");
    const {limitOfDetection: lod, flow} = parameters.residual;
    for (const patient of patients) {
      const {residual, mutations} = patient;
      const times = samples(patient).map(({timepoint, day, material}) => [timepoint, day, material]);
      const first = ["diagnosis", 0, null];
      expect(sorted(times)).toEqual(sorted(residual ? [first, ["post_c2", residual.day, "BM"]] : [first]));
      if (!residual) {
        expect(found(patient)).toEqual([]);
        continue;
      }
      const base = {sample_id: sampleOf(patient, "post_c2"), method: "NGS", unit: "1", lod: single(lod)};
      const genes = [...new Set(mutations.map(({gene}) => gene))];
      const left = genes.map((gene) => {
        const shares = mutations.filter((d) => d.gene === gene).map(({residualVaf}) => residualVaf ?? 0);
        return {gene, vaf: Math.max(...shares)};
      });
      const status = (vaf: number): string => (vaf > 0 ? "pos" : "neg");
      const most = Math.max(0, ...left.map(({vaf}) => vaf));
      const expected = [
        ...left.map(({gene, vaf}) => ({
          ...base,
          target: gene,
          status: status(vaf),
          value: vaf > 0 ? single(vaf) : null,
          is_dta: isDta(gene)
        })),
        {
          ...base,
          target: "any",
          status: genes.length === 0 ? "not_evaluable" : status(most),
          value: most > 0 ? single(most) : null,
          is_dta: null
        },
        ...(residual.flowPercent === null
          ? []
          : [
              {
                ...base,
                method: "MFC",
                unit: "%",
                lod: single(flow.limitOfDetection),
                target: "LAIP",
                status: residual.flowPercent >= flow.limitOfDetection ? "pos" : "neg",
                value: single(residual.flowPercent),
                is_dta: null
              }
            ])
      ];
      const names = Object.keys(expected[0]);
      expect(sorted(found(patient).map((row) => pick(row, names)))).toEqual(
        sorted(expected.map((row) => pick(row as Row, names)))
      );
    }
  });

  it("gives back every segment of copy number", () => {
    const found = byPatient("copy_number");
    for (const patient of patients) {
      const expected = (patient.segments ?? []).map(({chromosome, start, end, probes, log2Ratio}) => [
        sampleOf(patient, "diagnosis"),
        chromosome,
        start,
        end,
        probes,
        single(log2Ratio)
      ]);
      const rows = found(patient).map((d) => [
        d.sample_id,
        d.chrom,
        d.start,
        d.end,
        d.n_probes,
        single(Number(d.log2_ratio))
      ]);
      expect(sorted(rows)).toEqual(sorted(expected));
    }
  });

  it("gives back every value of the expression matrix with its array and batch", () => {
    const {rows, columns} = tables.find(({schema}) => schema.name === "expression") as TableData;
    expect(rows).toBe(400_000);
    const place = new Map(expression.genes.map((gene, g) => [gene, g]));
    const patientOf = new Map(patients.map((patient) => [patient.id, patient]));
    const column = new Map(expression.patients.map((id, i) => [sampleOf(patientOf.get(id)!, "diagnosis"), i] as const));
    let different = 0;
    const seen = new Set<number>();
    for (let row = 0; row < rows; ++row) {
      const g = place.get(String(columns.gene_symbol[row]))!;
      const i = column.get(columns.sample_id[row])!;
      seen.add(g * 400 + i);
      const expected = Math.fround(expression.values[g][i]);
      if (Math.fround(Number(columns.value[row])) !== expected || columns.unit[row] !== "log2_intensity") ++different;
    }
    expect([different, seen.size]).toEqual([0, 400_000]);
    const arrays = rowsOf("assays").filter((row) => row.assay_type === "expr_array");
    expect(sorted(arrays.map((d) => [d.sample_id, d.platform, d.batch]))).toEqual(
      sorted([...column].map(([sample, i]) => [sample, "HG-U133 Plus 2.0", `serie ${expression.batches[i]}`]))
    );
  });

  it("finds what was put in, and nothing else", () => {
    const found = rowsOf("findings").filter(({severity, n}) => severity !== "info" && Number(n) > 0);
    const key = (rule: Cell, file: Cell, n: Cell): string => `${rule} ${file ?? "-"} ${n}`;
    expect(found.map((d) => key(d.rule_id, d.file, d.n)).sort()).toEqual(
      delivery.expectedFindings.map(({rule, file, n}) => key(rule, file, n)).sort()
    );
    const rejects = groupBy(rowsOf("rejects"), (d) => `${d.file} ${d.column ?? "-"} ${d.reason}`);
    expect([...rejects].map(([what, list]) => `${what} ${list.length}`).sort()).toEqual(
      delivery.expectedRejects.map(({file, column, reason, n}) => `${file} ${column ?? "-"} ${reason} ${n}`).sort()
    );
  });

  it("leaves out the patients with myelodysplasia by rule, and counts them and the dates known in part", () => {
    const n = (rule: string): number[] =>
      rowsOf("findings")
        .filter(({rule_id: id, file, n: count}) => id === rule && file === "patienten.csv" && Number(count) > 0)
        .map((d) => Number(d.n));
    expect(n("rows_left_out")).toEqual([68]);
    expect(n("date_partial_month").sort()).toEqual([2, 4]);
    expect(n("date_partial_year")).toEqual([2]);
  });
});
