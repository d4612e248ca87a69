import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Utf8, vectorFromArray} from "apache-arrow";
import {afterAll, describe, expect, it} from "vitest";
import {checkStudyFolder} from "../../loaders/commands/checkStudyFolder.js";
import {exportCbioportal} from "../../loaders/commands/exportCbioportal.js";
import {readGeneNumbers} from "../../loaders/study/readGeneNumbers.js";
import {studyFolder} from "../../loaders/export/cbioportal/studyFolder.js";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {surrogates} from "../../loaders/harmonise/surrogate.js";
import {readRelease} from "../../loaders/release/readRelease.js";
import {rowsOf} from "../../loaders/release/columnOf.js";
import {writeRelease} from "../../loaders/release/writeRelease.js";
import {root as projectRoot} from "../support/sharedData.js";
import {mappingWith, rawWith, study, writePartner} from "../support/partner.js";
import type {Row} from "../support/tables.js";
import {reader, tally} from "../support/tables.js";

const shared = mkdtempSync(join(tmpdir(), "hemiola-"));
afterAll(() => rmSync(shared, {recursive: true, force: true}));

const segments = `  segments:
    file: segments.txt
    format: {delimiter: tab}
    rows: segments
    key: {column: ID}
    sample: diagnosis
    columns:
      CHROM: {to: copy_number.chrom}
      START: {to: copy_number.start}
      END: {to: copy_number.end}
      N: {to: copy_number.n_probes}
      RATIO: {to: copy_number.log2_ratio, unit: "1"}
resolve:
`;

/** A fraction as a release holds it. */
function asStored(_: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value) ? Math.fround(value) : value;
}

/** How the exported folder is read again: every column to the variable that it came from. */
const back = `source: TEST
version: 1.0.0
samples:
  diagnosis:
    timepoint: {file: samples, column: TIMEPOINT, codes: {diagnosis: diagnosis}}
    day: {file: samples, column: DAY}
assays:
  ngs: {type: NGS_panel, sample: diagnosis, panel: both, patients: {file: panels, when: {mutations: small}}}
files:
  clinical:
    file: data_clinical_patient.txt
    format: {kind: cbioportal, data: clinical}
    rows: patients
    key: {column: PATIENT_ID}
    missing: [""]
    columns:
      AGE: {to: patients.age_years, unit: a}
      SEX: {to: patients.sex, codes: {Female: female, Male: male}}
      WBC: {to: patients.wbc, unit: 10*9/L}
      OS_MONTHS: {to: patients.followup_days, unit: mo, round: nearest}
    events:
      - {event: death, day: OS_MONTHS, unit: mo, when: {OS_STATUS: {is: "1:DECEASED", not: "0:LIVING"}}}
      - {event: last_contact, day: OS_MONTHS, unit: mo, when: {OS_STATUS: {is: "0:LIVING", not: "1:DECEASED"}}}
  samples:
    file: data_clinical_sample.txt
    format: {kind: cbioportal, data: clinical}
    rows: details
    key: {column: PATIENT_ID}
  panels:
    file: data_gene_panel_matrix.txt
    format: {kind: cbioportal, data: table}
    rows: details
    key: {column: SAMPLE_ID, through: {file: samples, column: SAMPLE_ID}}
    missing: [NA]
  mutations:
    file: data_mutations.txt
    format: {kind: cbioportal, data: table}
    rows: mutations
    key: {column: Tumor_Sample_Barcode, through: {file: samples, column: SAMPLE_ID}}
    assay: ngs
    genome: GRCh37
    missing: [""]
    columns:
      Hugo_Symbol: {to: mutations.gene_symbol}
      Chromosome: {to: mutations.chrom}
      HGVSp_Short: {to: mutations.hgvs_p}
      HEMIOLA.variant_class: {to: mutations.variant_class}
      HEMIOLA.consequence: {to: mutations.consequence}
      HEMIOLA.vaf: {to: mutations.vaf, unit: "1"}
      HEMIOLA.call_class: {to: mutations.call_class}
      HEMIOLA.qc: {to: mutations.qc}
  segments:
    file: data_cna_hg19.seg
    format: {kind: cbioportal, data: table}
    rows: segments
    key: {column: ID, through: {file: samples, column: SAMPLE_ID}}
    sample: diagnosis
    columns:
      chrom: {to: copy_number.chrom}
      loc.start: {to: copy_number.start}
      loc.end: {to: copy_number.end}
      num.mark: {to: copy_number.n_probes}
      seg.mean: {to: copy_number.log2_ratio, unit: "1"}
`;

describe("a release as a cBioPortal study", async () => {
  const project = writePartner(join(shared), {
    mapping: mappingWith("resolve:\n", segments),
    raw: {
      ...rawWith("genetic.txt", "4\tP2\tNPM1\t5\tI\tna\tp.W288fs*12\t33.3\tPASSENGER\tQ"),
      "segments.txt": "ID\tCHROM\tSTART\tEND\tN\tRATIO\nP1\t7\t100\t900\t12\t-0.8125\nP2\tX\t5\t6\t3\t0.1\n"
    }
  });
  const {tables, manifest} = await harmoniseStudy({study: "test", root: project});
  const {folder} = await writeRelease({parts: manifest, tables, out: join(shared, "releases")});
  const release = await readRelease(folder);
  const out = join(shared, "study");
  await exportCbioportal(folder, out, projectRoot);
  const before = reader(tables);
  const text = (file: string): string => readFileSync(join(out, file), "utf8");

  it("passes the check of study folders without an error, and without a note", async () => {
    const {text: said, errors} = await checkStudyFolder(out);
    expect(errors).toBe(0);
    expect(said).toBe("0 errors, 0 warnings, 0 notes\n");
  });

  it("has the same bytes every time", () => {
    for (const [name, content] of studyFolder(release, readGeneNumbers(projectRoot))) expect(text(name)).toBe(content);
  });

  it("lists who was sequenced, whether or not anything was found, for the genes that a panel covers as a whole", () => {
    const [, ...rows] = text("data_gene_panel_matrix.txt").trim().split("\n");
    expect(tally(rows.map((row) => row.split("\t")[1]))).toEqual({small: 3});
    expect(text("case_lists/cases_sequenced.txt")).toContain("(3 samples)");
    expect(text("gene_panels/small.txt")).toMatch(/^gene_list: DNMT3A\t.*\bNPM1\b/mu);
  });

  it("is imported again into the same tables", async () => {
    const again = mkdtempSync(join(shared, "again-"));
    const both =
      "id: both\ntitle: Panel\norigin: as exported\ngenes: [DNMT3A, SRSF2, IDH2, KMT2A, KMT2D, TP53, NPM1]\n";
    writePartner(again, {mapping: back, study, panels: {both}});
    const after = reader((await harmoniseStudy({study: "test", root: again, dataDir: out})).tables);
    expect(after.rows("rejects")).toEqual([]);
    const surrogate = surrogates("test", "TEST");
    const sorted = (rows: readonly Row[]): string[] => rows.map((d) => JSON.stringify(d, asStored)).sort();
    const compare = (table: string, columns: readonly string[], where: (row: Row) => boolean = () => true): number => {
      const of = (rows: readonly Row[], key: (id: string) => string): Row[] =>
        rows
          .filter(where)
          .map((d) =>
            Object.fromEntries(columns.map((name) => [name, name === "patient_id" ? key(String(d[name])) : d[name]]))
          );
      expect(sorted(of(after.rows(table), (id) => id))).toEqual(sorted(of(before.rows(table), surrogate)));
      return before.rows(table).filter(where).length;
    };
    expect(compare("patients", ["patient_id", "age_years", "age_band", "sex", "wbc", "followup_days", "disease"])).toBe(
      3
    );
    expect(compare("samples", ["patient_id", "timepoint", "day"])).toBe(3);
    const call = ["gene_symbol", "chrom", "hgvs_p", "protein_start", "variant_class", "consequence", "in_frame"];
    expect(compare("mutations", ["patient_id", ...call, "vaf", "call_class", "qc", "genome_build"])).toBe(4);
    expect(compare("copy_number", ["patient_id", "chrom", "start", "end", "n_probes", "log2_ratio"])).toBe(2);
    const os = (row: Row): boolean => row.definition === "OS";
    expect(compare("outcomes", ["patient_id", "time_days", "status"], os)).toBe(3);
    expect(compare("patient_features", ["patient_id", "DNMT3A", "SRSF2", "IDH2-R140", "TP53"])).toBe(3);
  });

  it("is not written over anything", async () => {
    await expect(exportCbioportal(folder, out)).rejects.toThrow("not empty");
  });

  it("is not made of a damaged release, nor of a public one", async () => {
    const damaged = join(shared, "damaged");
    cpSync(folder, damaged, {recursive: true});
    writeFileSync(join(damaged, "tables/patients.arrow"), "no table");
    await expect(exportCbioportal(damaged, join(shared, "other"))).rejects.toThrow("patients.arrow");
    const open = {...release, manifest: {...release.manifest, tier: "public" as const}};
    expect(() => studyFolder(open, new Map())).toThrow("a public release may not be exported as patients");
  });

  it("leaves out the records for which another source's stand", () => {
    const table = (name: string) => release.table(name);
    const [first] = rowsOf(table("patients"));
    const duplicates = {...release, table: (name: string) => (name === "patients" ? withDuplicate() : table(name))};
    const files = studyFolder(duplicates, new Map());
    for (const [name, content] of files)
      expect([name, content.includes(String(first.patient_id))]).toEqual([name, false]);

    function withDuplicate() {
      const patients = table("patients");
      const vector = vectorFromArray(["OTHER-1", null, null], new Utf8());
      return new Proxy(patients, {
        get: (target, key) =>
          key === "getChild"
            ? (column: string) => (column === "duplicate_of" ? vector : target.getChild(column))
            : (Reflect.get(target, key, target) as unknown)
      });
    }
  });
});
