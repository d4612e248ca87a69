import type {Policy} from "../policySchema.js";
import {columnTreatment, tablePolicy} from "../inventory.js";

/** What a treatment does to a column, as a reader is told; null where the column stays as it is. */
export function treatmentWords(treatment: string, {k, times}: Policy): string | null {
  const [verb, ...rest] = treatment.split(" ");
  switch (verb) {
    case "pseudonym":
      return "a second pseudonym";
    case "months":
      return `a day within its ${times.step_months === 1 ? "month" : `${times.step_months} months`} that stands for it, cut off at ${times.top_months} months`;
    case "bins":
      return `the median of one of ${rest[0]} quantile bins${rest.length > 1 ? ` within one ${rest[2]}` : ""}`;
    case "round":
      return `rounded to ${rest[0]}`;
    case "significant":
      return `rounded to ${rest[0]} significant digit${rest[0] === "1" ? "" : "s"}`;
    case "tail":
      return `counts of fewer than ${k} patients pooled with the next lower`;
    case "rare":
      return rest.length === 0
        ? `values of fewer than ${k} patients blanked`
        : `values of fewer than ${k} patients within one ${rest[1]} blanked`;
    case "rows":
      return `rows with a value of fewer than ${k} patients left out`;
    case "flag":
      return `blanked as a whole if a value has fewer than ${k} patients`;
    case "variant":
      return `shown only where at least ${k} patients have it`;
    case "class":
      return `what fewer than ${k} patients have cannot be told`;
    case "ladder":
      return "generalised to a level of its ladder";
    case "drop":
      return "dropped";
    case "small":
      return `rows with a count of fewer than ${k} left out`;
    case "unquote":
      return "quoted tokens blanked";
    default:
      return null;
  }
}

/** The words for a column of a released table. */
export function columnWords(policy: Policy, table: string, column: string): string | null {
  const decision = tablePolicy(policy, table);
  const treatment = decision && columnTreatment(decision, column);
  return treatment === undefined ? null : treatmentWords(treatment, policy);
}
