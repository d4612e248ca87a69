import type {LevelCount} from "../../src/model/cohortResults.js";
import type {Column} from "../../src/model/column.js";
import {cytogeneticFlags} from "../../src/model/cytogeneticFlags.js";
import type {Facet, NumericRange, SiteCytogeneticFlag, SiteSummaries} from "../../src/model/siteData.js";
import {cytogeneticsTable, patientsTable} from "../../src/model/tables.js";
import {labelOf, type VocabularyName} from "../../src/model/vocabulary.js";
import {armTerm, strataOrder} from "./trial/armOrder.js";
import {truthLevels} from "./truthLevels.js";

/**
 * The categorical variables with their levels in the order of the summary tables, which is the vocabulary's; those known
 * of nobody are left out, and the disease where all have the same.
 */
export function siteFacets({levels}: SiteSummaries): Facet[] {
  return Object.entries(levels)
    .filter(([variable, counts]) => !variable.startsWith("cyto_") && counts.some(({level}) => level !== null))
    .filter(([variable, counts]) => variable !== "disease" || counts.length > 2)
    .map(([variable, counts]) => {
      const column = columnOf(variable);
      return {
        variable,
        label: column.label,
        levels: ordered(variable, counts).flatMap(({level, n}) =>
          level === null ? [] : [{code: level, label: levelLabel(column, level), n}]
        ),
        nUnknown: countOf(counts, null)
      };
    });
}

/** The numeric variables with their range; those known of nobody are left out. */
export function siteNumbers({values}: SiteSummaries): NumericRange[] {
  return Object.entries(values)
    .filter(([, {n}]) => n > 0)
    .map(([variable, {minimum, maximum, n, missing}]) => {
      const {label, unit = null} = columnOf(variable);
      return {variable, label, unit, minimum, maximum, n, nUnknown: missing};
    });
}

/** The cytogenetic flags with the number of patients who have it and in whom it could be decided; those decided in nobody are left out. */
export function siteCytogenetics({levels}: SiteSummaries): SiteCytogeneticFlag[] {
  const flags = cytogeneticFlags.map(({name, label}) => {
    const counts = levels[`cyto_${name}`] ?? [];
    const nPresent = countOf(counts, "true");
    return {column: `cyto_${name}`, label, nPresent, nTested: nPresent + countOf(counts, "false")};
  });
  return flags.filter(({nTested}) => nTested > 0);
}

/** Strata of a randomisation stand in the order of its other figures, degrees by size. */
function ordered(variable: string, counts: readonly LevelCount[]): readonly LevelCount[] {
  if (variable !== "randomisation_stratum") return counts;
  const order = strataOrder(counts.flatMap(({level}) => level ?? []));
  return order.flatMap((code) => counts.filter(({level}) => level === code));
}

function countOf(counts: readonly LevelCount[], level: string | null): number {
  return counts.find((d) => d.level === level)?.n ?? 0;
}

function columnOf(variable: string): Column {
  const column =
    variable === "karyotype_status"
      ? cytogeneticsTable.columns.find(({name}) => name === "status")
      : patientsTable.columns.find(({name}) => name === variable);
  if (column === undefined) throw new RangeError(`unknown variable: ${variable}`);
  return column;
}

function levelLabel({name, type, vocabulary}: Column, level: string): string {
  // Arms are codes of the trial's own, which no vocabulary spells out.
  if (name === "arm_planned" || name === "arm_actual") return armTerm(level).label;
  if (type === "bool") return truthLevels.find(({code}) => code === level)?.label ?? level;
  return vocabulary === undefined || vocabulary === "open" ? level : labelOf(vocabulary as VocabularyName, level);
}
