import fc from "fast-check";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {checkStudy} from "../../loaders/sources/cbioportal/checkStudy.js";
import {readRaw, type RawResult} from "../../loaders/sources/readRaw.js";
import {SourceError} from "../../loaders/sources/sourceError.js";
import {formatSchema} from "../../loaders/study/formatSchema.js";
import {soundStudy, studyFileWith, writeStudy} from "../support/cbioportalStudy.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

async function read(
  file: string,
  data: string,
  changes: Parameters<typeof writeStudy>[1] = {},
  columns?: readonly string[]
): Promise<RawResult> {
  const folder = writeStudy(temporaryFolder(), changes);
  const format = formatSchema.parse({kind: "cbioportal", data});
  return readRaw((name) => join(folder, name), {file, format}, {columns});
}

describe("a file of a study folder", () => {
  it("is a clinical table after four header lines, which tell labels and types", async () => {
    const {table, records, rejects} = await read("data_clinical_patient.txt", "clinical");
    expect(table.columns).toEqual(["PATIENT_ID", "SEX", "AGE", "OS_STATUS", "OS_MONTHS"]);
    expect(table.column("AGE")).toEqual(["50", "61", "[Not Available]", "33", "70"]);
    expect(table.info?.columns.get("AGE")).toEqual({label: "Age", kind: "number"});
    expect(table.info?.columns.get("PATIENT_ID")).toEqual({label: "Patient", kind: "text"});
    expect([records, rejects]).toEqual([5, []]);
  });

  it("is a table of mutations, or the samples that its first lines name", async () => {
    const mutations = await read("data_mutations.txt", "table", {}, ["Hugo_Symbol"]);
    expect(mutations.table.column("Hugo_Symbol")).toEqual(["DNMT3A", "NPM1", "DNMT3A"]);
    const samples = await read("data_mutations.txt", "sequenced_samples");
    expect(samples.table.column("SAMPLE_ID")).toEqual(["P1-03", "P2-03", "P3-03", "P4-03"]);
    expect(samples.sha256).toBe(mutations.sha256);
  });

  it("is the samples of a case list", async () => {
    const {table, records} = await read("case_lists/cases_sequenced.txt", "case_list");
    expect(table.column("SAMPLE_ID")).toEqual(["P1-03", "P2-03", "P3-03", "P4-03"]);
    expect(records).toBe(4);
  });

  it("keeps rows that begin with # and quotes as they are, with line ends of either kind", async () => {
    const text = soundStudy["data_gene_matrix.txt"].replace("P2-03", '#P2"').replaceAll("\n", "\r\n");
    const {table} = await read("data_gene_matrix.txt", "table", {"data_gene_matrix.txt": text});
    expect(table.column("SAMPLE_ID")).toEqual(["P1-03", '#P2"', "P3-03", "P4-03", "P5-03"]);
    expect(table.column("mutations").at(-1)).toBe("NA");
  });

  it("refuses records with too few cells, and says which", async () => {
    const changes = studyFileWith("data_gene_matrix.txt", "P3-03\tTINY", "P3-03");
    const {table, rejects, records} = await read("data_gene_matrix.txt", "table", changes);
    expect(rejects).toMatchObject([{row: 3, reason: "1 cell", expected: "2 cells"}]);
    expect([table.rows, records, table.recordNumber(2)]).toEqual([4, 5, 4]);
  });

  it("names what it does not have", async () => {
    await expect(read("data_absent.txt", "table")).rejects.toThrow(/^data_absent.txt: missing file/);
    await expect(read("data_gene_matrix.txt", "table", {}, ["PANEL"])).rejects.toThrow(
      "data_gene_matrix.txt: column PANEL: missing column"
    );
    await expect(read("meta_study.txt", "case_list")).rejects.toThrow("meta_study.txt: no case list");
    await expect(read("data_gene_matrix.txt", "sequenced_samples")).rejects.toThrow(
      "data_gene_matrix.txt: no list of samples"
    );
    await expect(read("data_gene_matrix.txt", "table", {"data_gene_matrix.txt": "\n\n"})).rejects.toThrow("empty file");
  });
});

describe("a study folder with damaged files", () => {
  const folder = mkdtempSync(join(tmpdir(), "hemiola-"));
  afterAll(() => rmSync(folder, {recursive: true, force: true}));
  const files = Object.keys(soundStudy);
  const damage = fc.record({
    file: fc.constantFrom(...files),
    at: fc.double({min: 0, max: 1, noNaN: true}),
    bytes: fc.uint8Array({maxLength: 40}),
    keepRest: fc.boolean()
  });
  const kindOf = (file: string): string =>
    file.startsWith("case_lists") ? "case_list" : file.startsWith("data_clinical") ? "clinical" : "table";

  const matrix = "Hugo_Symbol\tEntrez_Gene_Id\tP1-03\tP2-03\nDNMT3A\t1788\t-1\tNA\nNPM1\t4869\t0\t2\n";
  const variants =
    "Sample_Id\tSV_Status\tSite1_Hugo_Symbol\tSite2_Hugo_Symbol\nP1-03\tSOMATIC\tRUNX1\tRUNX1T1\nP2-03\tGERMLINE\tCBFB\t\n";
  it.each([
    ["copy_number", matrix],
    ["copy_number", "Hugo_Symbol\tSample_Id\tValue\nTP53\tP1-03\t-2\n"],
    ["entities", matrix],
    ["entities", "ENTITY_STABLE_ID\tSample_Id\tValue\nWBC\tP1-03\t>5\n"],
    ["fusions", variants]
  ])("is read as %s or refused at a place", async (data, text) => {
    const format = formatSchema.parse({kind: "cbioportal", data});
    await fc.assert(
      fc.asyncProperty(damage, async ({at, bytes, keepRest}) => {
        const whole = Buffer.from(text);
        const cut = Math.floor(whole.length * at);
        const rest = keepRest ? whole.subarray(cut) : Buffer.alloc(0);
        writeStudy(folder, {"data_kind.txt": Buffer.concat([whole.subarray(0, cut), bytes, rest])});
        try {
          const {table, rejects, records} = await readRaw((name) => join(folder, name), {
            file: "data_kind.txt",
            format
          });
          expect(table.rows + rejects.length).toBe(records);
          for (const column of table.columns.slice(0, 3)) expect(table.column(column)).toHaveLength(table.rows);
        } catch (error) {
          expect(error).toBeInstanceOf(SourceError);
          expect((error as SourceError).place.file).toBe("data_kind.txt");
        }
      }),
      {numRuns: 40}
    );
  });

  it("is checked to its end, and its files are read or refused at a place", async () => {
    await fc.assert(
      fc.asyncProperty(damage, async ({file, at, bytes, keepRest}) => {
        const whole = Buffer.from(soundStudy[file]);
        const cut = Math.floor(whole.length * at);
        const rest = keepRest ? whole.subarray(cut) : Buffer.alloc(0);
        writeStudy(folder, {[file]: Buffer.concat([whole.subarray(0, cut), bytes, rest])});
        const {report} = await checkStudy(folder);
        for (const {n, checked, places} of report.checks) {
          expect(n).toBeLessThanOrEqual(checked);
          expect(places).toHaveLength(Math.min(n, 20));
        }
        const format = formatSchema.parse({kind: "cbioportal", data: kindOf(file)});
        try {
          const {table, rejects, records} = await readRaw((name) => join(folder, name), {file, format});
          expect(table.rows + rejects.length).toBe(records);
        } catch (error) {
          expect(error).toBeInstanceOf(SourceError);
          expect((error as SourceError).place.file).toBe(file);
        }
      }),
      {numRuns: 60}
    );
  });
});
