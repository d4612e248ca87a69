import {groupStyles, wholeCohort} from "../../../../src/charts/palette.js";
import {timeCurves} from "../../../../src/charts/timeCurves.js";
import type {IncidenceBlock} from "../../../../src/model/report.js";
import type {FigureMaker} from "../reportFigure.js";
import type {ReportTable} from "../reportTable.js";
import {type NumberWriter, probabilityText, testText} from "../shownNumbers.js";
import {curveColumns, curveRows, isAtKnots, riskData, riskDays, riskWords, shownRisk, timeCurve} from "./curveParts.js";
import {timeWords} from "./timeWords.js";

/** Cumulative incidence of every cause, one panel below the other on the same axes: relapse never without death. */
export const incidenceFigure: FigureMaker<"incidence"> = (block, numbers) => {
  const {endpoint, causes, groups, title, subtitle, tests} = block;
  const styles = groups.length === 1 ? [wholeCohort] : groupStyles(groups.map(({code, label}) => code ?? label));
  const panels = causes.map(({label}, c) => ({
    label,
    first: 0 as const,
    curves: groups.flatMap((group, i) => {
      const curve = group.causes[c]?.curve ?? null;
      return curve === null ? [] : [timeCurve(group.label, styles[i], curve)];
    })
  }));
  const last = block.times.length - 1;
  const said = groups.map(({label, causes: own}) => {
    const parts = causes.map(({label: cause}, c) => `${cause} ${probabilityText(own[c]?.at[last] ?? null)}`);
    return `${label}: ${parts.join(", ")}`;
  });
  const at = last < 0 ? "" : ` At ${timeWords(block.times[last])}: ${said.join("; ")}.`;
  const summary = `Cumulative incidence from ${endpoint.start}. ${subtitle}${at}`;
  const atKnots = isAtKnots(groups.flatMap((group) => group.causes.map(({curve}) => curve)));
  const options = {
    days: riskDays(groups),
    risk: shownRisk(groups, styles, numbers),
    riskWords: riskWords(atKnots),
    startLabel: endpoint.start,
    title,
    summary
  };
  return {
    draw: panels.every(({curves}) => curves.length === 0)
      ? null
      : (width, document) => timeCurves(panels, {...options, width, document}),
    summary,
    tables: [estimatesTable(block, numbers)],
    data: groups.some(({risk}) => risk.length > 0)
      ? riskData(`${title}: numbers at risk`, groups, numbers, atKnots)
      : null,
    tests: tests.flatMap((test, c) => (test === null ? [] : [`${causes[c].label}: ${testText(test)}`])),
    counted: `n = ${numbers.count(block.population)}`,
    csv: {
      columns: ["group", "cause", "resolution", ...curveColumns],
      rows: groups.flatMap((group) =>
        group.causes.flatMap(({curve}, c) => curveRows([group.label, causes[c].code, curve?.resolution ?? ""], curve))
      )
    }
  };
};

function estimatesTable({title, groups, causes, times}: IncidenceBlock, numbers: NumberWriter): ReportTable {
  return {
    caption: `${title}: estimates`,
    columns: [
      {label: "Group", numeric: false},
      {label: "Event", numeric: false},
      {label: "Patients", numeric: true},
      {label: "Events", numeric: true},
      ...times.map((day) => ({label: `At ${timeWords(day)} (95\u00a0%\u00a0CI)`, numeric: true}))
    ],
    rows: groups.flatMap(({label, n, causes: own}) =>
      own.map(({events, at}, c) => ({
        cells: [
          label,
          causes[c].label,
          numbers.count(n),
          numbers.count(events),
          ...times.map((_, i) => probabilityText(at[i] ?? null))
        ]
      }))
    )
  };
}
