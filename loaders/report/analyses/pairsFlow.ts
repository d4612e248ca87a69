import type {FlowBlock} from "../../../src/model/report.js";
import {labelOf} from "../../../src/model/vocabulary.js";
import {sequencedAt} from "../../extract/longitudinal/pairedSamples.js";
import {blockFrame} from "../blocks/blockFrame.js";
import type {BlockDeclaration} from "../blocks/blockKind.js";
import {definedSet} from "../blocks/definedSet.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportCohort, ReportContext} from "../reportContext.js";
import {cohortPositions} from "./cohortPatients.js";
import {maskOf} from "./followUp.js";

/**
 * What stands in place of a comparison of two time points for which there are too few pairs of samples: from the patients
 * who could have such a pair to those who have, and what it would take. Null where nobody was sequenced at the first time
 * point, so that there is nothing to compare with.
 *
 * @param pairs pairs in which a gene must have been found to be shown
 */
export function pairsFlow(
  context: ReportContext,
  declared: BlockDeclaration & {readonly from: string; readonly to: string},
  cohort: ReportCohort,
  pairs: number
): FlowBlock | null {
  const positions = cohortPositions(context);
  const sequenced = (base: PatientSet, timepoint: string) => {
    const rows = [...sequencedAt(context.release, timepoint)].flatMap((id) => positions.get(id) ?? []);
    return context.within(base, definedSet(context, maskOf(context, rows)));
  };
  const [from, to] = [declared.from, declared.to].map((code) => labelOf("timepoint", code).toLowerCase());
  const relapse = ["CIR:event"];
  const relapsed =
    declared.to === "relapse" && context.decides(relapse) ? context.within(cohort.set, ...relapse) : null;
  const before = sequenced(relapsed ?? cohort.set, declared.from);
  if (before.n === 0) return null;
  const both = sequenced(before, declared.to);
  const sets = [
    {label: "All patients", set: cohort.set, left: ""},
    ...(relapsed === null ? [] : [{label: "Relapsed after a complete remission", set: relapsed, left: "no relapse on record"}]), // prettier-ignore
    {label: `Sequenced at ${from}`, set: before, left: `not sequenced at ${from}`},
    {label: `Sequenced at ${from} and at ${to}`, set: both, left: `no sequenced sample of ${to}`}
  ];
  const steps = sets.map(({label, set, left}, i): FlowBlock["steps"][number] => {
    const gone = i === 0 ? 0 : sets[i - 1].set.n - set.n;
    if (gone === 0) return {label, count: context.count(set), left: []};
    const leaving = sets[i - 1].set.members.map((d, k) => d & (1 - set.members[k]));
    return {
      label,
      count: context.count(set),
      left: [{label: left, count: context.count(sets[i - 1].set, definedSet(context, leaving))}]
    };
  });
  return {
    ...blockFrame(context, declared, cohort, {
      subtitle: `Who could be compared from ${from} to ${to}`,
      caption: `No gene is shown: none was found in ${pairs} or more patients who were sequenced for it both at ${from} and at ${to}. It would take the calls of the ${to} sample together with the genes that its assay covers, from patients who were sequenced at ${from} too.`,
      methods: [
        `Losses and gains of a gene would be compared by McNemar’s exact test in patients sequenced for it at both time points, for genes found in ${pairs} or more of them.`
      ],
      page: null
    }),
    kind: "flow",
    steps
  };
}
