import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {checkStudyFolder} from "../../loaders/commands/checkStudyFolder.js";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {writeRelease} from "../../loaders/release/writeRelease.js";
import {demoTables} from "../support/demoRelease.js";
import {roundTrip, type RoundTrip} from "../support/roundTrip.js";
import {absent, root, sharedData} from "../support/sharedData.js";

const work = mkdtempSync(join(tmpdir(), "hemiola-"));
afterAll(() => rmSync(work, {recursive: true, force: true}));

/** Columns that cannot be the same: keys made of the partner's ids, and names that only a mapping has. */
const ownKeys: Readonly<Record<string, readonly string[]>> = {
  assays: ["assay_id"],
  assay_coverage: ["assay"],
  // Counted in the text of a karyotype, which no release holds.
  cytogenetics: ["n_metaphases", "n_abnormalities", "n_autosomal_monosomies", "n_structural"],
  mutations: ["mutation_id"],
  treatments: ["treatment_id"]
};

/** What a study folder carries, and what follows from it. */
const carried = [
  ...["sources", "patients", "samples", "assays", "gene_panels", "mutations", "cytogenetics", "patient_features"],
  ...["assay_coverage", "classifications", "treatments", "responses", "mrd", "copy_number", "cna_gene", "expression"],
  ...["events", "outcomes", "reported_outcomes", "endpoint_support", "summary_levels", "summary_values"],
  ...["summary_alterations", "summary_survival", "summary_classifications", "reclassification", "classification_rules"]
];

/** What tells of the partners' own files, or of the text of karyotypes, and so cannot come back. */
const lost = [
  ...["karyotype_flags", "cytogenetic_evidence", "cytogenetic_abnormalities", "rejects", "findings", "provenance"],
  ...["mapping_coverage", "unmapped_tokens", "agreement", "patient_flow", "patient_overlap", "raw_excerpts"],
  // Why a value is missing: a blank cell does not tell.
  ...["value_status", "dictionary", "dictionary_sources"]
];

/** Exports the release of a harmonised study and harmonises it again. */
async function trip(
  name: string,
  {tables, manifest}: Awaited<ReturnType<typeof harmoniseStudy>>
): Promise<RoundTrip & {sizes: Map<string, number>}> {
  const {folder} = await writeRelease({parts: manifest, tables, out: join(work, name, "releases")});
  const made = await roundTrip(root, folder, tables, join(work, name));
  return {...made, sizes: new Map(tables.map(({schema, rows}) => [schema.name, rows]))};
}

function expectSame(made: RoundTrip & {sizes: Map<string, number>}): void {
  const {sizes, names} = made;
  for (const table of carried) {
    const {lost: missing, gained, same} = made.differences(table, ownKeys[table]);
    expect([table, missing, gained, same]).toEqual([table, [], [], sizes.get(table)]);
  }
  const known = new Set([...carried, ...lost]);
  expect(names.filter((name) => !known.has(name) && !name.startsWith("raw_"))).toEqual([]);
}

describe("the demo as a cBioPortal study", async () => {
  const demo = await trip("demo", await demoTables());

  it("passes our check of the format without a word", async () => {
    expect(await checkStudyFolder(demo.folder)).toEqual({errors: 0, text: "0 errors, 0 warnings, 0 notes\n"});
  });

  it("comes back as the same tables, by the declarations that lie in it", () => {
    expectSame(demo);
    expect(demo.after.rows("rejects")).toEqual([]);
    expect(demo.sizes.get("patients")).toBe(2937);
  });
});

const name = "tcga_laml/cbioportal_study/laml_tcga";
const folder = sharedData(name);

describe.skipIf(folder === undefined)(`TCGA LAML there and back (${folder ? "present" : absent(name)})`, async () => {
  if (folder === undefined) return;
  const laml = await trip("laml", await harmoniseStudy({study: "tcga_laml", root, dataDir: folder}));

  it("passes our check of the format", async () => {
    expect(await checkStudyFolder(laml.folder)).toMatchObject({errors: 0});
  });

  it("comes back as the same tables", () => {
    expectSame(laml);
    expect(laml.after.rows("rejects")).toEqual([]);
  });
});
