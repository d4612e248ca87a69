import {columnOf} from "../../release/columnOf.js";
import type {Release} from "../../release/readRelease.js";
import {ReleaseError} from "../../release/releaseError.js";
import {addArrays} from "./addArrays.js";
import {assayColumns} from "./assayColumns.js";
import {callAssay} from "./callAssay.js";
import {clinicalFile} from "./clinicalFile.js";
import {type ExportedRelease, exportedRelease} from "./exportedRelease.js";
import {fusionRows} from "./fusionRows.js";
import {mutationRows, namespace} from "./mutationRows.js";
import {patientAttributes} from "./patientAttributes.js";
import {profiledSamples} from "./profiledSamples.js";
import {returnDeclarations} from "./returnDeclarations.js";
import {sampleAttributes} from "./sampleAttributes.js";
import {profile, StudyWriter} from "./studyWriter.js";
import {addTimelines} from "./timelineFiles.js";
import {metaText, tsv} from "./tsv.js";

const assemblies: Readonly<Record<string, string>> = {GRCh37: "hg19", GRCh38: "hg38"};

/**
 * A release as a study folder of cBioPortal: text by file, with the declarations by which Hemiola reads it again. Records that
 * another source's stand for are left out, so that a person is one patient; expression is written from an internal release
 * only.
 *
 * @param entrez numbers of genes by symbol
 * @throws {ReleaseError} on a release that holds aggregates only
 */
export function studyFolder(release: Release, entrez: ReadonlyMap<string, number>): Map<string, string> {
  const {manifest, folder} = release;
  if (manifest.tier === "public") throw new ReleaseError(folder, "a public release may not be exported as patients");
  const exported = exportedRelease(release);
  const writer = new StudyWriter(manifest.study.id);
  const genome = genomeOf(exported);
  writer.files.set("meta_study.txt", studyMeta(release, genome));
  const assays = assayColumns(exported);
  writer.add(
    "clinical_patient",
    {type: "CLINICAL", datatype: "PATIENT_ATTRIBUTES"},
    clinicalFile(patientAttributes(exported))
  );
  writer.add(
    "clinical_sample",
    {type: "CLINICAL", datatype: "SAMPLE_ATTRIBUTES"},
    clinicalFile(sampleAttributes(exported, assays))
  );
  writer.list(
    "all",
    "All samples",
    "all_cases_in_study",
    exported.samples.map(({id}) => id)
  );
  addTimelines(exported, writer);
  addMutations();
  addFusions();
  addArrays(exported, writer, genome, entrez);
  for (const [name, text] of returnDeclarations(exported, assays, [...writer.files.keys()]))
    writer.files.set(name, text);
  return writer.files;

  function addMutations(): void {
    const calls = exported.rows("mutations");
    const profiled = profiledSamples(release);
    const called = new Set(calls.map((d) => String(d.sample_id)));
    const sequenced = exported.samples.map(({id}) => id).filter((id) => profiled.samples.has(id) || called.has(id));
    if (sequenced.length === 0) return;
    const assayOf = callAssay(exported, assays);
    writer.add(
      "mutations",
      {type: "MUTATION_EXTENDED", datatype: "MAF"},
      mutationRows(calls, entrez, (call) => assayOf(call)?.attribute ?? null),
      {
        ...profile("mutations", "Mutations", "Calls of all classes and qualities, as harmonised"),
        // Blank, so that no class is left out.
        variant_classification_filter: "",
        namespaces: namespace
      }
    );
    writer.list("sequenced", "Sequenced samples", "all_cases_with_mutation_data", sequenced);
    const panels = sequenced.map((id) => [id, profiled.samples.get(id) ?? "NA"]);
    const kind = {type: "GENE_PANEL_MATRIX", datatype: "GENE_PANEL_MATRIX"};
    writer.add("gene_panel_matrix", kind, tsv([["SAMPLE_ID", "mutations"], ...panels]));
    const used = new Set(panels.map(([, panel]) => panel));
    for (const [panel, genes] of profiled.panels)
      if (used.has(panel))
        writer.files.set(
          `gene_panels/${panel}.txt`,
          metaText({stable_id: panel, description: `Genes covered by ${panel}`}) + `gene_list: ${genes.join("\t")}\n`
        );
  }

  function addFusions(): void {
    const {header, rows, samples} = fusionRows(exported, entrez);
    if (rows.length === 0) return;
    const about = profile("structural_variants", "Structural variants", "Rearrangements told by cytogenetics");
    writer.add("sv", {type: "STRUCTURAL_VARIANT", datatype: "SV"}, tsv([header, ...rows]), about);
    writer.list("sv", "Samples with known rearrangements", "all_cases_with_sv_data", samples);
  }
}

/** The assembly of all coordinates, as cBioPortal names it; undefined if there are several or none. */
function genomeOf(exported: ExportedRelease): string | undefined {
  const genomes = new Set([
    ...columnOf(exported.release.table("assays"), "reference_genome"),
    ...exported.rows("mutations").map((d) => d.genome_build)
  ]);
  genomes.delete(null);
  return genomes.size === 1 ? assemblies[String([...genomes][0])] : undefined;
}

function studyMeta({manifest}: Release, genome: string | undefined): string {
  const {title, disease, id} = manifest.study;
  const notice = manifest.simulatedNotice === null ? "" : ` ${manifest.simulatedNotice}`;
  const tier = `Rows of patients as in the ${manifest.tier} tier; not to travel further than that.`;
  return metaText({
    type_of_cancer: disease,
    cancer_study_identifier: id,
    name: title,
    description: `${title}: Hemiola release ${manifest.id}. ${tier}${notice}`,
    ...(genome === undefined ? {} : {reference_genome: genome})
  });
}
