import {describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {columnOf, rowsOf} from "../../loaders/release/columnOf.js";
import {type Release, readRelease} from "../../loaders/release/readRelease.js";
import {formatTrace} from "../../loaders/release/trace/formatTrace.js";
import {traceRow} from "../../loaders/release/trace/traceRow.js";
import {writeRelease} from "../../loaders/release/writeRelease.js";
import {partner} from "../support/partner.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

let written: Release;

/** The release of the small partner, read once; its folder need not outlive the first test. */
async function release(): Promise<Release> {
  const {tables, manifest: parts} = await harmoniseStudy({study: "test", root: partner()});
  const {folder} = await writeRelease({parts, tables, out: temporaryFolder()});
  return await readRelease(folder);
}

/** Key of the patient of that age. */
function patientAged(age: number): string {
  const ids = columnOf(written.table("patients"), "patient_id");
  return String(ids[columnOf(written.table("patients"), "age_years").indexOf(age)]);
}

const text = (key: string, variable?: string) => formatTrace(traceRow(written, key, variable));

describe("traceRow(release, key, variable)", () => {
  it("gives file, record, raw column, token and rule of a value", async () => {
    written ??= await release();
    const [{value, origins}] = traceRow(written, patientAged(50), "wbc");
    expect(value).toBe(12);
    expect(origins).toEqual([
      {
        file: "clinical.csv",
        column: "WBC",
        cells: [{record: 1, token: "12000"}],
        withheld: false,
        rule: "missing “” UNKNOWN; number, /uL to 10*9/L, from 0.1 to 1000 10*9/L",
        decided: null,
        evidence: []
      }
    ]);
  });

  it("says which evidence decided an alteration, and on which calls it rests", async () => {
    written ??= await release();
    const [byColumn] = traceRow(written, patientAged(50), "NPM1");
    expect(byColumn.origins.map((d) => [d.column, d.decided])).toEqual([
      [null, false],
      ["NPM1", true]
    ]);
    const [byCalls] = traceRow(written, patientAged(44), "NPM1");
    expect(byCalls.origins.map((d) => [d.column, d.decided])).toEqual([
      [null, true],
      ["NPM1", false]
    ]);
    const [{value, origins}] = traceRow(written, patientAged(50), "DNMT3A");
    expect(value).toBe(1);
    expect(origins[0].evidence[0]).toMatch(/^call TEST-[0-9a-f]{16}: DNMT3A p\.R882H, oncogenic, pass$/);
    expect(origins[0].evidence[1]).toMatch(/^assay TEST-[0-9a-f]{16} with panel small: done$/);
  });

  it("traces a call by its own key", async () => {
    written ??= await release();
    const call = rowsOf(written.table("mutations")).find((d) => d.gene_symbol === "SRSF2")!;
    const traced = traceRow(written, String(call.mutation_id));
    expect(new Set(traced.map((d) => d.table))).toEqual(new Set(["mutations"]));
    const gene = traced.find((d) => d.column === "gene_symbol")!;
    expect(gene.origins[0]).toMatchObject({column: "GENE", cells: [{record: 2, token: "SFRS2"}]});
  });

  it("withholds a karyotype but tells its record", async () => {
    written ??= await release();
    const [status] = traceRow(written, patientAged(61), "cytogenetics.status");
    expect(status.value).toBe("abnormal");
    expect(status.origins).toMatchObject([{column: "karyotype", withheld: true, cells: [{record: 2, token: null}]}]);
  });

  it("covers every value of a patient, event by event", async () => {
    written ??= await release();
    const traced = traceRow(written, patientAged(50));
    expect(traced.filter((d) => d.value !== null && d.origins.length === 0)).toEqual([]);
    const days = traced.filter((d) => d.table === "events" && d.column === "day");
    expect(Object.fromEntries(days.map((d) => [d.scope, d.origins[0].cells[0].token]))).toEqual({
      death: "400",
      cr: "30",
      relapse: "200"
    });
  });

  it("refuses an unknown key and an unknown variable", async () => {
    written ??= await release();
    expect(() => traceRow(written, "TEST-0")).toThrow("unknown row key: TEST-0");
    expect(() => traceRow(written, patientAged(50), "height")).toThrow("unknown variable: height, expected one of ");
  });
});

describe("formatTrace(values)", () => {
  it("puts values below their rows and origins below their values", async () => {
    written ??= await release();
    const key = patientAged(61);
    expect(text(key, "patients.wbc")).toBe(
      [
        `patients ${key}`,
        "  wbc: 3.5",
        "    clinical.csv, record 2, WBC “3500”: missing “” UNKNOWN; number, /uL to 10*9/L, from 0.1 to 1000 10*9/L",
        ""
      ].join("\n")
    );
    expect(text(key, "cytogenetics.status")).toContain("karyotypes.txt, record 2, karyotype withheld: ");
    expect(text(key, "FLT3-ITD")).toContain("itd.txt, record 2, status “No_ITD”: compared only; ");
    expect(text(patientAged(50), "time_days")).toContain("      event death on day 400\n");
  });
});
