import {formatCount, formatPercent} from "../../charts/format.js";
import {pairedDots, type PairedRow} from "../../charts/pairedDots.js";
import {groupStyles} from "../../charts/palette.js";
import type {FigureRelease} from "../../model/figureRelease.js";
import type {PersistenceData, PersistentGene} from "../../model/siteLongitudinal.js";
import {quantile} from "../../stats/quantile.js";
import {choice, controlRow} from "../controls.js";
import {el} from "../dom.js";
import {figureFrame} from "../figureFrame.js";
import type {QueryState} from "../queryState.js";

const positions = ["Diagnosis", "After induction"] as const;

/** Variant allele frequency of a chosen gene at diagnosis and after induction, patient by patient. */
export function frequencySection(
  site: FigureRelease,
  {genes}: PersistenceData,
  query: QueryState
): {readonly element: HTMLElement; show(): void} {
  const offered = genes.filter(({pairs}) => pairs.some(({before}) => before !== null));
  const select = el(
    "select",
    {"data-testid": "mutation"},
    ...offered.map(({gene, tested}) => el("option", {value: gene}, `${gene} (${formatCount(tested)})`))
  );
  select.addEventListener("change", () => {
    query.set({mutation: select.value === offered.at(0)?.gene ? "" : select.value});
    show();
  });
  const frame = figureFrame("frequency", site, {controls: controlRow(choice("Gene", select))});

  function show(): void {
    const shown = offered.find(({gene}) => gene === query.get("mutation")) ?? offered.at(0);
    if (shown === undefined) return;
    select.value = shown.gene;
    frame.update(contentOf(shown));
  }
  show();
  return {element: frame.element, show};
}

function contentOf({gene, pairs}: PersistentGene) {
  const known = pairs.flatMap(({before, after, found}): PairedRow[] =>
    before === null ? [] : [{before, after, found}]
  );
  const drawn = known.filter(({after, found}) => !found || after !== null);
  const again = drawn.filter(({found}) => found);
  const [found, cleared] = groupStyles(["mutated", "wild_type"]);
  const title = `${gene}: how much of the mutation is left after induction?`;
  const medians = [
    quantile(
      drawn.map(({before}) => before),
      0.5
    ),
    quantile(
      again.map(({after}) => after),
      0.5
    )
  ];
  return {
    title,
    subtitle: "Variant allele frequency of each patient at diagnosis and after the second cycle.",
    caption: [
      `${formatCount(drawn.length)} patients, ${formatCount(again.length)} with the mutation still found. Median at diagnosis ${formatPercent(medians[0])}; of those still found, after induction ${formatPercent(medians[1])}. Of several calls the largest; not corrected for tumour content, copy number or sex.`,
      pairs.length > drawn.length
        ? `${formatCount(pairs.length - drawn.length)} patients without a known frequency are not drawn.`
        : ""
    ]
      .filter((sentence) => sentence !== "")
      .join(" "),
    table: {
      columns: ["pair", "vaf_diagnosis", "vaf_after_induction", "found_after_induction"],
      rows: pairs.map((d, i) => [String(i + 1), d.before, d.after, d.found ? "yes" : "no"])
    },
    draw: (width: number) =>
      pairedDots(drawn, {
        width,
        positions,
        yLabel: "Variant allele frequency",
        notFound: "not found",
        styles: {found, cleared},
        title,
        summary: `${formatCount(again.length)} of ${formatCount(drawn.length)} patients with the mutation still found.`
      })
  };
}
