import {createHash} from "node:crypto";
import {describe, expect, it} from "vitest";
import {readCalibration} from "../../loaders/simulate/calibration.js";
import {partners} from "../../loaders/simulate/partners.js";
import {root} from "./registry.js";

const {seed} = await readCalibration(root);
const {files, expectedFindings, expectedRejects} = await partners.HOVON(root, seed);
const bytes = (name: string) => files.find(({file}) => file === name)!.bytes;
const text = (name: string) => Buffer.from(bytes(name)).toString("utf8");
const sha256 = (content: Uint8Array) => createHash("sha256").update(content).digest("hex");

describe("the delivery of the simulated trials", () => {
  it("is as awkward as a real one", () => {
    const patients = text("patienten.csv");
    expect(patients.startsWith("\ufeffpatientnr;studie;")).toBe(true);
    expect(patients.split("\r\n")).toHaveLength(750);
    expect(patients.match(/;RAEB-2;/g)).toHaveLength(68);
    expect(patients).toMatch(/;0\d-\d\d-20\d\d;/);
    expect(patients).toMatch(/;00-\d\d-20\d\d;/);
    expect(patients).toMatch(/;00-00-20\d\d;/);
    expect(patients).toMatch(/;\d+,\d\d;µkat\/l;/);
    expect(patients).toMatch(/;>90;/);
    expect(patients).toMatch(/;<5;/);
    for (const token of ["-9", "99", "onb", "nvt"]) expect(patients).toContain(`;${token};`);
    expect(text("genen.csv").match(/^H\d{3}-\d{3};/gm)).toHaveLength(3);
    expect(text("genen.csv")).toMatch(/;dm;/);
    expect(text("genen.csv").split("\r\n")[0]).toContain(";EVI1;");
    expect(text("cytogenetica.csv")).toContain(";normaal\r\n");
    expect(text("cytogenetica.csv")).toContain("t(9;11)(p21.3;q23.3)");
    expect(text("respons.csv")).toMatch(/;CRi\r\n/);
    expect(text("ngs_diagnose.csv")).toMatch(/;0,\d\d;\d+\r\n/);
    expect(text("mrd.csv")).toMatch(/;NGS;alle;niet beoordeelbaar;nvt;/);
    expect(text("expressie.csv")).toMatch(/\r\nEVI1;/);
    expect(text("expressie.csv").split("\r\n")[0].split(";")).toHaveLength(401);
  });

  it("lists the checksum of every file, one of them that of an earlier state", () => {
    const listed = text("SHA256SUMS")
      .trim()
      .split("\n")
      .map((line) => line.split("  "));
    expect(listed.map(([, file]) => file)).toEqual(files.map(({file}) => file).filter((file) => file !== "SHA256SUMS"));
    const different = listed.filter(([sum, file]) => sum !== sha256(bytes(file)));
    expect(different.map(([, file]) => file)).toEqual(["hct.csv"]);
  });

  it("tells what quality control must find", () => {
    const n = (rule: string) => expectedFindings.find((d) => d.rule === rule)?.n;
    expect([n("checksum_mismatch"), n("dead_and_alive"), n("value_out_of_range")]).toEqual([1, 2, 6]);
    expect(expectedFindings.every((d) => d.n > 0)).toBe(true);
    expect(expectedRejects.reduce((sum, d) => sum + d.n, 0)).toBe(6);
  });
});
