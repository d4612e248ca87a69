import {cytogeneticFlags} from "../../src/model/cytogeneticFlags.js";
import {patientsTable} from "../../src/model/tables.js";
import {vocabularies, type VocabularyName} from "../../src/model/vocabulary.js";
import type {Cell} from "../release/tableData.js";
import type {HarmonisedTables} from "./harmonisedTables.js";
import {countsOnce} from "./overlap/uniquePatients.js";

/** A categorical variable of the cohort extract: one cell per person. */
export interface CategoricalVariable {
  readonly variable: string;
  readonly cells: readonly Cell[];
  /** Levels in their order; undefined where the values decide (sorted by code point). */
  readonly order?: readonly string[];
}

const truth = ["true", "false"];

/** The categorical variables that pages count, with a cell per person in the order of the table `patients`. */
export function categoricalVariables({patients, cytogenetics}: HarmonisedTables): CategoricalVariable[] {
  const result: CategoricalVariable[] = [];
  const once = countsOnce({patients});
  for (const {name, type, vocabulary} of patientsTable.columns) {
    // Says how another value was measured; not a property of patients.
    if (name === "flt3_itd_ar_method") continue;
    const cells = patients.column(name).values.filter((_, row) => once[row]);
    if (type === "bool") result.push({variable: name, cells, order: truth});
    else if (type === "i8") result.push({variable: name, cells});
    else if (type === "code" && vocabulary !== "open")
      result.push({variable: name, cells, order: codes(vocabulary as VocabularyName)});
    else if (type === "code") result.push({variable: name, cells});
  }
  const rowOf = new Map(cytogenetics.column("patient_id").values.map((id, i) => [id, i]));
  const ids = patients.column("patient_id").values.filter((_, row) => once[row]);
  const rows = ids.map((id) => rowOf.get(id) ?? -1);
  const align = (name: string): Cell[] => {
    const {values} = cytogenetics.column(name);
    return rows.map((row) => (row < 0 ? null : values[row]));
  };
  result.push({variable: "karyotype_status", cells: align("status"), order: codes("karyotypeStatus")});
  for (const {name} of cytogeneticFlags) result.push({variable: `cyto_${name}`, cells: align(name), order: truth});
  return result;
}

/** Codes in the order of reading, which for bands of age is not the order in which they came into the vocabulary. */
function codes(vocabulary: VocabularyName): string[] {
  const list = vocabularies[vocabulary].map((term) => term.code);
  return vocabulary === "ageBand" ? list.sort((a, b) => parseInt(a, 10) - parseInt(b, 10)) : list;
}
