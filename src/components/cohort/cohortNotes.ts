import type {Catalogue} from "../../cohort/catalogue.js";
import {lateConditions} from "../../cohort/appliedFilter.js";
import type {CohortFilter} from "../../cohort/filter.js";
import type {FilterChip} from "../../cohort/filterChips.js";
import {type KnownAt} from "../../model/cohortVariables.js";
import {labelOf} from "../../model/vocabulary.js";
import type {RefusedChip} from "../cohortBar.js";

const moments: Record<KnownAt, string> = {
  diagnosis: "at the start",
  remission: "at remission",
  transplant: "at transplantation",
  relapse: "at relapse",
  follow_up: "at the end of follow-up"
};

/** Why conditions are not applied, in words. */
export function refusals(refused: readonly FilterChip[], endpoint: string): RefusedChip[] {
  const name = labelOf("endpoint", endpoint).toLowerCase();
  return refused.map((chip) => ({
    chip,
    why: `Not applied: “${chip.label}” is part of the outcome, ${name}. Patients chosen by how they fared cannot tell how patients fare. Choose another endpoint, or take the condition off.`
  }));
}

/** Endpoints whose clock starts at the remission. */
const fromRemission = new Set(["RFS", "CIR", "NRM"]);

/**
 * What to know about conditions that are known only after the start, where time is counted from it.
 *
 * @param endpoint code of the vocabulary `endpoint`
 */
export function lateNotes(filter: CohortFilter, endpoint: string, catalogue: Catalogue): string[] {
  const known = fromRemission.has(endpoint) ? ["cr_day", "response_day"] : [];
  return lateConditions(filter, catalogue, known).map(({label, columns}) => {
    const knownAt = catalogue.variables.get(columns[0])?.knownAt ?? "follow_up";
    return `“${label}” is known only ${moments[knownAt]}: these patients lived and were followed until then, so that survival counted from the start is flattered.`;
  });
}
