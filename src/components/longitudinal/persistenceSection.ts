import {formatCount, formatPercent, formatShare} from "../../charts/format.js";
import {type FrequencyRow, frequencyBars} from "../../charts/frequencyBars.js";
import {wholeCohort} from "../../charts/palette.js";
import type {FigureRelease} from "../../model/figureRelease.js";
import type {LongitudinalShare, PersistenceData, PersistentGene} from "../../model/siteLongitudinal.js";
import {dataOf} from "../disclosure/dataOf.js";
import {figureFrame} from "../figureFrame.js";
import {reflowTable} from "../reflowTable.js";

const title = "Which mutations persist after induction?";
const words: Readonly<Record<LongitudinalShare["code"], string>> = {
  any: "Any mutation persists",
  non_dta: "A mutation outside DNMT3A, TET2 and ASXL1 persists",
  dta_only: "Only DNMT3A, TET2 or ASXL1 persists"
};

/** Per gene, in how many patients a mutation of diagnosis was still found after induction; and over all genes. */
export function persistenceSection(site: FigureRelease, data: PersistenceData): HTMLElement {
  const frame = figureFrame("persistence", site);
  const {genes, sampled, told, withoutDiagnosis} = data;
  const draw = (shown: typeof genes) => (width: number) =>
    frequencyBars(rowsOf(shown), {
      width,
      groups: [{label: "Patients", style: wholeCohort}],
      words: {found: "still found", tested: "evaluable"},
      title,
      summary: shown
        .slice(0, 8)
        .map(
          ({gene, found, tested}) =>
            `${gene} ${formatCount(found)} of ${formatCount(tested)} (${formatShare(found, tested)})`
        )
        .join("; ")
    });
  frame.update({
    title,
    subtitle:
      "Patients with the mutation at diagnosis and a sequenced sample after the second cycle: share in whom it was still found, 95 % interval.",
    caption: [
      `${formatCount(sampled)} patients with a sequenced sample after induction, ${formatCount(told)} with a followed mutation and a result. Wilson 95 % intervals; a gene counts once a patient, whatever its number of calls; a low level counts as found.`,
      detectionText(data),
      "DNMT3A, TET2 and ASXL1 stand apart: their persistence in remission may be clonal haematopoiesis rather than leukaemia.",
      withoutDiagnosis !== 0
        ? `${formatCount(withoutDiagnosis)} results in genes without a mutation at diagnosis are left out.`
        : ""
    ]
      .filter((sentence) => sentence !== "")
      .join(" "),
    table: {
      columns: ["gene", "dta", "patients", "evaluable", "still_found", "share", "lower95", "upper95"],
      rows: genes.map((d) => [d.gene, d.isDta ? "yes" : "no", d.patients, d.tested, d.found, d.share, d.lower, d.upper])
    },
    draw: draw(genes),
    without: (isShown) => ({draw: draw(genes.filter((_, i) => isShown(i)))}),
    aside: overallTable(data)
  });
  return frame.element;
}

/** Share, interval and counts of one line of the summary, in words. */
export function shareText({found, tested, share, lower, upper}: LongitudinalShare): string {
  if (share === null) return "nobody tested";
  return `${formatPercent(share)} (${formatPercent(lower).replace(" %", "")}–${formatPercent(upper).replace(" %", "")}), ${formatCount(found)}/${formatCount(tested)}`;
}

function rowsOf(genes: readonly PersistentGene[]): FrequencyRow[] {
  return genes.map(({gene, isDta, found, tested, patients, share, lower, upper}, i) => ({
    label: gene,
    ...(i === 0 || genes[i - 1].isDta !== isDta ? {heading: isDta ? "DTA genes" : "Other genes"} : {}),
    marks: [{found, tested, patients, share, lower, upper}]
  }));
}

function overallTable({overall}: PersistenceData): HTMLElement {
  return reflowTable(
    [
      {label: "After induction"},
      {label: "Patients", number: true},
      {label: "Share", number: true},
      {label: "95 % interval", number: true}
    ],
    overall.map((d) => ({
      cells: [
        words[d.code],
        `${formatCount(d.found)}/${formatCount(d.tested)}`,
        formatPercent(d.share),
        d.share === null ? null : `${formatPercent(d.lower).replace(" %", "")}–${formatPercent(d.upper)}`
      ],
      data: dataOf({found: d.found, tested: d.tested}, {persistence: d.code})
    })),
    "Persistence by patient"
  );
}

function detectionText({detection}: PersistenceData): string {
  if (detection === null) return "The limit of detection is not given.";
  const {lowest, highest} = detection;
  const [from, to] = [lowest, highest].map((share) => formatPercent(share, 2));
  return `Limit of detection: allele frequency ${from === to ? from : `${from.replace(" %", "")}–${to}`}.`;
}
