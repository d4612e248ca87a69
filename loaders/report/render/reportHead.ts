import {formatCount} from "../../../src/charts/format.js";
import type {ReportResult} from "../../../src/model/report.js";
import {noticeSentence} from "../../../src/model/simulatedNotice.js";
import {labelOf} from "../../../src/model/vocabulary.js";
import {type Markup, tag} from "../../pages/markup.js";
import type {Prose} from "./prose.js";
import type {RenderRelease} from "./renderRelease.js";
import {tableMarkup} from "./reportTable.js";
import type {NumberWriter} from "./shownNumbers.js";

/**
 * What every report says before its figures: kind of data, release and rules, patients and follow-up of each source, tier,
 * and what stands for numbers that are not shown.
 */
export function reportHead(report: ReportResult, release: RenderRelease, numbers: NumberWriter, prose: Prose): Markup {
  const used = new Set(report.sections.flatMap(({blocks}) => blocks.flatMap(({sources}) => sources)));
  const sources = release.sources.filter(({id}) => used.size === 0 || used.has(id));
  const item = (name: string, ...words: readonly (Markup | string)[]) => [tag("dt", {}, name), tag("dd", {}, ...words)];
  return tag(
    "section",
    {class: "report-head", "aria-label": "Data of this report"},
    tag(
      "dl",
      {},
      ...item("Data", noticeSentence(release) ?? "Patients’ data."),
      ...item("Release", tag("code", {}, release.releaseId), `, rules ${release.versions.rules}`),
      ...item("Tier", `${labelOf("accessTier", release.tier)}. ${hiddenLegend(report, numbers)}`)
    ),
    tableMarkup({
      caption: "Sources of this report",
      columns: [
        {label: "Source", numeric: false},
        {label: "Patients", numeric: true},
        {label: "Day 0", numeric: false},
        {label: "Median follow-up, months", numeric: true}
      ],
      rows: sources.map(({name, patients, indexEvent, followupMedianMonths}) => ({
        cells: [
          name,
          formatCount(patients),
          labelOf("indexEvent", indexEvent).toLowerCase(),
          followupMedianMonths?.toFixed(1) ?? "not reached"
        ]
      }))
    }),
    tag("p", {class: "note"}, ...prose("Follow-up by the reverse Kaplan–Meier estimate over overall survival."))
  );
}

/** What stands for a number that is not shown, and why. */
export function hiddenLegend({tier}: Pick<ReportResult, "tier">, {few, smallest}: NumberWriter): string {
  if (tier === "internal") return "All numbers are exact and shown; this page is not for sharing.";
  if (tier === "public")
    return `“‡”: not shown, since fewer than ${smallest} patients are counted or such a number could be worked out from it; which of the two is not said. “${few}”: fewer under observation.`;
  return `“${few}”: fewer than ${smallest} patients, or too few events to show. “‡”: not shown, since it would tell such a number.`;
}
