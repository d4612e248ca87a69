import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {checkStudyFolder} from "../../loaders/commands/checkStudyFolder.js";
import {soundStudy, studyFileWith, writeStudy} from "../support/cbioportalStudy.js";
import {temporaryFolder} from "../support/temporaryFolder.js";
import {runCli} from "./runCli.js";

describe("check-study", () => {
  it("lists faults by file, line, column, value and severity", async () => {
    const folder = writeStudy(temporaryFolder(), {
      ...studyFileWith("data_clinical_patient.txt", "Male\t61", "Male\tsixty"),
      "data_expression.txt": null
    });
    const {text, errors} = await checkStudyFolder(folder);
    expect(text.split("\n")).toEqual([
      'meta_expression.txt:4: data_filename: "data_expression.txt": error: The data file that is described is absent (cbioportal_dangling_meta)',
      'data_clinical_patient.txt:7: AGE: "sixty": error: Cells that are not of the type that the header tells (cbioportal_value_type)',
      'data_mutations.txt:6: Variant_Classification: "Silent": info: Rows that cBioPortal leaves out by their class (cbioportal_variant_filtered)',
      "2 errors, 0 warnings, 1 notes",
      ""
    ]);
    expect(errors).toBe(2);
  });

  it("lists the first twenty of many faults, and says how many more there are", async () => {
    const rows = Array.from({length: 50}, (_, i) => `P${i}-99\tLARGE\n`).join("");
    const changes = {"data_gene_matrix.txt": soundStudy["data_gene_matrix.txt"] + rows};
    const {text} = await checkStudyFolder(writeStudy(temporaryFolder(), changes));
    expect(text.split("\n").filter((line) => line.startsWith("data_gene_matrix.txt:"))).toHaveLength(42);
    expect(text).toContain("(cbioportal_sample_unknown): 30 more");
    expect(text).toContain("(cbioportal_panel_not_sequenced): 30 more");
  });

  it("checks several folders in turn, and fails if one of them has an error", async () => {
    const [sound, wrong] = [
      writeStudy(temporaryFolder(), {}),
      writeStudy(temporaryFolder(), studyFileWith("data_clinical_patient.txt", "Male\t61", "Male\tsixty"))
    ];
    const {code, stdout} = await runCli(["check-study", wrong, sound]);
    const lines = stdout.split("\n").filter((line) => !line.includes(": "));
    expect(lines).toEqual([wrong, "1 errors, 0 warnings, 1 notes", sound, "0 errors, 0 warnings, 1 notes", ""]);
    expect(code).toBe(1);
  });

  it("refuses a folder that is missing", async () => {
    const folder = join(temporaryFolder(), "absent");
    await expect(checkStudyFolder(folder)).rejects.toThrow(`${folder}: missing study folder`);
  });
});
