import type {Catalogue, Grouping, GroupLevel} from "../../cohort/catalogue.js";
import type {TimedVariable} from "../../cohort/guards/timeOfKnowledge.js";
import type {CohortVariable} from "../../model/cohortVariables.js";
import type {SiteSummaries} from "../../model/siteData.js";
import {type ModelTerm, plainTerm, type TermVariable} from "./modelTerms.js";

/** A variable that can enter a model. */
export interface ModelVariable extends TermVariable, TimedVariable {
  readonly label: string;
  readonly levels: readonly GroupLevel[];
  /** UCUM unit of a number. */
  readonly unit: string | null;
  /** Hazard ratios of a number are per this many units: the power of ten below the interquartile range of the release. */
  readonly step: number;
  /** Level with which the others are compared unless the reader chooses another one; null: the first with patients. */
  readonly usualReference: string | null;
  /** Heading under which it is offered. */
  readonly theme: string;
}

const geneticThemes: Readonly<Record<Exclude<Grouping["kind"], "variable">, string>> = {
  alteration: "Alterations",
  cytogenetics: "Cytogenetics"
};
const usualReferences: readonly string[] = ["wild_type", "absent", "placebo", "standard", "false"];

/** The variables that a release offers to a model, by column, in the order of reading. */
export function modelVariables(
  {variables, numbers, groupings}: Catalogue,
  {values}: Pick<SiteSummaries, "values">
): ReadonlyMap<string, ModelVariable> {
  const byKey = new Map(groupings.map((grouping) => [grouping.key, grouping]));
  const found = [...variables.values()].flatMap((variable): ModelVariable[] => {
    const range = numbers.get(variable.column);
    const grouping = byKey.get(variable.column);
    if (range !== undefined) {
      const {label, unit, minimum} = range;
      const summary = Object.hasOwn(values, variable.column) ? values[variable.column] : null;
      const positive = minimum !== null && minimum > 0;
      return [{...base(variable, label), unit, positive, step: stepOf(summary?.q1 ?? null, summary?.q3 ?? null)}];
    }
    return grouping === undefined ? [] : [factor(variable, grouping)];
  });
  return new Map(found.map((variable) => [variable.column, variable]));
}

function base({column, kind, knownAt, knownDay, outcomeOf, theme}: CohortVariable, label: string): ModelVariable {
  const timed = {column, kind, knownAt, knownDay, outcomeOf, theme};
  return {...timed, label, levels: [], unit: null, positive: false, step: 1, usualReference: null};
}

function factor(variable: CohortVariable, {kind, label, levels}: Grouping): ModelVariable {
  const usualReference = usualReferences.find((code) => levels.some((level) => level.code === code)) ?? null;
  const theme = kind === "variable" ? variable.theme : geneticThemes[kind];
  return {...base(variable, label), levels, usualReference, theme};
}

/** The power of ten at or below an interquartile range; 1 where it is not known. */
export function stepOf(q1: number | null, q3: number | null): number {
  return q1 === null || q3 === null || q3 <= q1 ? 1 : 10 ** Math.floor(Math.log10(q3 - q1));
}

/** The model of a page that nobody has changed: age, sex, white cells on a log scale, and ELN 2022 or genes. */
export function usualTerms(variables: ReadonlyMap<string, ModelVariable>): ModelTerm[] {
  const disease = variables.has("eln2022") ? ["eln2022"] : ["NPM1", "FLT3-ITD", "TP53"];
  return ["age_years", "sex", "wbc", ...disease].flatMap((column) => {
    const variable = variables.get(column);
    if (variable === undefined) return [];
    const term = plainTerm(variable);
    return [column === "wbc" && variable.positive ? {...term, form: "log2" as const} : term];
  });
}
