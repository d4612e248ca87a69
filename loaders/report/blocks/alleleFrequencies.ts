import {z} from "zod";
import {vafByGene} from "../../../src/cohort/mutations/vafByGene.js";
import type {ValuesBlock} from "../../../src/model/report.js";
import {integer, text} from "../../study/scalars.js";
import type {ReportContext} from "../reportContext.js";
import {blockCohort, blockFrame} from "./blockFrame.js";
import {blockBase, type BlockKind} from "./blockKind.js";
import {definedSet} from "./definedSet.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("allele-frequencies"),
  genes: z.array(text).optional(),
  /** Patients with a frequency, at least. */
  patients: integer.default(20)
});

/** Variant allele frequencies by gene: the largest of each patient's calls; duplications are left out. */
export const alleleFrequencies: BlockKind<z.output<typeof schema>> = {
  kind: "allele-frequencies",
  schema,
  compute(context, declared) {
    const cohort = blockCohort(context, declared);
    const found = vafByGene(context.calls(), cohort.set.members).filter(
      ({gene, values}) => values.length >= declared.patients && (declared.genes?.includes(gene) ?? true)
    );
    if (found.length === 0) return [];
    const block: ValuesBlock = {
      ...blockFrame(context, declared, cohort, {
        subtitle: "Largest variant allele frequency of each patient, by gene",
        caption:
          "A box from the first to the third quartile, with the median, of patients with a call whose frequency is known; duplications are left out, as their share of reads is not comparable. Not corrected for purity or copy number; of a gene on the X chromosome a man has one copy.",
        methods: ["Of several calls in a gene the one with the largest allele frequency counts."],
        page: {page: "mutations"}
      }),
      kind: "values",
      draw: "boxes",
      columns: [{label: "All patients", code: "all", set: context.count(cohort.set)}],
      rows: found.map(({gene, lowerQuartile, median, upperQuartile}) => {
        const {known, called} = calledIn(context, gene);
        return {
          label: gene,
          unit: null,
          cells: [
            {
              known: context.count(cohort.set, definedSet(context, known)),
              missing: context.count(cohort.set, definedSet(context, called.map((d, i) => d & (1 - known[i])))), // prettier-ignore
              median,
              q1: lowerQuartile,
              q3: upperQuartile
            }
          ]
        };
      })
    };
    return [block];
  }
};

/** Patients with a call of a gene that counts, and those of them in whom a frequency is known. */
function calledIn(context: ReportContext, gene: string): {readonly called: Uint8Array; readonly known: Uint8Array} {
  const {genes, starts, rows, vaf, consequence, consequences} = context.calls();
  const g = genes.indexOf(gene);
  const [called, known] = [new Uint8Array(context.patients), new Uint8Array(context.patients)];
  for (let i = starts[g]; i < starts[g + 1]; ++i) {
    const kind = consequences[consequence[i]];
    if (kind === "ITD" || kind === "PTD") continue;
    called[rows[i]] = 1;
    if (vaf[i] >= 0) known[rows[i]] = 1;
  }
  return {called, known};
}
