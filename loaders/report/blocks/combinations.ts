import {z} from "zod";
import type {CountsBlock, Share} from "../../../src/model/report.js";
import {integer, text} from "../../study/scalars.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";
import {blockCohort, blockFrame} from "./blockFrame.js";
import {blockBase, type BlockKind} from "./blockKind.js";
import {countedFor, fixedNotes} from "./countedSources.js";
import {definedSet} from "./definedSet.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("combinations"),
  /** Alterations, all of which a patient must have been tested for; those that the release does not have are left out. */
  alterations: z.array(text).min(2).max(16),
  /** Patients who have exactly a combination, at least. */
  patients: integer.default(10)
});

/** Which of some alterations occur together: patients by exactly those that they have, of the patients tested for all. */
export const combinations: BlockKind<z.output<typeof schema>> = {
  kind: "combinations",
  schema,
  compute(context, declared) {
    const cohort = blockCohort(context, declared);
    const names = declared.alterations.filter((name) => context.catalogue.alterations.has(name));
    const counted = countedFor(context, cohort.set, names);
    const tested = context.within(counted, ...names.map((name) => `${name}=known`));
    if (names.length < 2 || tested.n < declared.patients) return [];
    const found = byCombination(context, tested, names).filter(({n}) => n >= declared.patients);
    const share = (clause: string): [Share] => [{count: context.count(tested, clause), of: context.count(tested)}];
    const block: CountsBlock = {
      ...blockFrame(
        context,
        declared,
        {...cohort, set: tested},
        {
          subtitle: "Patients by exactly those alterations of a list that they have",
          caption: `Of the patients tested for all of ${names.join(", ")}. Combinations of fewer than ${declared.patients} patients are not shown.`,
          notes: fixedNotes(context, cohort.set, names),
          methods: ["A patient is in one combination: that of all alterations of the list that were found."],
          page: null
        }
      ),
      kind: "counts",
      draw: "upset",
      columns: [{label: "All patients", set: context.count(tested)}],
      rows: [
        ...names.map((name) => ({label: name, code: name, heading: "With or without others", cells: share(`${name}=mutated`)})), // prettier-ignore
        ...found.map(({has, members}) => ({
          label: has.length === 0 ? "None of them" : has.length === 1 ? `${has[0]} alone` : has.join(" + "),
          code: has.join("+"),
          heading: "Exactly",
          cells: share(definedSet(context, members))
        }))
      ]
    };
    return [block];
  }
};

interface Combination {
  readonly has: readonly string[];
  readonly members: Uint8Array;
  readonly n: number;
}

/** Combinations that somebody has, most patients first, then by the order of the alterations. */
function byCombination(
  {patients, rows}: ReportContext,
  {members}: PatientSet,
  names: readonly string[]
): Combination[] {
  const columns = names.map((name) => rows.category(name).codes);
  const found = new Map<number, Combination & {n: number}>();
  for (let i = 0; i < patients; ++i) {
    if (members[i] === 0) continue;
    // Alterations are mutated at position 0 of their levels.
    const mask = columns.reduce((sum, codes, k) => sum | (Number(codes[i] === 0) << k), 0);
    const own = found.get(mask) ?? {
      has: names.filter((_, k) => (mask >> k) & 1),
      members: new Uint8Array(patients),
      n: 0
    };
    own.members[i] = 1;
    ++own.n;
    found.set(mask, own);
  }
  return [...found].sort(([a, {n}], [b, {n: m}]) => m - n || a - b).map(([, own]) => own);
}
