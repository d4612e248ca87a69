import {formatNumber} from "../../charts/format.js";
import type {QualityData} from "../../model/siteQuality.js";
import {figureFrame} from "../figureFrame.js";
import {reflowTable} from "../reflowTable.js";
import {emptySection} from "../reportPage.js";

/** Patients who are in two sources. */
export function overlapSection(data: QualityData): HTMLElement {
  const id = "overlap";
  const title = "Patients in more than one source";
  const {overlap} = data;
  if (overlap.length === 0) {
    const words =
      data.sources.length < 2
        ? "This release has one source only."
        : "No two sources of this release were compared, or none overlap.";
    return emptySection(id, title, words);
  }
  const frame = figureFrame(id, data);
  frame.update({
    title,
    subtitle: "Found by comparing keys. A declared key decides: the patient counts once. A suspicion does not.",
    caption: `${formatNumber(overlap.length)} comparisons. Pooled numbers are of unique patients.`,
    table: {
      columns: ["source", "other_source", "key", "declared", "patients"],
      rows: overlap.map((d) => [d.a, d.b, d.key, d.declared ? "yes" : "no", d.n])
    },
    draw: () =>
      reflowTable(
        [
          {label: "Source"},
          {label: "Other source"},
          {label: "Compared by"},
          {label: "What follows"},
          {label: "Patients", number: true}
        ],
        overlap.map((d) => ({
          cells: [d.a, d.b, d.key, d.declared ? "resolved: counted once" : "suspected only: counted in both", d.n],
          data: {pair: `${d.a} ${d.b}`}
        })),
        title
      )
  });
  return frame.element;
}
