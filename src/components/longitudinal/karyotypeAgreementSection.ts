import {formatCount, formatPercent} from "../../charts/format.js";
import type {FigureRelease} from "../../model/figureRelease.js";
import type {CopyNumberData} from "../../model/siteLongitudinal.js";
import {figureFrame} from "../figureFrame.js";
import {reflowTable} from "../reflowTable.js";

const title = "Do copy numbers and karyotype agree?";

/** The same abnormalities by copy number and by karyotype, patient by patient. */
export function karyotypeAgreementSection(site: FigureRelease, {n, agreement}: CopyNumberData): HTMLElement {
  const frame = figureFrame("karyotype-agreement", site);
  const columns = [
    {label: "Abnormality"},
    {label: "Found in copy numbers if"},
    {label: "Both", number: true},
    {label: "Karyotype only", number: true},
    {label: "Copy number only", number: true},
    {label: "Neither", number: true},
    {label: "Agree", number: true},
    {label: "κ", number: true},
    {label: "No karyotype", number: true}
  ];
  frame.update({
    title,
    subtitle: "Patients with copy numbers by what the karyotype says of the same abnormality.",
    caption: `${formatCount(n)} patients with copy numbers. A karyotype sees a small or balanced change, or one of few cells, that an array does not, and the reverse: a disagreement is not by itself an error. κ: Cohen’s. Patients whose karyotype could not be evaluated are in no other column.`,
    table: {
      columns: [
        "abnormality",
        "rule",
        "both",
        "karyotype_only",
        "copy_number_only",
        "neither",
        "karyotype_not_evaluable",
        "kappa"
      ],
      rows: agreement.map((d) => [
        d.label,
        d.rule,
        d.both,
        d.karyotypeOnly,
        d.copyNumberOnly,
        d.neither,
        d.notEvaluable,
        d.kappa
      ])
    },
    draw: () =>
      reflowTable(
        columns,
        agreement.map((d) => {
          const compared = d.both + d.karyotypeOnly + d.copyNumberOnly + d.neither;
          return {
            cells: [
              d.label,
              d.rule,
              d.both,
              d.karyotypeOnly,
              d.copyNumberOnly,
              d.neither,
              agreeText(d.both + d.neither, compared),
              d.kappa === null ? null : d.kappa.toFixed(2),
              d.notEvaluable
            ],
            data: {flag: d.flag, both: d.both, discordant: d.karyotypeOnly + d.copyNumberOnly}
          };
        }),
        title
      )
  });
  return frame.element;
}

/** Counts and share on one line; the share with a decimal, so that one patient in disagreement is not rounded away. */
function agreeText(agree: number, compared: number): string {
  if (compared === 0) return "–";
  return `${formatCount(agree)}/${formatCount(compared)}, ${formatPercent(agree / compared)}`.replaceAll(" ", "\u00a0");
}
