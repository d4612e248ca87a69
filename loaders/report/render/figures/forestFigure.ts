import {type EffectRow, effectPlot} from "../../../../src/charts/effectPlot.js";
import type {Estimate, ForestBlock} from "../../../../src/model/report.js";
import type {FigureMaker} from "../reportFigure.js";
import {type ReportTable, withoutRepeats} from "../reportTable.js";
import {estimateText, type NumberWriter, pText, testText} from "../shownNumbers.js";
import {inParts, rowsPerSheet} from "./inParts.js";

/** Estimates with intervals, of any measure: models, subgroups, sources with their pooled value. */
export const forestFigure: FigureMaker<"forest"> = (given, numbers) => {
  const block = {...given, rows: withoutRepeats(given.rows)};
  const {rows, measure, scale, none, title, subtitle, heterogeneity, tests, fit} = block;
  const withN = rows.some(({n}) => n !== null);
  const withEvents = rows.some(({events}) => events !== null);
  const counts = [...(withN ? ["Patients"] : []), ...(withEvents ? [eventsWord(block)] : [])];
  const drawn = rows.map((row): EffectRow => {
    const {label, heading, n, events, effect, pooled} = row;
    const texts = [
      ...(withN ? [n === null ? "" : numbers.count(n)] : []),
      ...(withEvents ? [events === null ? "" : numbers.count(events)] : [])
    ];
    return {
      label,
      ...(heading === undefined ? {} : {heading}),
      ...(heading !== undefined && row.test?.p !== undefined && row.test.p !== null && row.reference === true
        ? {headingNote: pText(row.test.p)}
        : {}),
      counts: texts,
      text: effectText(row, decimalsOf(block)),
      effect: complete(effect),
      ...(pooled === undefined ? {} : {pooled})
    };
  });
  const summary = `${subtitle} ${rows.map((row) => `${row.label}: ${effectText(row, decimalsOf(block))}`).join("; ")}.`;
  const sides = /hazard/i.test(measure) && none === 1 ? (["fewer events", "more events"] as const) : null;
  const options = {counts, measure, scale, none, sides, title, summary, beside: drawn};
  return {
    ...(drawn.every(({effect}) => effect === null) || rows.length === 0
      ? {draw: null}
      : inParts(drawn, rowsPerSheet(drawn, 980, {row: 24, heading: 22}), (some, width, document) =>
          effectPlot(some, {...options, width, document})
        )),
    summary,
    tables: drawn.every(({effect}) => effect === null) ? [forestTable(block, numbers)] : [],
    data: drawn.every(({effect}) => effect === null) ? null : forestTable(block, numbers),
    tests: [
      ...tests.map(testText),
      ...(heterogeneity === null
        ? []
        : [
            `Heterogeneity: I² = ${(100 * heterogeneity.i2).toFixed(0)} %, Cochran’s Q = ${heterogeneity.q.toFixed(1)}, ${heterogeneity.df} df, ${pText(heterogeneity.p)}`
          ])
    ],
    counted:
      fit === null
        ? `n = ${numbers.count(block.population)}`
        : `n = ${numbers.count(fit.n)}; ${numbers.count(fit.events)} events; ${fit.parameters} parameters; ${numbers.count(fit.dropped)} left out for a missing value`,
    csv: {
      columns: ["heading", "row", "n", "events", "estimate", "lower95", "upper95", "p", "pooled", "reference"],
      rows: given.rows.map(({label, heading, n, events, effect, test, pooled, reference}) => [
        heading ?? null,
        label,
        n?.n ?? null,
        events?.n ?? null,
        effect.estimate,
        effect.lower,
        effect.upper,
        test?.p ?? null,
        pooled === true ? 1 : 0,
        reference === true ? 1 : 0
      ])
    }
  };
};

/** Per cent and percentage points one decimal, indices three, ratios two. */
function decimalsOf({measure}: ForestBlock): number {
  return /%|percentage/i.test(measure) ? 1 : /index|AUC|concordance/i.test(measure) ? 3 : 2;
}

/** What the counted had: an event, or, where shares are compared, what the share is of. */
function eventsWord({measure}: Pick<ForestBlock, "measure">): string {
  return /prevalence|percentage points/i.test(measure) && !/survival/i.test(measure) ? "With it" : "Events";
}

function effectText({effect, reference}: ForestBlock["rows"][number], decimals: number): string {
  return reference === true ? "reference" : estimateText(effect, decimals);
}

function complete({estimate, lower, upper}: Estimate): EffectRow["effect"] {
  return estimate === null || lower === null || upper === null ? null : {estimate, lower, upper};
}

function forestTable(block: ForestBlock, numbers: NumberWriter): ReportTable {
  const {title, measure, rows} = block;
  return {
    caption: title,
    columns: ["", "Patients", eventsWord(block), `${measure} (95\u00a0%\u00a0CI)`, "p"].map((label, i) => ({
      label,
      numeric: i > 0
    })),
    rows: rows.map((row) => ({
      ...(row.heading === undefined ? {} : {heading: row.heading}),
      cells: [
        row.label,
        row.n === null ? "" : numbers.count(row.n),
        row.events === null ? "" : numbers.count(row.events),
        effectText(row, decimalsOf(block)),
        row.test?.p === undefined || row.test.p === null ? (row.test?.withheld ?? "") : pText(row.test.p)
      ]
    }))
  };
}
