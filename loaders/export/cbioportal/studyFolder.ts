import {columnOf, rowsOf} from "../../release/columnOf.js";
import {hasTable} from "../../release/hasTable.js";
import type {Release} from "../../release/readRelease.js";
import {ReleaseError} from "../../release/releaseError.js";
import type {Cell} from "../../release/tableData.js";
import {clinicalFile} from "./clinicalFile.js";
import {mutationRows, namespace} from "./mutationRows.js";
import {patientAttributes} from "./patientAttributes.js";
import {profiledSamples} from "./profiledSamples.js";
import {metaText, tsv} from "./tsv.js";

const assemblies: Readonly<Record<string, string>> = {GRCh37: "hg19", GRCh38: "hg38"};

/**
 * A release as a study folder of cBioPortal: text by file. Records that another source's stand for are left out, so that a
 * person is one patient; expression is never written.
 *
 * @throws {ReleaseError} on a release that holds aggregates only
 */
export function studyFolder(release: Release): Map<string, string> {
  const {manifest, folder} = release;
  if (manifest.tier === "public") throw new ReleaseError(folder, "a public release may not be exported as patients");
  const study = manifest.study.id;
  const files = new Map<string, string>();
  const describe = (
    name: string,
    type: string,
    datatype: string,
    data: string,
    more: Record<string, string> = {}
  ): void =>
    void files.set(
      `meta_${name}.txt`,
      metaText({
        cancer_study_identifier: study,
        genetic_alteration_type: type,
        datatype,
        ...more,
        data_filename: data
      })
    );
  const list = (id: string, name: string, samples: readonly string[]): void =>
    void files.set(
      `case_lists/cases_${id}.txt`,
      metaText({
        cancer_study_identifier: study,
        stable_id: `${study}_${id}`,
        case_list_name: name,
        case_list_description: `${name} (${samples.length} samples)`
      }) + `case_list_ids: ${samples.join("\t")}\n`
    );

  const duplicates = columnOf(release.table("patients"), "duplicate_of");
  const rows = duplicates.flatMap((of, row) => (of === null ? [row] : []));
  const attributes = patientAttributes(release, rows);
  const patients = new Set(attributes[0].cells);
  const diseases = columnOf(release.table("patients"), "disease");
  const diseaseOf = new Map(attributes[0].cells.map((id, i) => [id, diseases[rows[i]]]));
  const samples = rowsOf(release.table("samples")).filter((d) => patients.has(d.patient_id));
  const ids = samples.map((d) => String(d.sample_id));
  const known = new Set<Cell>(ids);
  const calls = rowsOf(release.table("mutations")).filter((d) => known.has(d.sample_id));
  const genomes = new Set([
    ...columnOf(release.table("assays"), "reference_genome"),
    ...calls.map((d) => d.genome_build)
  ]);
  genomes.delete(null);
  const genome = genomes.size === 1 ? assemblies[String([...genomes][0])] : undefined;

  const {title, disease} = manifest.study;
  const notice = manifest.simulatedNotice === null ? "" : ` ${manifest.simulatedNotice}`;
  files.set(
    "meta_study.txt",
    metaText({
      type_of_cancer: disease,
      cancer_study_identifier: study,
      name: title,
      description: `${title}: Hemiola release ${manifest.id}.${notice}`,
      ...(genome === undefined ? {} : {reference_genome: genome})
    })
  );
  describe("clinical_patient", "CLINICAL", "PATIENT_ATTRIBUTES", "data_clinical_patient.txt");
  files.set("data_clinical_patient.txt", clinicalFile(attributes));
  describe("clinical_sample", "CLINICAL", "SAMPLE_ATTRIBUTES", "data_clinical_sample.txt");
  const text = (id: string, label: string, cells: readonly Cell[]) =>
    ({id, label, description: label, type: "STRING", cells}) as const;
  files.set(
    "data_clinical_sample.txt",
    clinicalFile([
      text(
        "PATIENT_ID",
        "Patient",
        samples.map((d) => d.patient_id)
      ),
      text("SAMPLE_ID", "Sample", ids),
      text(
        "ONCOTREE_CODE",
        "OncoTree code",
        samples.map((d) => diseaseOf.get(d.patient_id) ?? null)
      ),
      text(
        "MATERIAL",
        "Material",
        samples.map((d) => d.material)
      ),
      text(
        "TIMEPOINT",
        "Time point",
        samples.map((d) => d.timepoint)
      ),
      {
        ...text(
          "DAY",
          "Days from the index event",
          samples.map((d) => d.day)
        ),
        type: "NUMBER"
      }
    ])
  );
  list("all", "All samples", ids);

  const profiled = profiledSamples(release);
  const called = new Set(calls.map((d) => String(d.sample_id)));
  const sequenced = ids.filter((id) => profiled.samples.has(id) || called.has(id));
  if (sequenced.length > 0) {
    describe("mutations", "MUTATION_EXTENDED", "MAF", "data_mutations.txt", {
      stable_id: "mutations",
      show_profile_in_analysis_tab: "true",
      profile_name: "Mutations",
      profile_description: "Calls of all classes and qualities, as harmonised",
      // Blank, so that no class is left out.
      variant_classification_filter: "",
      namespaces: namespace
    });
    files.set("data_mutations.txt", mutationRows(calls));
    list("sequenced", "Sequenced samples", sequenced);
    describe("gene_panel_matrix", "GENE_PANEL_MATRIX", "GENE_PANEL_MATRIX", "data_gene_panel_matrix.txt");
    const panelOf = sequenced.map((id): Cell[] => [id, profiled.samples.get(id) ?? "NA"]);
    files.set("data_gene_panel_matrix.txt", tsv([["SAMPLE_ID", "mutations"], ...panelOf]));
    for (const [panel, genes] of profiled.panels)
      files.set(
        `gene_panels/${panel}.txt`,
        metaText({stable_id: panel, description: `Genes covered by ${panel}`}) + `gene_list: ${genes.join("\t")}\n`
      );
  }
  addSegments();
  return files;

  function addSegments(): void {
    if (!hasTable(release, "copy_number")) return;
    const segments = rowsOf(release.table("copy_number")).filter((d) => known.has(d.sample_id));
    // The format wants to know the assembly.
    if (segments.length === 0 || genome === undefined) return;
    const file = `data_cna_${genome}.seg`;
    describe(`cna_${genome}_seg`, "COPY_NUMBER_ALTERATION", "SEG", file, {
      reference_genome_id: genome,
      description: "Segments of copy number, as harmonised"
    });
    const columns = ["sample_id", "chrom", "start", "end", "n_probes", "log2_ratio"];
    const header = ["ID", "chrom", "loc.start", "loc.end", "num.mark", "seg.mean"];
    files.set(file, tsv([header, ...segments.map((d) => columns.map((name) => d[name] ?? 0))]));
  }
}
