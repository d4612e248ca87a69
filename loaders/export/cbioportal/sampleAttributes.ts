import {cytogeneticsTable} from "../../../src/model/tables.js";
import {cytogeneticFlags} from "../../../src/model/cytogeneticFlags.js";
import {columnOf} from "../../release/columnOf.js";
import type {Cell} from "../../release/tableData.js";
import type {AssayColumn} from "./assayColumns.js";
import type {Attribute} from "./clinicalFile.js";
import type {ExportedRelease} from "./exportedRelease.js";

/** Cytogenetic variables that a karyotype without its text still tells. */
export const cytogeneticColumns: readonly string[] = ["status", ...cytogeneticFlags.map(({name}) => name)];

/** The name of a cytogenetic attribute. */
export function cytogeneticAttribute(name: string): string {
  return `CYTOGENETICS_${name.toUpperCase()}`;
}

/** The attributes of samples: who, what, when; every assay with its status; cytogenetics. */
export function sampleAttributes(exported: ExportedRelease, assays: readonly AssayColumn[]): Attribute[] {
  const {samples, release, patientRows} = exported;
  const patients = release.table("patients");
  const [ids, diseases] = ["patient_id", "disease"].map((name) => columnOf(patients, name));
  const diseaseOf = new Map(patientRows.map((row) => [ids[row], diseases[row]]));
  const text = (id: string, label: string, of: (sample: (typeof samples)[number]) => Cell): Attribute => ({
    id,
    label,
    description: label,
    type: "STRING",
    cells: samples.map(of)
  });
  const karyotypes = new Map(exported.rows("cytogenetics").map((row) => [row.sample_id, row]));
  return [
    text("PATIENT_ID", "Patient", (d) => d.patient),
    text("SAMPLE_ID", "Sample", (d) => d.id),
    text("SAMPLE_SOURCE", "Source of the sample", (d) => d.source),
    text("ONCOTREE_CODE", "OncoTree code", (d) => diseaseOf.get(d.patient) ?? null),
    text("SAMPLE_NAME", "Which of the patient's samples", (d) => d.name),
    text("MATERIAL", "Material", ({row}) => row.material),
    text("TIMEPOINT", "Time point", ({row}) => row.timepoint),
    {...text("DAY", "Days from the index event", ({row}) => row.day), type: "NUMBER"},
    ...assays.flatMap(({attribute, type, panel, rows}) => {
      const label = panel === null ? type : `${type} with ${panel}`;
      return [
        text(attribute, `${label}: status`, (d) => rows.get(d.id)?.status ?? null),
        text(`${attribute}_PLATFORM`, `${label}: platform`, (d) => rows.get(d.id)?.platform ?? null),
        text(`${attribute}_BATCH`, `${label}: batch`, (d) => rows.get(d.id)?.batch ?? null)
      ];
    }),
    ...cytogeneticsTable.columns
      .filter(({name}) => cytogeneticColumns.includes(name))
      .map(({name, label, definition, type}): Attribute => ({
        ...text(cytogeneticAttribute(name), label, (d) => karyotypes.get(d.id)?.[name] ?? null),
        description: definition,
        type: type === "bool" ? "BOOLEAN" : "STRING"
      }))
  ];
}
