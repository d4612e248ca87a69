import {createHash} from "node:crypto";
import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {tabSeparated} from "../../loaders/simulate/rawFile.js";
import {simulateStudy} from "../../loaders/simulate/simulateStudy.js";
import {demoProject, demoSources} from "./demoProject.js";
import {root} from "./registry.js";

const folder = mkdtempSync(join(tmpdir(), "hemiola-simulate-"));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

function contents(outDir: string): Record<string, string> {
  const names = readdirSync(outDir, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile());
  return Object.fromEntries(
    names.map(({parentPath, name}) => {
      const path = join(parentPath, name);
      return [path.slice(outDir.length), readFileSync(path, "latin1")];
    })
  );
}

describe("simulateStudy", () => {
  const first = join(folder, "first");
  const one = demoProject(join(folder, "project"), demoSources.slice(0, 1));

  it("reports what it wrote and how long it took", async () => {
    const steps: string[] = [];
    const {files} = await simulateStudy({root, study: "demo", outDir: first, onProgress: ({what}) => steps.push(what)});
    expect(steps).toEqual(demoSources.map(({id}) => `simulate ${id}`));
    expect(files.map(({file}) => file).slice(0, 4)).toEqual([
      "AMLSG/clinical.tsv",
      "AMLSG/genetic.tsv",
      "AMLSG/karyotypes.tsv",
      "AMLSG/flt3itd.tsv"
    ]);
    expect(files[0].rows).toBe(1544);
    for (const {file, bytes} of files) expect(readFileSync(join(first, file))).toHaveLength(bytes);
    expect(Object.keys(contents(first))).toEqual(
      expect.arrayContaining(["/truth/truth.json", "/truth/expected_findings.json"])
    );
  });

  it("gives the same bytes for the same seed, others for another", async () => {
    const [again, other] = [join(folder, "again"), join(folder, "other")];
    await simulateStudy({root: one, study: "demo", outDir: again});
    await simulateStudy({root: one, study: "demo", outDir: other, seed: 1});
    const ofOne = Object.keys(contents(again)).filter((name) => name.startsWith("/AMLSG/"));
    expect(ofOne).toHaveLength(4);
    for (const name of ofOne) expect(contents(again)[name]).toBe(contents(first)[name]);
    expect(contents(other)["/AMLSG/clinical.tsv"]).not.toBe(contents(first)["/AMLSG/clinical.tsv"]);
  });

  it("gives these bytes on every machine and Node", () => {
    // A change of parameters or of the generator changes them on purpose; a change of machine or of Node must not.
    const checksums = JSON.parse(readFileSync(join(import.meta.dirname, "checksums.json"), "utf8")) as object;
    const sha256 = (text: string) => createHash("sha256").update(text, "latin1").digest("hex");
    const found = Object.entries(contents(first)).map(([path, text]) => [path.slice(1), sha256(text)]);
    expect(Object.fromEntries(found)).toEqual(checksums);
  });

  it("replaces an older delivery as a whole and leaves nothing beside it", async () => {
    const older = join(folder, "again");
    writeFileSync(join(older, "AMLSG", "stale.tsv"), "old");
    await simulateStudy({root: one, study: "demo", outDir: older});
    expect(Object.keys(contents(older))).not.toContain("/AMLSG/stale.tsv");
    expect(readdirSync(folder).filter((name) => name.includes("partial"))).toEqual([]);
  });

  it("is as awkward as a real delivery", () => {
    const {
      "/AMLSG/clinical.tsv": clinical,
      "/AMLSG/genetic.tsv": genetic,
      "/AMLSG/karyotypes.tsv": karyotypes,
      "/AMLSG/flt3itd.tsv": itd
    } = contents(first);
    expect(clinical.split("\r").length).toBe(1546);
    expect(clinical).toMatch(/\t\d{1,2}-Mar-04\t/);
    expect(clinical).toMatch(/\t\d{1,2}-[A-Z][a-z]{2}-98\t/);
    expect(clinical).toMatch(/\tna\t/);
    expect(clinical).toMatch(/\t\.\t/);
    expect(clinical).toContain("männlich");
    expect(clinical).toMatch(/"Nachsorge au\u00dferhalb\nBrief liegt vor"/);
    expect(genetic).not.toContain("\n");
    expect(genetic).toContain("\tSFRS2\t");
    expect(genetic).toContain("\tmisssense\t");
    expect(genetic).toMatch(/\tMLL\t/);
    expect(genetic).toMatch(/\t12\t.*\tMLL2\t/);
    expect(genetic).toMatch(/\tOK_\t/);
    expect(karyotypes).toMatch(/"[^"\r]*\/\n[^"\r]*"\r/);
    expect(karyotypes).toContain("keine Metaphasen");
    expect(karyotypes).toContain("Komplexer Karyotyp");
    expect(karyotypes).toMatch(/idem/);
    expect(karyotypes).toContain("no metaphases");
    expect(karyotypes).toMatch(/\[cp9\]/);
    expect(karyotypes).toMatch(/"45,X[XY],[^"]*\bna[,[/"]/);
    expect(karyotypes).toMatch(/\.nuc ish\(/);
    expect(karyotypes).toMatch(/\.ish t\(/);
    expect(itd.startsWith("# ")).toBe(true);
    expect(itd).toContain("\t.\t");
  });

  it("refuses a study without simulated sources", async () => {
    await expect(simulateStudy({root, study: "amlsg", outDir: join(folder, "none")})).rejects.toThrow(
      "invalid study: amlsg names no simulator"
    );
    expect(readdirSync(folder)).not.toContain("none");
  });
});

describe("tabSeparated", () => {
  it("quotes cells where it must and doubles quotes", () => {
    const {bytes, rows} = tabSeparated(
      "x.tsv",
      ["a", "b"],
      [
        ["1", 'x "y"'],
        ["ü\t", ""]
      ],
      {lineEnd: "\r"}
    );
    expect(rows).toBe(2);
    expect(Buffer.from(bytes).toString("latin1")).toBe('a\tb\r1\t"x ""y"""\r"ü\t"\t\r');
  });

  it("refuses a character that the encoding lacks", () => {
    expect(() => tabSeparated("x.tsv", ["a"], [["€"]], {lineEnd: "\n"})).toThrow("invalid character in x.tsv: €");
  });
});
