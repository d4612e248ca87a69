import type {Column} from "../../../src/model/column.js";
import {mrdTable, mutationsTable} from "../../../src/model/tables.js";
import type {Cell} from "../../release/tableData.js";
import type {ReleaseRow} from "./exportedRelease.js";
import {namespace, noBuild} from "./mutationRows.js";
import {type Declared, feed, missing, truths} from "./returnFormat.js";
import type {ReturnSource} from "./returnSource.js";

/** The mutations of a sample on one assembly in a mapping. */
export function mutations(source: ReturnSource, sample: string, build: Cell): Declared {
  const own = source.assays.filter((d) => d.sample.name === sample);
  const column = (name: string): Column => mutationsTable.columns.find((d) => d.name === name)!;
  const spaced = [
    ...["call_class", "qc", "consequence", "variant_class", "vaf", "depth", "itd_length", "itd_allelic_ratio"],
    ...["itd_ar_method", "protein_start", "in_frame", "alt_reads"]
  ];
  return {
    rows: "mutations",
    id: `${namespace}.mutation_id`,
    assay: {
      column: `${namespace}.assay`,
      codes: Object.fromEntries(own.map(({column: {attribute}, name}) => [attribute, name]))
    },
    ...(build === null ? {} : {genome: build}),
    missing,
    filters: [{keep: {[`${namespace}.genome_build`]: {is: String(build ?? noBuild)}}, reason: "another assembly"}],
    columns: {
      Hugo_Symbol: {to: "mutations.gene_symbol"},
      Chromosome: {to: "mutations.chrom"},
      Start_Position: {to: "mutations.pos"},
      End_Position: {to: "mutations.end"},
      Reference_Allele: {to: "mutations.ref"},
      Tumor_Seq_Allele2: {to: "mutations.alt"},
      HGVSc: {to: "mutations.hgvs_c"},
      HGVSp_Short: {to: "mutations.hgvs_p"},
      ...(Object.fromEntries(
        spaced.map((name) => {
          const {type, unit} = column(name);
          const told = {to: `mutations.${name}`, ...(unit === undefined ? {} : {unit})};
          return [`${namespace}.${name}`, type === "bool" ? {...told, codes: truths} : told];
        })
      ) as Declared)
    }
  };
}

/** The tests for residual disease in a mapping. */
export function mrd(rows: readonly ReleaseRow[]): Declared {
  const columns = mrdTable.columns.filter(({name}) => name !== "sample_id" && name !== "patient_id");
  return {
    rows: "mrd",
    missing,
    columns: Object.fromEntries(
      columns.map((column) => [`MRD_${column.name.toUpperCase()}`, feed(`mrd.${column.name}`, column, rows)])
    )
  };
}
