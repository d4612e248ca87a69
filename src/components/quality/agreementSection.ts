import {formatNumber, formatShare} from "../../charts/format.js";
import {isHidden, isHiddenPart} from "../../model/hiddenCounts.js";
import type {AgreementRow, QualityData} from "../../model/siteQuality.js";
import {figureFrame} from "../figureFrame.js";
import {reflowTable} from "../reflowTable.js";
import {emptySection} from "../reportPage.js";

/** How well what Hemiola derived agrees with what the sources supplied. */
export function agreementSection(data: QualityData): HTMLElement {
  const id = "agreement";
  const title = "Does what was derived agree with what the source says?";
  if (data.agreement.length === 0) {
    return emptySection(id, title, "Nothing in this release is both supplied by a source and derived.");
  }
  const share = ({agree, n}: AgreementRow) => (n === 0 || isHidden(agree) || isHidden(n) ? 1 : agree / n);
  const agreement = [...data.agreement].sort((a, b) => share(a) - share(b));
  const frame = figureFrame(id, data);
  frame.update({
    title,
    subtitle:
      "Patients for whom both answers are known; agreement, and Cohen’s κ, which discounts agreement by chance.",
    caption: `${formatNumber(agreement.length)} comparisons, those that agree least first. κ is 1 for full agreement and 0 for that of chance; it is not defined where all answers are the same.`,
    table: {
      columns: [
        "fact",
        "source",
        "supplied_by",
        "derived_from",
        "n",
        "agree",
        "only_supplied",
        "only_derived",
        "kappa"
      ],
      rows: agreement.map((d) => [
        d.fact,
        d.source,
        d.supplied,
        d.derived,
        d.n,
        d.agree,
        d.onlySupplied,
        d.onlyDerived,
        d.kappa
      ])
    },
    draw: () =>
      reflowTable(
        [
          {label: "Fact"},
          {label: "Source"},
          {label: "Supplied"},
          {label: "Derived"},
          {label: "Compared", number: true},
          {label: "Agree", number: true},
          {label: "Only supplied", number: true},
          {label: "Only derived", number: true},
          {label: "κ", number: true}
        ],
        agreement.map((d) => ({
          cells: [
            d.fact,
            d.source,
            d.supplied,
            d.derived,
            d.n,
            agreeWords(d.agree, d.n),
            d.onlySupplied,
            d.onlyDerived,
            d.kappa === null ? null : d.kappa.toFixed(3)
          ],
          data: {fact: d.fact, source: d.source}
        })),
        title
      )
  });
  return frame.element;
}

/** The share that agrees, never rounded up to all. */
function agreeWords(agree: number, n: number): string {
  if (n === 0 || isHiddenPart(agree, n)) return "–";
  const share = (100 * agree) / n;
  return agree === n || share < 10 ? formatShare(agree, n) : `${(Math.floor(share * 10) / 10).toFixed(1)} %`;
}
