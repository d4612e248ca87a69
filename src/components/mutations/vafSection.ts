import {formatCount, formatPercent} from "../../charts/format.js";
import {vafDistribution} from "../../charts/vafDistribution.js";
import type {CallColumns} from "../../cohort/mutations/callColumns.js";
import {vafByGene} from "../../cohort/mutations/vafByGene.js";
import {vafScript} from "../../rscript/vaf.js";
import {cohortMetadata} from "../cohortMetadata.js";
import {el} from "../dom.js";
import type {ViewContext} from "../explorer.js";
import {figureFrame} from "../figureFrame.js";
import {sourcesOf} from "../pageState.js";
import {vafTable, vafValuesTable} from "./vafTable.js";
import type {MutationCohort, MutationSection} from "./mutationCohort.js";

/** Fewest patients with a known frequency for a distribution to be drawn. */
const least = 10;
const most = 20;

/** Variant allele frequency by gene. */
export function vafSection(context: ViewContext, calls: () => Promise<CallColumns>): MutationSection {
  const {site, catalogue} = context;
  const {disclosure: rule} = catalogue;
  const frame = figureFrame("vaf", site);
  return {
    element: frame.element,
    applies: () => true,
    columns: () => [],
    stale: (waiting) => frame.stale(waiting),
    async draw({state, members}: MutationCohort, current) {
      const columns = await calls();
      if (!current()) return;
      const genes = vafByGene(columns, members).filter(({values}) => values.length >= least);
      const drawn = genes.slice(0, most);
      const called = genes.reduce((sum, d) => sum + d.called, 0);
      const known = genes.reduce((sum, d) => sum + d.values.length, 0);
      const title = "How large is the share of mutated reads, by gene?";
      const draw = (chosen: typeof drawn) => (width: number) =>
        chosen.length === 0
          ? el(
              "p",
              {class: "none"},
              `No gene has ${least} patients of the cohort with a known variant allele frequency.`
            )
          : vafDistribution(chosen, {
              width,
              title,
              ...(rule !== null && {leastInBin: rule.k}),
              summary: chosen
                .slice(0, 6)
                .map((d) => `${d.gene} median ${formatPercent(d.median, 0)}`)
                .join("; ")
            });
      frame.update({
        title,
        sources: sourcesOf(site, state),
        subtitle:
          "Variant allele frequency of small variants at diagnosis, the largest of each patient’s calls in a gene; dot: median, line: quartiles.",
        caption: [
          `${drawn.length} of ${genes.length} genes with ${least} or more patients drawn; ${formatCount(known)} of ${formatCount(called)} patients with a call in one of the genes have a known frequency.`,
          "Not corrected for tumour content, copy number or sex: a loss of the other allele or a gene on the X chromosome in men raises it towards 100 %. Duplications are left out, as the share of their reads is not comparable. The line at 50 % is where a heterozygous mutation of every cell would lie; a lower median does not prove a subclone.",
          rule === null ? "" : `Bins of fewer than ${rule.k} patients are not drawn.`
        ]
          .filter((sentence) => sentence !== "")
          .join(" "),
        table: vafTable(genes),
        csv: () => vafValuesTable(genes),
        script: vafScript,
        metadata: cohortMetadata(
          context,
          state,
          "Largest variant allele frequency of each patient and gene; quantiles of type 7"
        ),
        draw: draw(drawn),
        without: (isShown) => ({draw: draw(genes.filter((_, i) => isShown(i)).slice(0, most))})
      });
    }
  };
}
