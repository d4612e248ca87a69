import {stringify} from "yaml";
import {rowsOf} from "../../release/columnOf.js";
import type {Cell} from "../../release/tableData.js";
import type {AssayColumn} from "./assayColumns.js";
import type {ExportedRelease} from "./exportedRelease.js";
import {returnFiles} from "./returnFiles.js";
import {identity, type ReturnSource, returnSource, sampleFile} from "./returnSource.js";

/**
 * The study file and the mappings by which Hemiola reads an exported folder again, as the sources that the release has, by name
 * of the file under `hemiola/`. Panels, the disease pack and the rest of the declarations are those of the project.
 *
 * @param written files of the folder
 */
export function returnDeclarations(
  exported: ExportedRelease,
  assays: readonly AssayColumn[],
  written: readonly string[]
): Map<string, string> {
  const {manifest} = exported.release;
  const study = `${manifest.study.id}_returned`;
  const sources = rowsOf(exported.release.table("sources"));
  const files = new Map<string, string>();
  const declared = sources.map((row) => {
    const source = returnSource(String(row.source_id), exported, assays);
    const mapping = `data/mappings/${study}_${source.id.toLowerCase()}.yaml`;
    files.set(
      `hemiola/${mapping}`,
      stringify(returnMapping(source, exported, written), {lineWidth: 120, aliasDuplicateObjects: false})
    );
    const told = (
      ["name", "kind", "index_event", "country_group", "n_expected", "version", "citation", "licence"] as const
    )
      .filter((key) => row[key] !== null)
      .map((key) => [key, row[key]]);
    return {
      id: source.id,
      ...(Object.fromEntries(told) as Record<string, Cell>),
      simulated: row.simulated,
      mapping,
      data: [`$HEMIOLA_DATA/${study}`]
    };
  });
  const {title, disease} = manifest.study;
  const notice = manifest.simulatedNotice === null ? {} : {simulatedNotice: manifest.simulatedNotice};
  const text = stringify(
    {id: study, title, disease, tier: manifest.tier, ...notice, sources: declared},
    {lineWidth: 120, aliasDuplicateObjects: false}
  );
  files.set(`hemiola/data/studies/${study}.yaml`, text);
  return files;
}

function returnMapping(source: ReturnSource, exported: ExportedRelease, written: readonly string[]): object {
  const {release} = exported;
  // An attribute that nobody has is not written.
  const known = (name: string): boolean => exported.samples.some(({row}) => row[name] !== null);
  const samples = source.samples.map(({name, timepoint, all}) => {
    const file = sampleFile(name);
    const declared = {
      timepoint: timepoint ?? {file, column: "TIMEPOINT", codes: {}},
      ...(known("material")
        ? {material: {file, column: "MATERIAL", codes: identity(exported.samples.map(({row}) => row.material))}}
        : {}),
      ...(known("day") ? {day: {file, column: "DAY"}} : {}),
      ...(all ? {} : {patients: {file}})
    };
    return [name, declared] as [string, object];
  });
  const assays = source.assays.map(({sample, name, column}) => {
    const file = sampleFile(sample.name);
    const {attribute, type, panel, genome, lod, rows} = column;
    if (type === "karyotype") return [name, {type, sample: sample.name, status: "karyotype"}] as [string, object];
    const own = [...rows].filter(([id]) => sample.ids.has(id)).map(([, row]) => row);
    const told = (["platform", "batch"] as const)
      .filter((key) => own.some((row) => row[key] !== null))
      .map((key) => [key, {file, column: `${attribute}_${key.toUpperCase()}`}]);
    const declared = {
      type,
      sample: sample.name,
      ...(panel === null ? {} : {panel}),
      ...(genome === null ? {} : {reference_genome: genome}),
      ...(lod === null ? {} : {lod_vaf: String(lod)}),
      ...(Object.fromEntries(told) as Record<string, object>),
      patients: {file, when: {[attribute]: ["done", "failed"]}},
      ...(own.some(({status}) => status === "failed") ? {failed: {file, when: {[attribute]: "failed"}}} : {})
    };
    return [name, declared] as [string, object];
  });
  const fixed = rowsOf(release.table("assay_coverage")).filter(
    (d) => d.source_id === source.id && d.by_design === true
  );
  const landmarks = rowsOf(release.table("endpoint_support"))
    .filter((d) => d.source_id === source.id && d.landmark_day !== null)
    .map((d): [string, Cell] => [String(d.definition), d.landmark_day]);
  const {files, unused, resolve} = returnFiles(source, exported, written);
  return {
    source: source.id,
    version: release.manifest.versions.mappings[source.id],
    samples: Object.fromEntries(samples),
    assays: Object.fromEntries(assays),
    byDesign: Object.fromEntries(fixed.map((d) => [String(d.gene_symbol), 1] as const)),
    landmarks: Object.fromEntries(landmarks),
    unused,
    files,
    resolve
  };
}
