import {z} from "zod";
import type {CountsBlock} from "../../../src/model/report.js";
import {integer, text} from "../../study/scalars.js";
import {groupsSchema} from "../groups.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";
import {blockCohort, blockFrame, type FrameWords} from "./blockFrame.js";
import {blockBase, type BlockKind} from "./blockKind.js";
import {definedSet} from "./definedSet.js";
import {groupParameter} from "./levels.js";
import {columnCounts, tableColumns} from "./tableColumns.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("drivers"),
  /** Who can have any: clauses of the key of a set. */
  tested: z.array(text).min(1),
  /** Cytogenetic flags, by column, of which each that is present counts beside the genes. */
  cytogenetics: z.array(text).default([]),
  /** The last row is of patients with so many and more. */
  most: integer.default(6),
  groups: groupsSchema.optional()
});

/**
 * How many genes with a driver alteration patients have, and chromosomal abnormalities where they are named. Of what was not
 * tested nothing is counted: numbers are lower where panels are smaller.
 */
export const drivers: BlockKind<z.output<typeof schema>> = {
  kind: "drivers",
  schema,
  compute(context, declared) {
    const cohort = blockCohort(context, declared);
    if (!context.decides(declared.tested)) return [];
    const tested = context.within(cohort.set, ...declared.tested);
    const columns = tableColumns(context, tested, declared.groups, true);
    if (columns === null || tested.n === 0) return [];
    const flags = declared.cytogenetics.filter((column) => context.catalogue.cytogenetics.has(column));
    if (flags.length === 0 && declared.cytogenetics.length > 0) return [];
    const counts = drivenBy(context, flags);
    const words = wordsOf(context, flags);
    const {most} = declared;
    const rows = Array.from({length: most + 1}, (_, k) => {
      const members = counts.map((n) => Number(k === most ? n >= k : n === k));
      return {
        label: k === most ? `${k} and more` : String(k),
        code: String(k),
        clause: definedSet(context, Uint8Array.from(members))
      };
    });
    const several = definedSet(
      context,
      Uint8Array.from(counts, (n) => Number(n >= 2))
    );
    const cells = (clause: string) =>
      columns.columns.map(({set}: {readonly set: PatientSet}) =>
        set.n === 0 ? null : {count: context.count(set, clause), of: context.count(set)}
      );
    const block: CountsBlock = {
      ...blockFrame(
        context,
        declared,
        {...cohort, set: tested},
        {
          ...words,
          page: {page: "mutations", ...(columns.groups.length > 1 && groupParameter(declared.groups))}
        }
      ),
      kind: "counts",
      draw: "bars",
      columns: columnCounts(columns.columns),
      rows: [
        ...rows.map(({label, code, clause}) => ({
          label,
          code,
          heading: flags.length === 0 ? "Genes" : "Genes and abnormalities",
          cells: cells(clause)
        })),
        {label: "Two and more", heading: "Together", code: "several", cells: cells(several)}
      ]
    };
    return [block];
  }
};

/** What is counted, in words. */
function wordsOf(
  {catalogue}: ReportContext,
  flags: readonly string[]
): Pick<FrameWords, "subtitle" | "caption" | "methods"> {
  const genes = "Oncogenic and possibly oncogenic alterations, several of one gene counted once";
  const counted =
    "Genes with at least one oncogenic or possibly oncogenic alteration are counted in each patient sequenced";
  if (flags.length === 0)
    return {
      subtitle: "Patients by the number of genes with a driver alteration",
      caption: `${genes}; chromosomal abnormalities are not counted. A gene that was not tested cannot count.`,
      methods: [`${counted}.`]
    };
  return {
    subtitle:
      "Patients sequenced and karyotyped, by the number of genes with a driver alteration and of chromosomal abnormalities",
    caption: `${genes}; and these abnormalities, each counted once: ${flags.map((d) => catalogue.cytogenetics.get(d)!.label).join(", ")}. What was not tested cannot count.`,
    methods: [`${counted}, and recurrent chromosomal abnormalities where a karyotype was evaluated.`]
  };
}

/** Genes with an alteration of each patient of the release, and flags that are present. */
function drivenBy({catalogue, rows}: ReportContext, flags: readonly string[]): Uint16Array {
  const byGene = new Map<string, string[]>();
  for (const {name, gene} of catalogue.alterations.values()) byGene.set(gene, [...(byGene.get(gene) ?? []), name]);
  const counts = new Uint16Array(rows.n);
  for (const names of [...byGene.values(), ...flags.map((flag) => [flag])]) {
    const columns = names.map((name) => rows.category(name).codes);
    // Alterations are mutated, and flags present, at position 0 of their levels.
    for (let i = 0; i < rows.n; ++i) counts[i] += Number(columns.some((codes) => codes[i] === 0));
  }
  return counts;
}
