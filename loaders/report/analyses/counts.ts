import type {Count, ForestBlock} from "../../../src/model/report.js";
import {definedSet} from "../blocks/definedSet.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";

/** Those of a set who are not in another, as a count whose set has a name of its own. */
export function withoutSet(context: ReportContext, base: PatientSet, other: PatientSet): Count {
  return definedCount(
    context,
    base,
    other.members.map((d) => 1 - d)
  );
}

/** Those of a set whom no column tells, as a count. */
export function definedCount(context: ReportContext, base: PatientSet, members: Uint8Array): Count {
  return context.count(base, definedSet(context, members));
}

/** Who a model was fitted to, and who of the population was left out for a missing value. */
export function modelFit(
  context: ReportContext,
  {population, used, event, parameters}: {population: PatientSet; used: PatientSet; event: string; parameters: number}
): NonNullable<ForestBlock["fit"]> {
  return {
    n: context.count(used),
    events: context.count(used, event),
    dropped: withoutSet(context, population, used),
    parameters
  };
}
