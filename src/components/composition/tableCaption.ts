import {formatCount, formatNumber} from "../../charts/format.js";
import {type Catalogue, groupingOf} from "../../cohort/catalogue.js";
import type {KnownAt} from "../../model/cohortVariables.js";
import type {PageState} from "../pageState.js";
import type {DescribedNumbers, TableOne} from "./tableOne.js";
import {isKnown, isNotable} from "./tableRows.js";
import type {VariableTest} from "./tableTests.js";

/** Groupings by the arm of a trial: what differs between randomised arms differs by chance. */
const randomised = new Set(["arm_planned", "arm_actual"]);

/** Values that are only there if a patient was followed for long enough. */
const byTime: readonly KnownAt[] = ["transplant", "relapse", "follow_up"];

/** Why no variable is tested between the groups of a state, as a sentence; null if they are. */
export function withheldTests({group}: PageState, catalogue: Catalogue): string | null {
  if (group === null) return null;
  if (randomised.has(group)) return "No p-values: what differs between randomised arms differs by chance.";
  const {variable} = groupingOf(catalogue, group);
  return byTime.includes(variable.knownAt)
    ? "No p-values: who is in which group depends on how long patients were followed; the Survival page takes that into account."
    : null;
}

/** Tells why a variable is not tested between the groups of a state; null if it is. */
export function unfitWords({group}: PageState): (row: DescribedNumbers) => string | null {
  return ({variable: {column, variable}}) => {
    if (column === group) return "makes the groups";
    return byTime.includes(variable.knownAt) ? "depends on the time followed" : null;
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
export function tableCaption(parts: CaptionParts): string {
  const {state, table, n, unknown, catalogue} = parts;
  const left = table.rows.filter((row) => !isKnown(row)).map(({variable}) => variable.label);
  const {unknownLabel = ""} = state.group === null ? {} : groupingOf(catalogue, state.group);
  const where = state.options.unknown === "show" ? "in the last column and" : "counted here, not shown, and";
  return [
    `${formatCount(n)} patients.`,
    unknown !== 0
      ? `${formatCount(unknown)} of them have no known group (${unknownLabel}); they are ${where} in no comparison.`
      : "",
    "Percentages are of the patients with a value; variables without a row of missing are complete.",
    catalogue.disclosure === null
      ? ""
      : `A dash stands for fewer than ${catalogue.disclosure.k} patients, and for what would tell of so few.`,
    left.length > 0 ? `Known of nobody here and left out: ${left.join(", ")}.` : "",
    ...comparisonText(parts)
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

/** What differences and tests are of; empty where nothing is compared. */
function comparisonText({state, table, tests, catalogue}: CaptionParts): string[] {
  const compared = table.groups.filter((d) => d.compared);
  if (compared.length < 2) return [];
  const known = table.rows.filter(isKnown);
  const notable = known.filter(({smd}) => isNotable(smd)).length;
  const direction =
    compared.length > 2
      ? "the largest of all pairs of groups"
      : `${compared[0].label} minus ${compared[1].label} for numbers and findings, without sign for categories`;
  const smd = `SMD: standardised mean difference, ${direction}; more than 0.1 is marked • (${formatNumber(notable)} of ${formatNumber(known.length)} variables).`;
  const withheld = withheldTests(state, catalogue);
  if (withheld !== null || tests === null) return [smd, withheld ?? ""];
  const made = tests.filter(({test}) => test !== null).length;
  return [
    smd,
    `Two-sided tests, each named by its p; not adjusted for source or anything else, not pre-specified. q: Benjamini–Hochberg over the ${formatNumber(made)} tests of this table.`
  ];
}
