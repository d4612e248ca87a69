import {z} from "zod";
import {groupingOf} from "../../../src/cohort/catalogue.js";
import type {Covariate} from "../../../src/stats/coxInput.js";
import {factorColumns} from "../../../src/stats/designMatrix.js";
import {integer, text} from "../../study/scalars.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";
import {type FollowUp, followUp, levelCodes, sourceStrata} from "./followUp.js";

/** Part of a declaration that compares versions of a risk classification on the same patients. */
export const versionsSchema = {
  /** Columns of the classifications; the first is what the others are compared with. */
  versions: z.array(text).min(1),
  /** Levels that count, the reference first; who has another in any version is left out. */
  levels: z.array(text).min(2),
  endpoint: text,
  /** Of the generator of random numbers. */
  seed: integer
};

/** Patients whose class is known in every version, with their follow-up. */
export interface RiskVersions {
  readonly follow: FollowUp;
  readonly versions: readonly {
    readonly column: string;
    readonly label: string;
    /** Indicators of the levels but the first. */
    readonly columns: readonly Covariate[];
  }[];
  /** Sources as strata; undefined where there is one. */
  readonly strata: Float64Array | undefined;
}

/** The patients of a set whom every version puts into one of the levels; null where the release has not all versions. */
export function riskVersions(
  context: ReportContext,
  set: PatientSet,
  {versions, levels, endpoint}: {versions: readonly string[]; levels: readonly string[]; endpoint: string}
): RiskVersions | null {
  const {catalogue} = context;
  if (!versions.every((column) => catalogue.groupings.some(({key}) => key === column))) return null;
  if (!catalogue.endpoints.has(endpoint)) return null;
  const known = context.within(set, ...versions.map((column) => `${column}=${levels.join("|")}`));
  const follow = followUp(context, known, endpoint);
  if (follow.row.length === 0) return null;
  return {
    follow,
    versions: versions.map((column) => ({
      column,
      label: groupingOf(catalogue, column).label.replace(/ genetic (?:risk|groups)$/u, ""),
      columns: factorColumns(column, levelCodes(context, column, follow.row, levels).codes, levels)
    })),
    strata: sourceStrata(context, follow.row)
  };
}
