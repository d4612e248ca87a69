import {type FlowColumn, flowDiagram, type FlowStage} from "../../charts/flowDiagram.js";
import {formatCount} from "../../charts/format.js";
import {flowStages} from "../../model/flowStages.js";
import type {FlowStep, QualityData} from "../../model/siteQuality.js";
import {labelOf} from "../../model/vocabulary.js";
import {figureFrame} from "../figureFrame.js";
import {emptySection} from "../reportPage.js";

/** From the rows received to the patients analysed, by source. */
export function flowSection(data: QualityData): HTMLElement {
  const id = "flow";
  const title = "From rows received to patients analysed";
  if (data.flow.length === 0) return emptySection(id, title, "This release does not count its rows by step.");
  const columns = flowColumns(data);
  const frame = figureFrame(id, data);
  frame.update({
    title,
    subtitle: "Rows of the raw files, then patients; to the right what left at that step, and why.",
    caption:
      "After the flow diagram of CONSORT. Every row received is used, refused with a reason, or left out by rule.",
    table: {
      columns: ["source", "stage", "reason", "n"],
      rows: data.flow.map(({source, stage, reason, n}) => [source, labelOf("flowStage", stage), reason, n])
    },
    draw: (width) => flowDiagram(columns, {width, title, summary: columns.map(inWords).join(" ")})
  });
  return frame.element;
}

/** The steps of each source as boxes with what leaves after them. */
export function flowColumns({sources, flow}: Pick<QualityData, "sources" | "flow">): FlowColumn[] {
  return sources.flatMap(({id}) => {
    const stages = stagesOf(flow.filter(({source}) => source === id));
    return stages.length === 0 ? [] : [{label: id, stages}];
  });
}

function stagesOf(steps: readonly FlowStep[]): FlowStage[] {
  const stages: {label: string; n: number; leaving: {label: string; n: number}[]}[] = [];
  for (const {stage, reason, n} of steps) {
    const label = labelOf("flowStage", stage);
    if (flowStages.has(stage)) stages.push({label, n, leaving: []});
    else
      stages
        .at(-1)
        ?.leaving.push({label: reason === null ? label.toLowerCase() : `${label.toLowerCase()}: ${reason}`, n});
  }
  return stages;
}

function inWords({label, stages}: FlowColumn): string {
  const parts = stages.flatMap(({label: words, n, leaving}) => [
    `${words} ${formatCount(n)}`,
    ...leaving.map((d) => `${formatCount(d.n)} ${d.label}`)
  ]);
  return `${label}: ${parts.join("; ")}.`;
}
