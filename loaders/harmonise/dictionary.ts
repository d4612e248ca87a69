import {dictionaryTable} from "../../src/model/tables.js";
import {vocabularies, type VocabularyName} from "../../src/model/vocabulary.js";
import type {Cell, TableData} from "../release/tableData.js";
import type {DictionaryCodes} from "../study/dictionarySchema.js";
import type {Disease} from "../study/diseaseSchema.js";
import {ReasonedTable} from "./reasonedTable.js";

/**
 * One row per variable of the tables, in their order: what it means, its codes in other standards as far as they are
 * certain, and how many rows know it.
 */
export function dictionary(
  tables: readonly TableData[],
  codes: DictionaryCodes,
  {alterations}: Pick<Disease, "alterations">
): TableData {
  const result = new ReasonedTable(dictionaryTable);
  for (const {schema, rows, columns} of tables)
    for (const column of schema.columns) {
      const cells = columns[column.name];
      let known = 0;
      for (let i = 0; i < rows; ++i) if (cells[i] !== null) ++known;
      const closed = column.vocabulary !== undefined && column.vocabulary !== "open";
      const terms = closed
        ? [...vocabularies[column.vocabulary as VocabularyName].map(({code}) => code), ...(column.added ?? [])]
        : null;
      const gene =
        schema.name === "patient_features" ? alterations.find(({name}) => name === column.name)?.gene : undefined;
      result.push(
        {
          table: schema.name,
          name: column.name,
          label: column.label,
          definition: column.definition,
          type: column.type,
          unit: column.unit ?? null,
          allowed: terms && terms.join("|"),
          plausible_min: column.min ?? null,
          plausible_max: column.max ?? null,
          privacy_class: column.privacyClass,
          ...codeCells(codes, `${schema.name}.${column.name}`, gene),
          n_known: known,
          n_rows: rows
        },
        "NOT_APPLICABLE"
      );
    }
  return result.data();
}

function codeCells({variables, genes}: DictionaryCodes, variable: string, gene: string | undefined) {
  const own = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
  const {omop, concept, concepts, loinc, icdO3, oncotree, cbioportal, adam, remark} = own ?? {};
  const byValue = Object.entries(concepts ?? {}).map(([value, id]) => `${value} ${id}`);
  const concerned = [...(concept === undefined ? [] : [String(concept)]), ...byValue];
  const cells: Record<string, Cell> = {
    omop: omop ?? null,
    omop_concept: concerned.length === 0 ? null : concerned.join(", "),
    loinc: loinc ?? null,
    icd_o_3: icdO3 ?? null,
    hgnc: gene !== undefined && Object.hasOwn(genes, gene) ? `HGNC:${genes[gene]}` : null,
    oncotree: oncotree ?? null,
    cbioportal: cbioportal ?? null,
    adam: adam ?? null,
    remark: remark ?? null
  };
  return cells;
}
