import {formatCount, formatShare} from "../../charts/format.js";
import {flowDiagram, type FlowColumn} from "../../charts/flowDiagram.js";
import {groupTable, type GroupTableRow} from "../../charts/groupTable.js";
import type {FigureRelease} from "../../model/figureRelease.js";
import {isHidden, restOf} from "../../model/hiddenCounts.js";
import type {Trial, TrialFlow} from "../../model/siteTrial.js";
import {figureFrame} from "../figureFrame.js";

/** Columns of the table by stratum, each with what the source may not say. */
const populations: readonly {label: string; name: string; of: (flow: TrialFlow) => number | null}[] = [
  {label: "Randomised", name: "randomised", of: (d) => d.randomised},
  {label: "Intention to treat", name: "itt", of: (d) => d.itt},
  {label: "Safety population", name: "safety", of: (d) => d.safety},
  {label: "Received another arm", name: "received_another_arm", of: (d) => d.otherTreatment},
  {label: "With follow-up", name: "followed", of: (d) => d.followed},
  {label: "Sequenced", name: "sequenced", of: (d) => d.sequenced}
];

/** Who was randomised to what, in which stratum, and who is analysed. */
export function flowSection(site: FigureRelease, trial: Trial): HTMLElement {
  const title = "Who was randomised, and who is analysed?";
  const {arms, strata, flow, strataLabel} = trial;
  const shown = populations.filter(({of}) => flow.arms.some((d) => of(d) !== null));
  const rows = [
    ...arms.map((arm, a) => ({arm: arm.label, stratum: "All", flow: flow.arms[a]})),
    ...strata.flatMap((stratum, s) =>
      arms.map((arm, a) => ({arm: arm.label, stratum: stratum.label, flow: flow.strata[s][a]}))
    )
  ];
  const columns = arms.map((arm, a) => columnOf(arm.label, flow.arms[a]));
  const frame = figureFrame("flow", site);
  frame.update({
    title,
    subtitle: `Patients by planned arm. ${strataLabel} is the stratum within which they were randomised.`,
    caption: [
      "After the flow diagram of CONSORT; screening before randomisation is not part of the data.",
      "The analyses on this page are by planned arm in the intention-to-treat population.",
      "Sequenced: a sequencing assay gave a result.",
      flow.arms.some((d) => shown.some(({of}) => isHidden(of(d) ?? 0)))
        ? "A dash stands for a number from which one could compute how few patients are left; such small numbers are not shown."
        : "",
      flow.withoutStratum !== 0 ? `The stratum of ${formatCount(flow.withoutStratum)} patients is not known.` : ""
    ]
      .filter((sentence) => sentence !== "")
      .join(" "),
    table: {
      columns: ["stratum", "arm", ...shown.map(({name}) => name)],
      rows: rows.map((d) => [d.stratum, d.arm, ...shown.map(({of}) => told(of(d.flow)))])
    },
    // Each number stands for itself: those from which a hidden one could be computed are hidden in the file.
    isGuarded: true,
    draw: (width) => flowDiagram(columns, {width, title, summary: columns.map(inWords).join(" ")}),
    aside: groupTable(tableRows(trial, shown), {
      title: "Randomised patients by arm",
      rowLabel: "Patients",
      columns: arms.map(({label}) => ({label}))
    })
  });
  return frame.element;
}

/** A count as a table of hidden and shown ones has it. */
function told(n: number | null): number | null {
  return n !== null && isHidden(n) ? NaN : n;
}

/** Populations, then strata, a column an arm; shares are of those randomised to the arm. */
function tableRows({flow, strata, strataLabel}: Trial, shown: typeof populations): GroupTableRow[] {
  const cell = (n: number, a: number) =>
    isHidden(n) ? formatCount(n) : `${formatCount(n)} (${shareOfAll(n, flow.arms[a].randomised)})`;
  return [
    ...shown.map(({label, of}, i): GroupTableRow => {
      const cells = flow.arms.map((d, a) => (i === 0 ? formatCount(d.randomised) : cell(of(d) ?? 0, a)));
      return {label, kind: i === 0 ? "variable" : "level", cells};
    }),
    {label: `${strataLabel}, of those randomised`, kind: "variable", cells: flow.arms.map(() => "")},
    ...strata.map(({label}, s): GroupTableRow => {
      return {label, kind: "level", cells: flow.strata[s].map(({randomised}, a) => cell(randomised, a))};
    })
  ];
}

/** A share that is never rounded up to all. */
function shareOfAll(n: number, all: number): string {
  return n < all && n > 0.995 * all ? "> 99 %" : formatShare(n, all);
}

function columnOf(label: string, {randomised, itt, followed}: TrialFlow): FlowColumn {
  const leaving = (n: number, words: string) => (n > 0 ? [{label: words, n}] : []);
  return {
    label,
    stages: [
      {label: "Randomised", n: randomised, leaving: leaving(restOf(randomised, itt), "not in the population")},
      {label: "Intention to treat", n: itt, leaving: leaving(restOf(randomised, followed), "without follow-up")},
      {label: "Followed for survival", n: followed, leaving: []}
    ]
  };
}

function inWords({label, stages}: FlowColumn): string {
  return `${label}: ${stages.map((d) => `${d.label.toLowerCase()} ${formatCount(d.n)}`).join(", ")}.`;
}
