import {createHash} from "node:crypto";
import {describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {harmonised, harmonisedOnce, mapping, mappingWith, partner, rawFiles} from "../support/partner.js";
import {tally} from "../support/tables.js";

const agreed = "[ID, AOD, WBC, SEX, OS, DEAD, CR, REL, NPM1, ITD]";
const withHeader = mappingWith("file: clinical.csv", `file: clinical.csv\n    header: ${agreed}`);

/** The clinical file with these columns only, in this order. */
function clinical(...columns: string[]): Record<string, string> {
  const [header, ...records] = rawFiles["clinical.csv"].trimEnd().split("\n");
  const at = columns.map((column) => header.split(",").indexOf(column));
  const lines = records.map((record) => at.map((i) => record.split(",")[i] ?? "new").join(","));
  return {"clinical.csv": [columns.join(","), ...lines, ""].join("\n")};
}

describe("a file with an agreed header", () => {
  it("as agreed has nothing to find", async () => {
    const read = await harmonised({mapping: withHeader});
    expect(read.findings()).toMatchObject({column_missing: 0, column_order: 0, column_additional: 0});
  });

  it("is read by the names of its columns, in any order and with others between", async () => {
    const raw = clinical("ID", "SITE", "WBC", "AOD", "SEX", "OS", "DEAD", "CR", "REL", "NPM1", "ITD");
    const read = await harmonised({mapping: withHeader, raw});
    expect(read.findings()).toMatchObject({column_missing: 0, column_order: 1, column_additional: 1});
    const plain = await harmonised();
    for (const table of ["patients", "events", "patient_features"]) expect(read.rows(table)).toEqual(plain.rows(table));
  });

  it("does without columns that are missing: their variables were not collected", async () => {
    const read = await harmonised({mapping: withHeader, raw: clinical("ID", "WBC", "OS", "DEAD", "CR", "NPM1")});
    expect(read.findings()).toMatchObject({column_missing: 4, column_order: 0, column_additional: 0});
    const found = read.rows("findings").find(({rule_id}) => rule_id === "column_missing")!;
    expect([found.severity, found.n_checked, String(found.description)]).toEqual([
      "warning",
      10,
      expect.stringMatching(/: AOD, SEX, REL, ITD$/)
    ]);
    const status = read.rows("value_status").filter(({table}) => table === "patients");
    for (const column of ["age_years", "age_band", "sex"])
      expect(status.filter((d) => d.column === column).map(({reason, n}) => [reason, n])).toEqual([
        ["NOT_COLLECTED", 3]
      ]);
    expect(tally(read.column("events", "event"))).toEqual({death: 2, last_contact: 1, cr: 2});
    expect(read.rows("rejects").filter(({file}) => file === "clinical.csv")).toEqual([]);
    const covered = read.rows("mapping_coverage").filter(({file}) => file === "clinical.csv");
    expect(covered.map(({column}) => column)).toEqual(["ID", "WBC", "OS", "DEAD", "CR", "NPM1"]);
  });

  it("cannot do without its key or the follow-up", async () => {
    for (const missing of ["ID", "OS"]) {
      const columns = ["ID", "AOD", "WBC", "SEX", "OS", "DEAD", "CR", "REL", "NPM1", "ITD"].filter(
        (d) => d !== missing
      );
      await expect(harmonised({mapping: withHeader, raw: clinical(...columns)})).rejects.toThrow(
        new RegExp(`^clinical\\.csv: column ${missing}: missing column`)
      );
    }
  });

  it("must name what the mapping reads, once", async () => {
    const load = (header: string) =>
      harmoniseStudy({study: "test", root: partner({mapping: withHeader.replace(agreed, header)})});
    await expect(load(agreed.replace("WBC, ", ""))).rejects.toThrow(
      /clinical\.header: missing column: WBC, which the mapping reads/
    );
    await expect(load(agreed.replace("WBC", "WBC, WBC"))).rejects.toThrow(/clinical\.header: duplicate column: WBC/);
  });
});

describe("a delivery with checksums", () => {
  const summed = mapping.replace("files:", "checksums: {file: SHA256SUMS}\nfiles:");
  const sum = (file: string, text = rawFiles[file]): string =>
    `${createHash("sha256").update(text).digest("hex")}  ${file}\n`;

  it("is compared with them, and read on", async () => {
    const sums = [sum("clinical.csv"), sum("itd.txt", "something else"), sum("genetic.txt").replace("  ", " *")].join(
      ""
    );
    const read = await harmonisedOnce({mapping: summed, raw: {SHA256SUMS: sums}});
    const found = read
      .rows("findings")
      .filter(({rule_id, n}) => String(rule_id).startsWith("checksum_") && n !== 0)
      .map((d) => [d.rule_id, d.file, d.severity, d.n]);
    expect(found).toEqual([
      ["checksum_absent", "karyotypes.txt", "info", 1],
      ["checksum_mismatch", "itd.txt", "error", 1]
    ]);
    expect(read.rows("patients")).toHaveLength(3);
  });

  it("must have them, line by line", async () => {
    await expect(harmonised({mapping: summed})).rejects.toThrow(/^SHA256SUMS: missing file/);
    await expect(harmonised({mapping: summed, raw: {SHA256SUMS: "abc  clinical.csv\n"}})).rejects.toThrow(
      /^SHA256SUMS: line 1: no checksum, expected a SHA-256/
    );
  });
});
