import type {CountsBlock, ReportBlock} from "../../../src/model/report.js";
import {labelOf, vocabularies} from "../../../src/model/vocabulary.js";
import {optionalRows, textCell} from "../../extract/optionalRows.js";
import {sampleIndex} from "../../extract/longitudinal/sampleIndex.js";
import {compareText} from "../../release/textOrder.js";
import {blockFrame} from "../blocks/blockFrame.js";
import type {BlockDeclaration} from "../blocks/blockKind.js";
import {definedSet} from "../blocks/definedSet.js";
import type {ReportCohort, ReportContext} from "../reportContext.js";
import {cohortPositions} from "./cohortPatients.js";
import {maskOf} from "./followUp.js";

interface Tested {
  readonly found: Set<number>;
  readonly told: Set<number>;
}

/** How often residual disease was found, by method, time point and target: patients with a finding of those with a result. */
export function mrdPositivity(context: ReportContext, declared: BlockDeclaration, cohort: ReportCohort): ReportBlock[] {
  const samples = sampleIndex(context.release);
  const positions = cohortPositions(context);
  const tests = new Map<string, Map<string, Tested>>();
  for (const row of optionalRows(context.release, "mrd")) {
    const sample = samples.get(textCell(row, "sample_id") ?? "");
    const at = sample === undefined ? undefined : positions.get(sample.patient);
    const status = textCell(row, "status");
    if (sample === undefined || at === undefined || cohort.set.members[at] !== 1) continue;
    if (status === null || status === "not_evaluable") continue;
    const heading = [textCell(row, "method") ?? "", sample.timepoint ?? ""].join("/");
    const targets = tests.get(heading) ?? new Map<string, Tested>();
    tests.set(heading, targets);
    const target = textCell(row, "target") ?? "";
    const own = targets.get(target) ?? {found: new Set<number>(), told: new Set<number>()};
    targets.set(target, own);
    own.told.add(at);
    if (status !== "neg") own.found.add(at);
  }
  if (tests.size === 0) return [];
  const rows = [...tests]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([key, targets]) => {
      const [method, timepoint] = key.split("/");
      const known = vocabularies.timepoint.some(({code}) => code === timepoint);
      const heading = `${labelOf("mrdMethod", method)}, ${known ? labelOf("timepoint", timepoint).toLowerCase() : "time not known"}`; // prettier-ignore
      return [...targets]
        .sort(
          ([a, x], [b, y]) =>
            Number(b === "any") - Number(a === "any") || y.told.size - x.told.size || compareText(a, b)
        ) // prettier-ignore
        .map(([target, {found, told}]) => {
          const of = context.within(cohort.set, definedSet(context, maskOf(context, told)));
          const count = context.count(of, definedSet(context, maskOf(context, found)));
          return {label: target === "any" ? "Any mutation" : target, heading, cells: [{count, of: context.count(of)}]};
        });
    });
  const block: CountsBlock = {
    ...blockFrame(context, declared, cohort, {
      subtitle: "Patients with a finding, of those with a result, by method, time point and target",
      caption: "A single mutation is looked for in those who had it at diagnosis.",
      methods: ["MRD is counted by patient; a low level counts as found, tests without a result do not count."],
      page: null
    }),
    kind: "counts",
    draw: "table",
    columns: [{label: "Found", set: context.count(cohort.set)}],
    rows
  };
  return [block];
}
