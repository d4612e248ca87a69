import {parquetWriteBuffer} from "hyparquet-writer";
import {describe, expect, it} from "vitest";
import {loadStudy} from "../../loaders/study/loadStudy.js";
import {harmonised, partner, rawFiles, study} from "../support/partner.js";

/** The small partner's study with its clinical file as Parquet. */
function studyWith(file: string, format = "{kind: parquet}"): string {
  return `${study}    delivered: {${file}: {file: clinical.parquet, format: ${format}}}\n`;
}

/** The clinical file with numbers as numbers, and null where the text is blank. */
function parquet(): Uint8Array {
  const [header, ...rows] = rawFiles["clinical.csv"]
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  const columnData = header.map((name, i) => ({
    name,
    data: rows.map((row) => (row[i] === "" ? null : name === "ID" || name === "SEX" ? row[i] : Number(row[i])))
  }));
  return new Uint8Array(parquetWriteBuffer({columnData}));
}

describe("a file that a study has in another format than its mapping", () => {
  it("is harmonised like the one that the mapping declares", async () => {
    const read = await harmonised({study: studyWith("clinical"), raw: {"clinical.parquet": parquet()}});
    const usual = await harmonised();
    for (const table of ["patients", "events", "outcomes", "mutations", "cytogenetics"])
      expect([table, read.rows(table)]).toEqual([table, usual.rows(table)]);
  });

  it("must be one of the mapping, in a format that is known", () => {
    expect(() => loadStudy(partner({study: studyWith("clinic")}), "test")).toThrow(
      /sources\.0\.delivered\.clinic: unknown file: clinic$/
    );
    expect(() => loadStudy(partner({study: studyWith("clinical", "{kind: feather}")}), "test")).toThrow(
      /unknown kind, expected one of tabular/
    );
    expect(() =>
      loadStudy(partner({study: studyWith("clinical", "{kind: rdata, timeZone: Europe/Atlantis}")}), "test")
    ).toThrow(/unknown time zone/);
  });
});
