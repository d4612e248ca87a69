import {z} from "zod";
import type {CountsBlock} from "../../../src/model/report.js";
import {labelOf} from "../../../src/model/vocabulary.js";
import {adjustP} from "../../../src/stats/adjustP.js";
import {mcNemar} from "../../../src/stats/mcNemar.js";
import {pairedSamples} from "../../extract/longitudinal/pairedSamples.js";
import {compareText} from "../../release/textOrder.js";
import {codeOf, integer} from "../../study/scalars.js";
import {blockCohort, blockFrame} from "../blocks/blockFrame.js";
import {blockBase, type BlockKind} from "../blocks/blockKind.js";
import {definedSet} from "../blocks/definedSet.js";
import {cohortPositions} from "./cohortPatients.js";
import {maskOf} from "./followUp.js";
import {pairsFlow} from "./pairsFlow.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("evolution"),
  from: codeOf("timepoint"),
  to: codeOf("timepoint"),
  /** Pairs in which the gene was found at least once, at least. */
  pairs: integer.default(5)
});

/**
 * Genes found, lost and gained between two time points in patients sequenced at both, with McNemar's exact test of as
 * many losses as gains and q-values over the genes shown. With too few pairs, how few there are and what it would take.
 */
export const evolution: BlockKind<z.output<typeof schema>> = {
  kind: "evolution",
  schema,
  compute(context, declared) {
    const {from, to} = declared;
    const cohort = blockCohort(context, declared);
    const positions = cohortPositions(context);
    const genes = new Map<string, {before: boolean; after: boolean; at: number}[]>();
    const patients = new Set<number>();
    for (const {patient, gene, before, after} of pairedSamples(context.release, from, to)) {
      const at = positions.get(patient);
      if (at === undefined || cohort.set.members[at] !== 1) continue;
      patients.add(at);
      genes.set(gene, [...(genes.get(gene) ?? []), {before, after, at}]);
    }
    const shown = [...genes]
      .map(([gene, pairs]) => ({gene, pairs, found: pairs.filter((d) => d.before || d.after).length}))
      .filter(({found}) => found >= declared.pairs)
      .sort((a, b) => b.found - a.found || compareText(a.gene, b.gene));
    if (shown.length === 0) {
      const flow = pairsFlow(context, declared, cohort, declared.pairs);
      return flow === null ? [] : [flow];
    }
    const tests = shown.map(({pairs}) => {
      const count = (before: boolean, after: boolean) =>
        pairs.filter((d) => d.before === before && d.after === after).length;
      return mcNemar([
        [count(true, true), count(true, false)],
        [count(false, true), count(false, false)]
      ]);
    });
    const q = adjustP(
      tests.map(({p}) => p),
      "BH"
    );
    const population = context.within(cohort.set, definedSet(context, maskOf(context, patients)));
    const columns = [
      {label: `${labelOf("timepoint", from)} only (lost)`, is: {before: true, after: false}},
      {label: `${labelOf("timepoint", to)} only (gained)`, is: {before: false, after: true}},
      {label: "Both", is: {before: true, after: true}}
    ];
    const block: CountsBlock = {
      ...blockFrame(
        context,
        declared,
        cohort,
        {
          subtitle: `From ${labelOf("timepoint", from).toLowerCase()} to ${labelOf("timepoint", to).toLowerCase()}, in patients sequenced at both`,
          caption: "Percentages of the pairs in which the gene was tested at both time points.",
          methods: [
            "Losses and gains of a gene are compared by McNemar’s exact test; q-values after Benjamini and Hochberg over the genes shown."
          ],
          page: null
        },
        context.count(population)
      ),
      kind: "counts",
      draw: "table",
      columns: columns.map(({label}) => ({label, set: context.count(population)})),
      rows: shown.map(({gene, pairs}, g) => {
        const tested = context.within(
          population,
          definedSet(
            context,
            maskOf(
              context,
              pairs.map((d) => d.at)
            )
          )
        );
        return {
          label: gene,
          cells: columns.map(({is}) => {
            const own = pairs.filter((d) => d.before === is.before && d.after === is.after).map((d) => d.at);
            return {
              count: context.count(tested, definedSet(context, maskOf(context, own))),
              of: context.count(tested)
            };
          }),
          test: {
            method: "McNemar’s exact test",
            statistic: null,
            df: null,
            p: tests[g].p,
            q: q[g],
            family: declared.title
          }
        };
      })
    };
    return [block];
  }
};
