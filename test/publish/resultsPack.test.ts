import {createHash} from "node:crypto";
import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {strFromU8, unzipSync} from "fflate";
import {describe, expect, it} from "vitest";
import {chosenPages} from "../../loaders/publish/chosenPages.js";
import {reproduciblePdf} from "../../loaders/publish/reproduciblePdf.js";
import {resultsPack} from "../../loaders/publish/resultsPack.js";
import type {SiteManifest} from "../../loaders/publish/siteManifest.js";
import type {ReportPage} from "../../loaders/report/render/reportPages.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

const simulatedNotice = "simulated data";
const paths = ["404.html", "eln.html", "genes/npm1.html", "index.html", "reports/eln.html", "reports/index.html"];
const manifest: SiteManifest = {
  format: "hemiola-site/1",
  release: {
    id: "0123456789abcdef",
    tier: "consortium",
    schemaVersion: "1.5.0",
    simulated: true,
    simulatedNotice,
    study: {id: "demo", title: "Demo"}
  },
  site: "fedcba9876543210",
  files: paths.map((path) => ({path, bytes: 1, sha256: "0".repeat(64)}))
};
const eln: ReportPage = {
  id: "eln",
  title: "ELN risk",
  audience: "clinician",
  group: "report",
  tier: "consortium",
  path: "/reports/eln",
  results: "figures/eln/results.json",
  figures: [
    {id: "curve", title: "Survival", svg: "figures/eln/curve.svg", csv: "figures/eln/curve.csv"},
    {id: "table", title: "Table", svg: null, csv: "figures/eln/table.csv"}
  ],
  methods: ["Kaplan–Meier estimate.", "Log-rank test."]
};
const reports = [eln, {...eln, id: "gene-npm1", group: "gene" as const, path: "/genes/npm1"}];

describe("chosenPages", () => {
  it("takes all reports, or one by its name with or without folder, or any page", () => {
    const names = (name: string) => chosenPages(manifest, reports, name).map((page) => page.name);
    expect(names("all")).toEqual(["eln", "genes-npm1"]);
    // A page of the explorer bears the report's name.
    expect(chosenPages(manifest, reports, "eln")).toEqual([{path: "reports/eln.html", name: "eln", report: eln}]);
    expect(names("npm1")).toEqual(["genes-npm1"]);
    expect(names("genes/npm1")).toEqual(["genes-npm1"]);
    expect(chosenPages(manifest, reports, "index")).toEqual([{path: "index.html", name: "index", report: null}]);
    expect(() => chosenPages(manifest, reports, "elm")).toThrow(
      "unknown report: elm, expected one of reports/eln, genes/npm1"
    );
    expect(() => chosenPages(manifest, [], "all")).toThrow("the site has no reports");
  });
});

describe("resultsPack", () => {
  it("holds the report's files with their checksums, the same bytes each time", async () => {
    const site = temporaryFolder();
    mkdirSync(join(site, "figures/eln"), {recursive: true});
    for (const name of ["curve.svg", "curve.csv", "table.csv", "results.json"]) {
      writeFileSync(join(site, "figures/eln", name), name);
    }
    writeFileSync(join(site, "release.json"), "{}");
    const make = () => resultsPack({site, manifest, report: eln, name: "eln", pdf: new Uint8Array([37, 80, 68, 70])});
    const zip = await make();
    expect(Buffer.compare(zip, await make())).toBe(0);
    const files = unzipSync(zip);
    const folder = "eln-0123456789abcdef";
    const inside = [
      "eln.pdf",
      "figures/curve.svg",
      "methods.txt",
      "release.json",
      "results.json",
      "tables/curve.csv",
      "tables/table.csv"
    ];
    expect(Object.keys(files)).toEqual([...inside, "README.txt"].map((name) => `${folder}/${name}`));
    const readme = strFromU8(files[`${folder}/README.txt`]);
    expect(readme).toContain("Simulated data.");
    expect(readme).toContain("Release: 0123456789abcdef, tier consortium");
    for (const name of inside) {
      const sum = createHash("sha256").update(files[`${folder}/${name}`]).digest("hex");
      expect(readme).toContain(`${sum}  ${name}`);
    }
    expect(strFromU8(files[`${folder}/methods.txt`])).toBe("Kaplan–Meier estimate.\nLog-rank test.\n");
  });
});

describe("reproduciblePdf", () => {
  it("takes away times and accidental names, and nothing of the length", () => {
    const pdf = (when: string, [a, b]: string[]) =>
      Buffer.from(
        `/CreationDate (D:${when}+00'00')\n/ID (node${a})\n/ID (node${b})\n/Names [${[`(node${a}) 11 0 R`, `(node${b}) 7 0 R`].sort().join(" ")}]`
      );
    const one = pdf("20261126180000", ["00000013", "00000020"]);
    const other = pdf("20270101090909", ["00000045", "00000004"]);
    expect(one.equals(other)).toBe(false);
    expect(Buffer.compare(reproduciblePdf(one), reproduciblePdf(other))).toBe(0);
    expect(reproduciblePdf(one).byteLength).toBe(one.byteLength);
    expect(Buffer.from(reproduciblePdf(one)).toString()).toContain(
      "/Names [(node00000001) 11 0 R (node00000002) 7 0 R]"
    );
  });
});
