import {z} from "zod";
import {groupingOf} from "../../../src/cohort/catalogue.js";
import type {CountsBlock, ReportBlock} from "../../../src/model/report.js";
import {vocabularies} from "../../../src/model/vocabulary.js";
import {factVocabulary} from "../../classify/factVocabulary.js";
import {text} from "../../study/scalars.js";
import {blockCohort, blockFrame} from "../blocks/blockFrame.js";
import {blockBase, type BlockKind} from "../blocks/blockKind.js";
import {columnCounts, tableColumns} from "../blocks/tableColumns.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";
import {type ClassAnswers, classAnswers} from "./classAnswers.js";
import {definedCount} from "./counts.js";
import {maskOf} from "./followUp.js";
import {alterationsOf} from "./ruleTables.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("class-status"),
  /** Rule tables. */
  versions: z.array(text).min(1),
  /** Why a class cannot be told: groups of facts, any of which is missing; a missing fact of none is another reason. */
  reasons: z.array(z.strictObject({label: text, facts: z.array(text).min(1)})).default([])
});

type Declared = z.output<typeof schema>;
type Rows = CountsBlock["rows"];

interface Version {
  readonly label: string;
  readonly answers: ClassAnswers;
}

/**
 * How certain the classes are, by source; and in a block whose id ends in `-reasons`, if reasons are declared, what is
 * missing where a class cannot be told. A patient counts under every reason that applies.
 */
export const classStatus: BlockKind<Declared> = {
  kind: "class-status",
  schema,
  compute(context, declared) {
    const cohort = blockCohort(context, declared);
    const columns = tableColumns(context, cohort.set, {by: "source_id"}, true);
    const versions = declared.versions.flatMap((id): Version[] => {
      const answers = classAnswers(context, id);
      if (answers?.version == null || !context.catalogue.groupings.some(({key}) => key === id)) return [];
      return [{label: groupingOf(context.catalogue, id).label, answers}];
    });
    if (columns === null || versions.length === 0 || cohort.set.n === 0) return [];
    const sets = columns.columns.map(({set}) => set);
    const block = (id: string, title: string, caption: string, rows: Rows): CountsBlock => ({
      ...blockFrame(context, {...declared, id, title}, cohort, {
        subtitle: "By source",
        caption,
        methods: [statusWords],
        page: {page: "classifications"}
      }),
      kind: "counts",
      draw: "table",
      columns: columnCounts(columns.columns),
      rows
    });
    const reasons =
      declared.reasons.length === 0 ? [] : versions.flatMap((version) => reasonRows(context, declared, version, sets));
    const blocks: ReportBlock[] = [
      block(
        declared.id,
        declared.title,
        "Percentages of all patients. Definite: no missing fact could change the class; provisional: read as if missing facts were absent, which the rule table allows and says.",
        versions.flatMap((version) => statusRows(context, version, sets))
      )
    ];
    if (reasons.length > 0)
      blocks.push(
        block(
          `${declared.id}-reasons`,
          `${declared.title}: why not resolved`,
          "Percentages of the patients whose class is not resolved, each under every reason that applies.",
          reasons
        )
      );
    return blocks;
  }
};

const statusWords =
  "A class is definite if every completion of the missing facts gives it, provisional if it holds as the rule table presumes, and not resolved if a fact that is needed is missing; all completions are considered.";

function statusRows(context: ReportContext, {label, answers}: Version, sets: readonly PatientSet[]): Rows {
  return vocabularies.classificationStatus.map(({code, label: name}) => {
    const mask = maskWhere(context, (i) => answers.status[i] === code);
    return {
      label: name,
      heading: label,
      cells: sets.map((set) => (set.n === 0 ? null : {count: definedCount(context, set, mask), of: context.count(set)}))
    };
  });
}

function reasonRows(
  context: ReportContext,
  {reasons}: Declared,
  {label, answers}: Version,
  sets: readonly PatientSet[]
): Rows {
  const facts = factVocabulary({alterations: alterationsOf(context)});
  const groupsOf = (i: number) => answers.missing[i].map((name) => facts.get(name)?.group ?? name);
  const unresolved = (i: number) => answers.status[i] === "unresolved";
  const listed = new Set(reasons.flatMap((d) => d.facts));
  const all = maskWhere(context, unresolved);
  const rowOf = (name: string, applies: (groups: readonly string[]) => boolean): Rows[number] => {
    const mask = maskWhere(context, (i) => unresolved(i) && applies(groupsOf(i)));
    return {
      label: name,
      heading: label,
      cells: sets.map((set) => {
        const of = definedCount(context, set, all);
        return of.n === 0 ? null : {count: definedCount(context, set, mask), of};
      })
    };
  };
  return [
    ...reasons.map((reason) => rowOf(reason.label, (groups) => groups.some((d) => reason.facts.includes(d)))),
    rowOf("Another fact", (groups) => groups.some((d) => !listed.has(d)))
  ].filter(({cells}) => cells.some((cell) => cell !== null && cell.count.n !== 0));
}

function maskWhere(context: ReportContext, is: (i: number) => boolean): Uint8Array {
  const all = Array.from({length: context.patients}, (_, i) => i);
  return maskOf(context, all.filter(is));
}
