import {cytogeneticFlags} from "../../src/model/cytogeneticFlags.js";
import type {Column} from "../../src/model/column.js";
import {
  cnaGeneTable,
  copyNumberTable,
  cytogeneticsTable,
  mrdTable,
  mutationsTable,
  patientsTable
} from "../../src/model/tables.js";

/** Columns which are derived or set by the study, so that no raw column may feed them. */
const notFed: Readonly<Record<string, readonly string[]>> = {
  patients: ["patient_id", "source_id", "age_band", "duplicate_of"],
  mutations: ["mutation_id", "sample_id", "patient_id", "genome_build"],
  samples: ["sample_id", "patient_id"]
};

const fed = (table: {readonly columns: readonly Column[]}, except: readonly string[] = []): Map<string, Column> =>
  new Map(table.columns.filter((d) => !except.includes(d.name)).map((d) => [d.name, d]));

/** The ISCN text: read and taken apart, never a column of a release. */
const karyotypeText: Column = {
  name: "karyotype",
  type: "str",
  nullable: true,
  label: "Karyotype",
  definition: "Karyotype by ISCN, or the words that stand for it",
  privacyClass: "never_public"
};

/** The harmonised variables a raw column may feed, by table. Alterations come from the disease pack. */
export const targets: Readonly<
  Record<"patients" | "mutations" | "cytogenetics" | "mrd" | "copy_number" | "cna_gene", ReadonlyMap<string, Column>>
> = {
  patients: fed(patientsTable, notFed.patients),
  mutations: fed(mutationsTable, notFed.mutations),
  mrd: fed(mrdTable, notFed.samples),
  copy_number: fed(copyNumberTable, notFed.samples),
  cna_gene: fed(cnaGeneTable, notFed.samples),
  cytogenetics: new Map([
    ["karyotype", karyotypeText],
    ...[...fed(cytogeneticsTable)].filter(
      ([name]) => name === "status" || cytogeneticFlags.some((flag) => flag.name === name)
    )
  ])
};

/** A parsed `to:` of a mapping. */
export interface Target {
  readonly table: keyof typeof targets | "alterations";
  readonly name: string;
}

/** Splits `table.name`; undefined if the table is not one that raw columns may feed. */
export function parseTarget(to: string): Target | undefined {
  const dot = to.indexOf(".");
  const table = to.slice(0, dot);
  const name = to.slice(dot + 1);
  if (table !== "alterations" && !Object.hasOwn(targets, table)) return undefined;
  return {table: table as Target["table"], name};
}
