import {formatCount, formatNumber} from "../../charts/format.js";
import {proteinLollipop} from "../../charts/proteinLollipop.js";
import type {CallColumns} from "../../cohort/mutations/callColumns.js";
import {type Hotspots, hotspots} from "../../cohort/mutations/hotspots.js";
import {vocabularies} from "../../model/vocabulary.js";
import {proteinPositionsScript} from "../../rscript/proteinPositions.js";
import {cohortMetadata} from "../cohortMetadata.js";
import {choice, controlRow} from "../controls.js";
import {el, fill} from "../dom.js";
import type {ViewContext} from "../explorer.js";
import {figureFrame} from "../figureFrame.js";
import {sourcesOf} from "../pageState.js";
import {noTable} from "../plainTable.js";
import {proteinCallsTable, proteinTable} from "./proteinTable.js";
import type {MutationCohort, MutationSection} from "./mutationCohort.js";

/** Codons with fewer patients are pooled. */
const least = 5;
/** Codons drawn in the gene that is shown at first. */
const several = 5;
/** Words of a consequence: those of the vocabulary. */
const words = new Map<string | null, string>(vocabularies.consequence.map(({code, label}) => [code, label]));
const wordsOf = (consequence: string | null) => words.get(consequence) ?? "Not known";

/** Where in its protein a gene is mutated. */
export function proteinSection(context: ViewContext, calls: () => Promise<CallColumns>): MutationSection {
  const {site, change} = context;
  const select = el("select", {"data-testid": "protein-gene"});
  select.addEventListener("change", () => change({options: {gene: select.value}}));
  const frame = figureFrame("protein", site, {controls: controlRow(choice("Gene", select))});
  let first: string | undefined;
  return {
    element: frame.element,
    applies: () => true,
    columns: () => [],
    stale: (waiting) => frame.stale(waiting),
    async draw({state, members}: MutationCohort, current) {
      const columns = await calls();
      if (!current()) return;
      const offered = genesWithPositions(columns, members);
      // Chosen once, so that the gene does not change with the cohort.
      first ??= offered.find((d) => hotspots(columns, d.gene, members, least).codons.length >= several)?.gene;
      const wanted = [state.options.gene, first].find((name) => offered.some((d) => d.gene === name));
      const gene = wanted ?? offered.at(0)?.gene;
      fill(
        select,
        ...[...offered]
          .sort((a, b) => (a.gene < b.gene ? -1 : 1))
          .map((d) => el("option", {value: d.gene}, `${d.gene} (${formatCount(d.patients)})`))
      );
      select.value = gene ?? "";
      const found = gene === undefined ? null : hotspots(columns, gene, members, least);
      const title =
        found === null ? "Where in the protein do mutations lie?" : `Where in ${found.gene} do mutations lie?`;
      const rows = (found?.codons ?? []).map((d) => ({...d, consequence: wordsOf(d.consequence)}));
      const draw = (chosen: typeof rows, other: Hotspots["other"] | undefined) => (width: number) =>
        other === undefined
          ? el("p", {class: "none"}, "No call with a known position in this cohort.")
          : proteinLollipop(chosen, {
              width,
              other,
              title,
              summary: [...chosen]
                .sort((a, b) => b.patients - a.patients)
                .slice(0, 6)
                .map((d) => `codon ${d.codon}: ${formatCount(d.patients)} patients`)
                .join("; ")
            });
      frame.update({
        title,
        sources: sourcesOf(site, state),
        subtitle: "Patients with a call at each codon; the symbol is the commonest effect there.",
        caption:
          found === null
            ? "No call with a position in this cohort."
            : [
                `${formatCount(found.patients)} patients with a call in ${found.gene}${found.withoutPosition > 0 ? `, ${formatCount(found.withoutPosition)} of them without a position (duplications have none)` : ""}.`,
                `Codons with fewer than ${least} patients are pooled as other: ${formatCount(found.other.patients)} patients without a call at one of the codons drawn, ${formatNumber(found.other.codons)} codons. A patient with calls at two codons counts at both. The axis shows the stretch with codons drawn, not the whole protein.`
              ].join(" "),
        table: found === null ? noTable : proteinTable(found, wordsOf),
        ...(found !== null && {
          csv: () => proteinCallsTable(columns, found.gene, members),
          script: (csvName: string) => proteinPositionsScript(csvName, {least})
        }),
        metadata: cohortMetadata(
          context,
          state,
          `Patients by first affected codon; codons with fewer than ${least} pooled`
        ),
        draw: draw(rows, found?.other),
        without: (isShown) => ({
          draw: draw(
            rows.filter((_, i) => isShown(i)),
            isShown(rows.length) ? found?.other : noOther
          )
        })
      });
    }
  };
}

/** In place of rarer codons that may not be shown. */
const noOther: Hotspots["other"] = {patients: 0, codons: 0};

/** Genes in which members have a call with a position, with the number of those members, most first. */
function genesWithPositions(
  {genes, starts, rows, codon}: CallColumns,
  members: Uint8Array
): {readonly gene: string; readonly patients: number}[] {
  return genes
    .map((gene, g) => {
      let patients = 0;
      let last = -1;
      for (let i = starts[g]; i < starts[g + 1]; ++i) {
        if (Number.isNaN(codon[i]) || rows[i] === last || members[rows[i]] !== 1) continue;
        last = rows[i];
        ++patients;
      }
      return {gene, patients};
    })
    .filter(({patients}) => patients >= least)
    .sort((a, b) => b.patients - a.patients || (a.gene < b.gene ? -1 : 1));
}
