import {type Catalogue, type GroupLevel, groupingOf} from "../../cohort/catalogue.js";
import type {AlterationCount} from "../../model/cohortResults.js";
import {type CohortVariable, isAssayColumn} from "../../model/cohortVariables.js";

/** What no value means where a level says something like it: the karyotype has the level “not recorded”. */
const missingWords: Readonly<Record<string, string>> = {karyotype_status: "no karyotype supplied"};

/** A variable as a row, or rows, of the table. */
export interface DescribedVariable {
  readonly column: string;
  readonly label: string;
  /** UCUM unit of a number. */
  readonly unit: string | null;
  /** A number; a category with a row per level; or a finding that is there or not, in one row. */
  readonly kind: "number" | "levels" | "finding";
  /** Of a category in its order; of a finding: there, not there. */
  readonly levels: readonly GroupLevel[];
  /** What no value means: "missing", "not tested", "not evaluable". */
  readonly missing: string;
  /** Heading under which it stands. */
  readonly section: string;
  readonly variable: CohortVariable;
}

/** Which rows a reader wants. */
export type RowChoice = "main" | "all";

/** Alterations among the main rows: those found most often. */
const mainAlterations = 8;
/** Categories with more levels than this are not among the main rows. */
const mainLevels = 8;
/** Columns that say much the same as another one, or how a trial was run rather than who was in it. */
const further = new Set([
  "age_band",
  "splenomegaly",
  "pb_blasts",
  "eln2010",
  "risk_eln2010_reported",
  "risk_eln2017_reported",
  "arm_actual",
  "randomisation_stratum",
  "itt",
  "safety_pop",
  "hct_donor",
  "response"
]);

/**
 * The variables of the table, by section in the order of reading. Assays are in a figure of their own.
 *
 * @param frequencies of the alterations in the release
 */
export function describedVariables(
  catalogue: Catalogue,
  frequencies: readonly AlterationCount[],
  choice: RowChoice
): DescribedVariable[] {
  const all = [...catalogue.variables.values()].flatMap((variable) => described(catalogue, variable) ?? []);
  if (choice === "all") return all;
  const often = mostOften(frequencies);
  const sources = catalogue.facets.get("source_id")?.levels.length ?? 0;
  return all.filter(({column, section, levels}) => {
    if (section === "Alterations") return often.has(column);
    if (column === "study_code") return sources < 2;
    return section !== "Cytogenetics" && levels.length <= mainLevels && !further.has(column);
  });
}

function described(catalogue: Catalogue, variable: CohortVariable): DescribedVariable | null {
  const {column, theme} = variable;
  const number = catalogue.numbers.get(column);
  if (number !== undefined) {
    const {label, unit} = number;
    return {column, label, unit, kind: "number", levels: [], missing: "missing", section: theme, variable};
  }
  if (isAssayColumn(column)) return null;
  const {label, levels, kind, unknownLabel} = groupingOf(catalogue, column);
  const known = {column, unit: null, variable};
  if (kind === "alteration") {
    return {
      ...known,
      label: `${label} mutated`,
      kind: "finding",
      levels,
      missing: unknownLabel,
      section: "Alterations"
    };
  }
  if (kind === "cytogenetics") {
    return {...known, label, kind: "finding", levels, missing: unknownLabel, section: "Cytogenetics"};
  }
  const truth = levels.length > 0 && levels.every(({code}) => code === "true" || code === "false");
  if (truth) {
    const order = ["true", "false"].map((code) => levels.find((d) => d.code === code) ?? {code, label: code});
    return {...known, label, kind: "finding", levels: order, missing: "missing", section: theme};
  }
  const derived = theme === "Classification" && !column.endsWith("_reported");
  const missing = missingWords[column] ?? (derived ? "not resolved" : "missing");
  return levels.length < 2 ? null : {...known, label, kind: "levels", levels, missing, section: theme};
}

function mostOften(frequencies: readonly AlterationCount[]): ReadonlySet<string> {
  const whole = frequencies.filter(({group}) => group === null).sort((a, b) => b.nMutated - a.nMutated);
  return new Set(whole.slice(0, mainAlterations).map(({alteration}) => alteration));
}
