import {formatCount} from "../../charts/format.js";
import {type Catalogue, groupingOf} from "../../cohort/catalogue.js";
import type {PageState} from "../pageState.js";
import type {DescribedNumbers, TableOne} from "./tableOne.js";
import {isKnown, isNotable} from "./tableRows.js";
import type {VariableTest} from "./tableTests.js";

/** Groupings by the arm of a trial: what differs between randomised arms differs by chance. */
const randomised = new Set(["arm_planned", "arm_actual"]);

/** True if the groups of a state are the arms of a trial. */
export function isRandomised({group}: PageState): boolean {
  return group !== null && randomised.has(group);
}

/** Tells why a variable is not tested between the groups of a state; null if it is. */
export function unfitWords(state: PageState): (row: DescribedNumbers) => string | null {
  return ({variable: {column, variable}}) => {
    if (isRandomised(state)) return "randomised";
    if (column === state.group) return "makes the groups";
    const byTime = ["transplant", "relapse", "follow_up"].includes(variable.knownAt);
    return byTime ? "depends on the time followed" : null;
  };
}

/** What a caption is written from. */
interface CaptionParts {
  readonly state: PageState;
  readonly table: TableOne;
  readonly tests: readonly VariableTest[] | null;
  readonly n: number;
  readonly unknown: number;
  readonly catalogue: Catalogue;
}

/** The caption: who is in the table, what the columns compare, which tests were made and for how many they were adjusted. */
export function tableCaption({state, table, tests, n, unknown, catalogue}: CaptionParts): string {
  const left = table.rows.filter((row) => !isKnown(row)).map(({variable}) => variable.label);
  const compared = table.groups.filter((d) => d.compared);
  const arms = isRandomised(state);
  const notable = table.rows.filter(({smd}) => isNotable(smd)).length;
  const made = (tests ?? []).filter(({test}) => test !== null).length;
  const {unknownLabel = ""} = state.group === null ? {} : groupingOf(catalogue, state.group);
  return [
    `${formatCount(n)} patients.`,
    unknown > 0
      ? `${formatCount(unknown)} of them have no known group (${unknownLabel}); they are ${state.options.unknown === "show" ? "in the last column and" : "counted here, not shown, and"} in no comparison.`
      : "",
    "Percentages are of the patients with a value; variables without a row of missing are complete.",
    left.length > 0 ? `Known of nobody here and left out: ${left.join(", ")}.` : "",
    compared.length < 2
      ? ""
      : `SMD: standardised mean difference, ${compared.length > 2 ? "the largest of all pairs of groups" : `${compared[0].label} minus ${compared[1].label} for numbers and findings, without sign for categories`}; more than 0.1 is marked • (${formatCount(notable)} of ${formatCount(table.rows.length - left.length)} variables).`,
    compared.length < 2
      ? ""
      : arms
        ? "No p-values: what differs between randomised arms differs by chance."
        : tests === null
          ? ""
          : `Two-sided tests, each named by its p; not adjusted for source or anything else, not pre-specified. q: Benjamini–Hochberg over the ${formatCount(made)} tests of this table.`
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}
