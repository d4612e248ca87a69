import {formatCount, formatNumber, formatShare} from "../../charts/format.js";
import {groupStyles} from "../../charts/palette.js";
import {upsetColumns, upsetPlot} from "../../charts/upsetPlot.js";
import type {CohortRows} from "../../cohort/cohortRows.js";
import {isAssayColumn} from "../../model/cohortVariables.js";
import {cohortMetadata} from "../cohortMetadata.js";
import {guardedTable} from "../disclosure/guardedTable.js";
import type {ViewContext} from "../explorer.js";
import {figureFrame} from "../figureFrame.js";
import {groupLegend} from "../groupLegend.js";
import {sourcesOf} from "../pageState.js";
import type {CompositionSection} from "./cohortShown.js";
import {dataCombinations, type DataKind, isLevel, isPresent} from "./dataCombinations.js";
import {waitingContent} from "./waitingContent.js";

const title = "Which data exist for whom?";

/** Availability of data in the cohort: which assays, follow-up and residual disease go together, by source. */
export function dataSection(context: ViewContext): CompositionSection {
  const {site, catalogue} = context;
  const frame = figureFrame("data-available", site, {lazy: true});
  const assays = [...catalogue.facets.values()].filter(({variable}) => isAssayColumn(variable));
  const followUp = catalogue.endpoints.has("OS") ? "OS" : null;
  const residual = catalogue.facets.has("mrd") ? "mrd" : null;
  const kindsOf = (rows: CohortRows): DataKind[] => [
    ...assays.map(({variable, label}) => ({label, has: isLevel(rows.category(variable), "true")})),
    ...(residual === null
      ? []
      : [{label: "Residual disease in remission", has: isLevel(rows.category(residual), null)}]),
    ...(followUp === null ? [] : [{label: "Follow-up for survival", has: isPresent(rows.endpoint(followUp).days)}])
  ];
  return {
    element: frame.element,
    columns: () => [
      "source_id",
      ...assays.map(({variable}) => variable),
      ...[residual, followUp].flatMap((d) => d ?? [])
    ],
    show({state, rows}) {
      const source = rows.category("source_id");
      const present = source.levels.map((_, i) => source.codes.includes(i));
      const parts = groupStyles(source.levels.map(({code}) => code)).map((style, i) => ({
        label: source.levels[i].label,
        style
      }));
      const kinds = kindsOf(rows).map((kind) => ({...kind, n: sum(kind.has)}));
      const sets = kinds.filter(({n}) => n > 0).sort((a, b) => b.n - a.n);
      const none = kinds.filter(({n}) => n === 0);
      const combinations = dataCombinations(sets, source.codes, source.levels.length);
      const table = {
        columns: ["data", "patients", ...parts.map(({label}) => label)],
        rows: combinations.map(({sets: own, n, parts: counts}) => [
          own.map((set) => sets[set].label).join(" + ") || "none of these",
          n,
          ...counts
        ])
      };
      const partsOfAll = {within: [], counts: ["patients"]};
      const draw = (chosen: typeof combinations, kindsDrawn: typeof sets) => (width: number) =>
        upsetPlot(chosen.slice(0, upsetColumns(width, kindsDrawn)), {
          width,
          sets: kindsDrawn,
          parts,
          title,
          summary: kindsDrawn.map(({label, n}) => `${label}: ${formatCount(n)} patients`).join("; ")
        });
      // Not of a row that the table hides, though it is not small itself.
      const completeWords = () => {
        const row = combinations.findIndex((d) => d.sets.length === sets.length);
        if (site.disclosure && guardedTable(table, site.disclosure, partsOfAll).hiddenRows.has(row)) return "";
        const n = combinations.at(row < 0 ? combinations.length : row)?.n ?? 0;
        return `; ${formatCount(n)} (${formatShare(n, rows.n)}) have ${sets.length === 1 ? "the one kind" : `all ${sets.length} kinds`}`;
      };
      frame.update({
        title,
        sources: sourcesOf(site, state),
        subtitle: "Patients by exactly which data the release has of them, the most frequent combinations first.",
        caption: [
          `${formatCount(rows.n)} patients in ${formatNumber(combinations.length)} ${combinations.length === 1 ? "combination" : "combinations"}${completeWords()}.`,
          none.length === 0 ? "" : `Of nobody: ${none.map(({label}) => label.toLowerCase()).join(", ")}.`,
          "An assay counts if it was done, whatever it found. The rarer combinations that have no room are in the table."
        ]
          .filter((sentence) => sentence !== "")
          .join(" "),
        table,
        legend: groupLegend(
          parts.filter((_, i) => present[i]),
          "colour"
        ),
        draw: draw(combinations, sets),
        parts: partsOfAll,
        // The kinds are counted in what is drawn, or the rest would be the difference.
        without: (isShown) => {
          const chosen = combinations.filter((_, i) => isShown(i));
          const within = (set: number) => chosen.reduce((all, d) => all + (d.sets.includes(set) ? d.n : 0), 0);
          return {
            draw: draw(
              chosen,
              sets.map((set, i) => ({...set, n: within(i)}))
            )
          };
        },
        metadata: cohortMetadata(context, state, "Counts of patients by exactly which data exist")
      });
    },
    stale: (waiting) => frame.stale(waiting),
    fail: (words) => frame.update(waitingContent(title, words))
  };
}

function sum(flags: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < flags.length; ++i) total += flags[i];
  return total;
}
