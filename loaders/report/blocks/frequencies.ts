import {z} from "zod";
import {inSentence} from "../../../src/components/trial/trialWords.js";
import type {CountsBlock, Share} from "../../../src/model/report.js";
import {integer, text, truth} from "../../study/scalars.js";
import {groupsSchema} from "../groups.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";
import {blockCohort, blockFrame, sourcesOf} from "./blockFrame.js";
import {blockBase, type BlockKind} from "./blockKind.js";
import {countedFor, fixedNotes, fixedSources, untestedNotes} from "./countedSources.js";
import {groupParameter} from "./levels.js";
import {columnCounts, type TableColumn, tableColumns} from "./tableColumns.js";
import {trendTests} from "./trendTests.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("frequencies"),
  /** All that were found in enough patients, if not given. */
  alterations: z.array(text).optional(),
  /** Patients with the alteration, at least. */
  patients: integer.default(1),
  /** Alterations shown, the most frequent ones. */
  most: integer.optional(),
  groups: groupsSchema.optional(),
  overall: truth.default(true),
  draw: z.enum(["table", "bars", "dots"]).default("dots"),
  /** Test for a trend over the groups, in their order. */
  trend: truth.default(false)
});

interface Frequency {
  readonly name: string;
  readonly overall: Share;
  readonly cells: readonly (Share | null)[];
}

/** How often alterations were found among the patients tested, the most frequent first. */
export const frequencies: BlockKind<z.output<typeof schema>> = {
  kind: "frequencies",
  schema,
  compute(context, declared) {
    const cohort = blockCohort(context, declared);
    const columns = tableColumns(context, cohort.set, declared.groups, declared.overall);
    if (columns === null) return [];
    const names = [...context.catalogue.alterations.keys()].filter((d) => declared.alterations?.includes(d) ?? true);
    const bySource = declared.groups !== undefined && "by" in declared.groups && declared.groups.by === "source_id";
    const found = names
      .map((name) => frequencyOf(context, name, cohort.set, columns.columns, bySource))
      .filter(({overall: {count}}) => count.n !== null && count.n >= declared.patients)
      .sort((a, b) => percent(b.overall) - percent(a.overall))
      .slice(0, declared.most);
    if (found.length === 0) return [];
    const shown = found.map(({name}) => name);
    const tests = declared.trend ? trendTests(context, shown, columns.groups, declared.title) : null;
    const block: CountsBlock = {
      ...blockFrame(context, declared, cohort, {
        subtitle:
          columns.groups.length < 2 || columns.by === null
            ? "All patients tested"
            : `Patients tested, by ${inSentence(columns.by)}`,
        caption: "Number of patients with the alteration, of those tested for it; not tested is not wild type.",
        notes: [...fixedNotes(context, cohort.set, shown), ...untestedNotes(context, cohort.set, shown)],
        methods: [
          "Frequencies are of the patients tested, with Wilson’s 95 % confidence interval.",
          ...(tests === null
            ? []
            : [
                `The Cochran–Armitage test, ${sourcesOf(context, cohort.set).length > 1 ? "summed within sources, " : ""}looks for a trend over the groups; q-values after Benjamini and Hochberg within the family “${declared.title}”.`
              ])
        ],
        page: {page: "mutations", ...(columns.groups.length > 1 && groupParameter(declared.groups))}
      }),
      kind: "counts",
      draw: declared.draw,
      columns: columnCounts(columns.columns),
      rows: found.map(({name, cells}, i) => ({label: name, code: name, cells, ...(tests !== null && {test: tests[i]})}))
    };
    return [block];
  }
};

function frequencyOf(
  context: ReportContext,
  name: string,
  cohort: PatientSet,
  columns: readonly TableColumn[],
  bySource: boolean
): Frequency {
  const share = (set: PatientSet): Share => ({
    count: context.count(set, `${name}=mutated`),
    of: context.count(set, `${name}=known`)
  });
  const fixed = fixedSources(context, [name]);
  const cells = columns.map(({set, code}) => {
    if (bySource && code !== null && fixed.includes(code)) return null;
    const made = share(countedFor(context, set, [name]));
    return made.of.n === 0 ? null : made;
  });
  return {name, overall: share(countedFor(context, cohort, [name])), cells};
}

function percent({count, of}: Share): number {
  return of.n === null || of.n === 0 ? 0 : (count.n ?? 0) / of.n;
}
