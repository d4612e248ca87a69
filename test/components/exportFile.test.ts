// @vitest-environment jsdom
import {readFileSync} from "node:fs";
import {join, relative} from "node:path";
import {describe, expect, it} from "vitest";
import {filesBelow} from "../../scripts/lib/siteKey.mjs";
import {penOf} from "../../src/charts/svg.js";
import {
  csvFile,
  csvName,
  type ExportRelease,
  provenance,
  scriptFile,
  svgFile
} from "../../src/components/exportFile.js";
import {footer, header, printStyle} from "../../src/components/siteFrame.js";

const root = join(import.meta.dirname, "../..");
const sentence = "Simulated for a test; not patient data.";
const simulated: ExportRelease = {
  releaseId: "0123",
  sources: [{name: "Partner"}],
  simulated: true,
  simulatedNotice: "simulated for a test; not patient data"
};
// A sentence that a release of real data might hold by mistake must not be shown.
const real: ExportRelease = {...simulated, simulated: false};
const words = {id: "figure", title: "A figure", notes: ["n = 3"], address: "https://example.org/page"};
const table = {columns: ["group", "n"], rows: [["all", 3]]};

function drawing(): SVGElement {
  const {svg} = penOf(document);
  const element = svg("svg", {width: 300, height: 100}, svg("desc", {}, "Drawn."));
  document.body.append(element);
  return element;
}

const metadata = {
  cohort: "NPM1 mutated\nand female",
  state: {filter: {sex: ["female"]}},
  method: "counted",
  versions: {schema: "5", ruleSet: {eln: "2022"}}
};

const files: [string, (release: ExportRelease) => string][] = [
  ["CSV", (release) => csvFile(release, words, table).content],
  ["R script", (release) => scriptFile(release, words, "print(1)\n").content],
  ["SVG", (release) => svgFile(release, words, drawing()).content.replaceAll(/<\/text><text[^>]*>/g, " ")],
  ["caption", provenance]
];

describe("what leaves a page", () => {
  it.each(files)("%s carries the sentence of a simulated release, with source and release", (_, written) => {
    expect(written(simulated)).toContain(sentence);
    expect(written(simulated)).toContain("Source: Partner. Release 0123.");
  });

  it.each(files)("%s says nothing of simulation for a release of real data", (_, written) => {
    expect(written(real)).toContain("Source: Partner. Release 0123.");
    expect(written(real).toLowerCase()).not.toContain("simulated");
  });

  it("says so even where a release has lost its sentence", () => {
    expect(csvFile({...simulated, simulatedNotice: null}, words, table).content).toContain(
      "Simulated data; not patient data."
    );
  });

  it("has the word in its title, and a name with the release", () => {
    const {name, content} = csvFile(simulated, words, table);
    expect(name).toBe("hemiola-figure-0123.csv");
    expect(content.split("\r\n").slice(0, 2)).toEqual(["# A figure (simulated data)", "# n = 3"]);
  });
});

describe("what a file says for programs", () => {
  const full = {...words, metadata};

  it("is JSON in the metadata of a picture: cohort, state, release, method, versions", () => {
    const text = new DOMParser().parseFromString(svgFile(simulated, full, drawing()).content, "image/svg+xml");
    expect(JSON.parse(text.querySelector("metadata")?.textContent ?? "")).toEqual({
      generator: "Hemiola",
      title: "A figure (simulated data)",
      release: "0123",
      sources: ["Partner"],
      simulated: true,
      notice: sentence,
      address: "https://example.org/page",
      ...metadata
    });
  });

  it("is a line each in the head of a table and of a script", () => {
    const lines = [
      "# Cohort: NPM1 mutated and female",
      '# State: {"filter":{"sex":["female"]}}',
      "# Method: counted",
      '# Versions: schema 5; ruleSet {"eln":"2022"}'
    ];
    expect(csvFile(simulated, full, table).content).toContain(`${lines.join("\r\n")}\r\ngroup,n\r\n`);
    expect(scriptFile(simulated, full, "print(1)\n").content).toContain(`${lines.join("\n")}\n\nprint(1)\n`);
  });

  it("names the CSV file that a script reads", () => {
    expect(csvName(simulated, words)).toBe(csvFile(simulated, words, table).name);
  });
});

describe("the frame of every page", () => {
  const frame = {title: "A {study} \\ of", releaseId: "0123", tier: "internal", pages: []};
  const text = (status: ExportRelease) =>
    [header({...frame, ...status}, "/"), printStyle({...frame, ...status}), footer({...frame, ...status})].join("\n");

  it("says that data are simulated at the top and on every printed sheet", () => {
    expect(header({...frame, ...simulated}, "/")).toContain(`<p class="site-notice" role="note">${sentence}</p>`);
    expect(printStyle({...frame, ...simulated})).toContain(
      '@bottom-left{content:"Simulated for a test\\3b  not patient data\\2e "}'
    );
  });

  it("says nothing of it for real data", () => {
    expect(text(real).toLowerCase()).not.toContain("simulated");
  });
});

describe("the sources of the site", () => {
  const modules = filesBelow(join(root, "src"))
    .filter((path) => /\.(ts|md)$/.test(path))
    .map((path) => ({name: relative(join(root, "src"), path), text: readFileSync(path, "utf8")}));
  const naming = (pattern: RegExp): string[] => modules.filter(({text}) => pattern.test(text)).map(({name}) => name);

  it("let nothing out but by the one module that takes stamped files only", () => {
    const ways =
      /createObjectURL|new Blob\b|new File\b|showSaveFilePicker|\bdownload\s*[:=]|"download"|data:(text|image|application)\//;
    // The PNG is drawn from the text of a stamped SVG file; what becomes of it is stamped again.
    // Tools of reports save the files that the build stamped, and the picture of one with its own metadata.
    expect(naming(ways).sort()).toEqual([
      "components/download.ts",
      "components/pngPicture.ts",
      "components/reportTools.ts"
    ]);
  });

  it("stamp files in one module only", () => {
    expect(naming(/as (unknown as )?ExportFile\b|\bcsvText\(|\bsvgText\(/).sort()).toEqual([
      "components/csvText.ts",
      "components/exportFile.ts",
      "components/svgText.ts"
    ]);
  });

  it("read the sentence of the release in one module only", () => {
    // Others hand it on by name; none decides by itself when it is shown.
    expect(naming(/simulatedNotice\s*(\?\?|===|!==)/)).toEqual(["model/simulatedNotice.ts"]);
  });
});
