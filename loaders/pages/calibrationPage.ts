import {formatCount} from "../../src/charts/format.js";
import type {CalibrationData, SourceCalibration} from "../extract/calibration/siteCalibration.js";
import type {Comparison} from "../simulate/comparison.js";
import {figureName} from "./figureName.js";
import {type Markup, tag} from "./markup.js";
import {releaseAttribute} from "./releaseAttribute.js";

const heads = ["Figure", "Published", "Simulated", "Difference", "Tolerance", "Standard errors", "Within"];

/** Tolerances by kind of figure, in the words of the table. */
const rules: readonly (readonly [string, string])[] = [
  ["Shares", "two standard errors of a sample of this size"],
  ["Survival and incidence", "five percentage points"],
  ["Medians", "15 %, or as the table says"],
  ["Odds ratios", "a factor of 1.6, up or down; hazard ratios as their table says"],
  [
    "Standard errors",
    "those of independent patients; the draws are stratified and scatter less, so that a large distance is rarer than it seems"
  ],
  ["Seed", "chosen once, written down, not changed until a result pleases"],
  [
    "Streams",
    "each source and each block of variables draws from a stream of its own, so that a new column changes no other"
  ]
];

/** The page on calibration as text, readable without JavaScript. */
export function calibrationPage(data: CalibrationData): string {
  const {calibrated} = data;
  if (calibrated.length === 0) return realData();
  const sections: [string, string, ...(Markup | string)[]][] = [
    ...calibrated.map((source): [string, string, ...Markup[]] => [
      `partner-${source.id}`,
      source.name,
      ...sourceTables(source, data.limit)
    ]),
    ["rules", "Rules and seed", ruleList(data)]
  ];
  return tag(
    "div",
    {class: "report calibration", "data-testid": "report", "data-release": releaseAttribute(data)},
    tag(
      "nav",
      {class: "contents", "aria-label": "On this page"},
      tag("ul", {}, ...sections.map(([id, name]) => tag("li", {}, tag("a", {href: `#${id}`}, name))))
    ),
    tag(
      "div",
      {class: "report-body"},
      tag("h1", {}, "Calibration"),
      tag("p", {class: "lead"}, summary(data)),
      tag(
        "p",
        {},
        "Every figure is computed from the harmonised tables of this release, not from the truth that the simulator wrote down: what the partners lose, misspell or leave out has had its effect. Agreement with a published figure says that the simulation follows it, and nothing about patients."
      ),
      tag("div", {class: "calibration-tools"}),
      ...sections.map(([id, name, ...children]) =>
        tag(
          "section",
          {id, class: "chapter", "aria-labelledby": `${id}-heading`},
          tag("h2", {id: `${id}-heading`}, name),
          ...children
        )
      )
    )
  ).html;
}

function realData(): string {
  return tag(
    "div",
    {class: "report calibration", "data-testid": "report"},
    tag(
      "div",
      {class: "report-body"},
      tag("h1", {}, "Calibration"),
      tag(
        "p",
        {class: "lead"},
        "This release holds patients’ data. There is nothing to calibrate: published figures are what such data are compared with, not what they are made from."
      )
    )
  ).html;
}

function summary({calibrated, limit}: CalibrationData): string {
  const rows = calibrated.flatMap((source) => source.rows);
  if (rows.length === 0) return "No published figures are declared for the simulated sources of this release.";
  const outside = rows.filter(({isWithin}) => !isWithin);
  const far = outside.filter(({z}) => z > limit).length;
  const chance =
    outside.length === 0
      ? ""
      : far === 0
        ? ` The others could be chance: none is more than ${limit.toFixed(1)} standard errors from the published value, which may happen among so many figures. That does not prove chance; what the model is known to miss stands in data/demo/README.md.`
        : ` Of the others ${formatCount(outside.length - far)} could be chance; ${formatCount(far)} ${far === 1 ? "is" : "are"} more than ${limit.toFixed(1)} standard errors away, further than chance goes among so many figures. What the model is known to miss stands in data/demo/README.md.`;
  return `${formatCount(rows.length - outside.length)} of ${formatCount(rows.length)} published figures are met within tolerance.${chance}`;
}

function sourceTables(
  {id, name, patients, citations, rows, untold, hidden}: SourceCalibration,
  limit: number
): Markup[] {
  if (rows.length === 0 && untold.length === 0 && hidden.length === 0)
    return [tag("p", {class: "empty"}, "No published figures are declared for this source.")];
  const blocks = [...new Set(rows.map(({block}) => block))];
  const within = rows.filter(({isWithin}) => isWithin).length;
  return [
    tag(
      "p",
      {},
      `${formatCount(patients)} simulated patients; ${formatCount(within)} of ${formatCount(rows.length)} figures within tolerance. Published in:`
    ),
    tag("ul", {class: "citations"}, ...citations.map((citation) => tag("li", {}, citation))),
    ...blocks.map((block) =>
      blockTable(
        id,
        name,
        block,
        rows.filter((row) => row.block === block),
        limit
      )
    ),
    ...(hidden.length === 0
      ? []
      : [
          tag(
            "p",
            {class: "note"},
            `Not shown, as too few patients, or all but too few, are behind the share: ${hidden.map(({block, quantity}) => `${block}, ${figureName(quantity)}`).join("; ")}.`
          )
        ]),
    ...(untold.length === 0
      ? []
      : [
          tag(
            "p",
            {class: "note"},
            `Not told by the release, since the partner does not deliver what it takes: ${untold.map(({block, quantity}) => `${block}, ${figureName(quantity)}`).join("; ")}.`
          )
        ])
  ];
}

function blockTable(id: string, name: string, block: string, rows: readonly Comparison[], limit: number): Markup {
  const within = rows.filter(({isWithin}) => isWithin).length;
  const title = `${block.charAt(0).toUpperCase()}${block.slice(1)}`;
  return tag(
    "div",
    {class: "table-scroll", tabindex: 0, role: "region", "aria-label": `${name}: ${block}`},
    tag(
      "table",
      {class: "account", "data-source": id, "data-block": block},
      tag("caption", {}, title, tag("span", {class: "note"}, ` ${within} of ${rows.length} within`)),
      tag(
        "thead",
        {},
        tag("tr", {}, ...heads.map((head, i) => tag("th", {scope: "col", class: isNumeric(i) ? "number" : null}, head)))
      ),
      tag("tbody", {}, ...rows.map((row) => figureRow(row, limit)))
    )
  );
}

/** Whether a column of the table holds numbers. */
function isNumeric(column: number): boolean {
  return column > 0 && column < 6;
}

function figureRow(row: Comparison, limit: number): Markup {
  const {quantity, published, simulated, isWithin, z} = row;
  const cell = (i: number, words: string): Markup => tag("td", {class: isNumeric(i) ? "number" : null}, words);
  const [unit, digits] = unitOf(row);
  const shown = (value: number): string => (Number.isFinite(value) ? `${value.toFixed(digits)}${unit}` : "not reached");
  const difference = simulated - published;
  const sign = Number(difference.toFixed(digits)) === 0 ? "" : difference > 0 ? "+" : "−";
  return tag(
    "tr",
    {
      class: isWithin ? null : "outside",
      "data-quantity": quantity,
      "data-published": published,
      "data-simulated": simulated,
      "data-z": z,
      "data-within": isWithin ? "yes" : "no"
    },
    tag("th", {scope: "row"}, figureName(quantity)),
    cell(1, shown(published)),
    cell(2, shown(simulated)),
    cell(3, Number.isFinite(difference) ? `${sign}${shown(Math.abs(difference))}` : "–"),
    cell(4, row.tolerance.startsWith("×") ? row.tolerance : `± ${row.tolerance}`),
    cell(5, z.toFixed(1)),
    cell(6, isWithin ? "yes" : z > limit ? "no, beyond chance" : "no, could be chance")
  );
}

/** Unit and decimals of a figure. */
function unitOf({kind, published}: Comparison): [string, number] {
  if (kind === "share") return [" %", 1];
  if (kind === "months") return [" mo", 1];
  return ["", kind === "ratio" || published < 1 ? 2 : 1];
}

function ruleList({seed, limit}: CalibrationData): Markup {
  return tag(
    "dl",
    {class: "definitions"},
    ...rules.flatMap(([name, words]) => [
      tag("dt", {}, name),
      tag("dd", {}, name === "Seed" ? `${seed}, ${words}` : words)
    ]),
    tag("dt", {}, "Chance"),
    tag(
      "dd",
      {},
      `a figure outside its tolerance fails only if it is also more than ${limit.toFixed(2)} standard errors away (5 % over all figures together, Bonferroni)`
    )
  );
}
