import {flowDiagram} from "../../../../src/charts/flowDiagram.js";
import type {Count} from "../../../../src/model/report.js";
import type {FigureMaker} from "../reportFigure.js";

/** From received to analysed, after the flow diagram of CONSORT. */
export const flowFigure: FigureMaker<"flow"> = ({title, subtitle, steps, population}, numbers) => {
  const boxOf = (label: string, count: Count) => ({label, n: count.n ?? 0, shown: numbers.count(count)});
  const stages = steps.map(({label, count, left}) => ({
    ...boxOf(label, count),
    leaving: left.map((d) => boxOf(d.label, d.count))
  }));
  const words = stages.map(({label, shown, leaving}) => {
    const gone = leaving.map((d) => `${d.shown} ${d.label}`).join(", ");
    return `${label}: ${shown}${gone === "" ? "" : ` (left: ${gone})`}`;
  });
  const summary = `${subtitle} ${words.join("; ")}.`;
  return {
    draw: (width, document) => flowDiagram([{label: "", stages}], {width, title, summary, document}),
    summary,
    tables: [],
    data: {
      caption: title,
      columns: [
        {label: "Step", numeric: false},
        {label: "Patients", numeric: true}
      ],
      rows: stages.flatMap(({label, shown, leaving}) => [
        {cells: [label, shown]},
        ...leaving.map((d) => ({cells: [`not further: ${d.label}`, d.shown]}))
      ])
    },
    tests: [],
    counted: `n = ${numbers.count(population)}`,
    csv: {
      columns: ["step", "leaving", "n"],
      rows: steps.flatMap(({label, count, left}) => [
        [label, null, count.n],
        ...left.map((d) => [label, d.label, d.count.n])
      ])
    }
  };
};
