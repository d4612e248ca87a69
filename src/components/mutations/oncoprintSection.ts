import type {CanvasFigure} from "../../charts/canvasFigure.js";
import {formatCount, formatNumber, formatShare} from "../../charts/format.js";
import {oncoprint, type OncoprintTrack} from "../../charts/oncoprint.js";
import {groupStyles, orderedColours} from "../../charts/palette.js";
import {type OncoprintOrder, oncoprintOrder, oncoprintStates} from "../../cohort/mutations/oncoprintOrder.js";
import {oncoprintScript} from "../../rscript/oncoprint.js";
import {cohortMetadata} from "../cohortMetadata.js";
import {controlRow} from "../controls.js";
import {el} from "../dom.js";
import type {ViewContext} from "../explorer.js";
import {figureFrame} from "../figureFrame.js";
import {sourcesOf} from "../pageState.js";
import {alterationCounts} from "./alterationCounts.js";
import type {GeneticData} from "./geneticData.js";
import type {MutationCohort, MutationSection} from "./mutationCohort.js";
import {oncoprintStatesTable, oncoprintTable} from "./oncoprintTable.js";
import type {PageColours} from "./resolveColour.js";

/** Variables drawn above the alterations, where the release has them; ordered ones go from light to full. */
const tracks = [
  {column: "source_id", label: "Source", ordered: false},
  {column: "age_band", label: "Age", ordered: true},
  {column: "sex", label: "Sex", ordered: false},
  {column: "eln2022", label: "ELN 2022", ordered: false}
];
const mostPatients = 3000;
const mostAlterations = 40;
const stateWords = {
  [oncoprintStates.mutated]: "mutated",
  [oncoprintStates.wildType]: "wild type",
  [oncoprintStates.notTested]: "not tested"
};

/** The cohort patient by patient. */
export function oncoprintSection(context: ViewContext, colours: PageColours): MutationSection {
  const {site, catalogue} = context;
  const columns = tracks.filter(({column}) => catalogue.facets.has(column));
  let figure: CanvasFigure | null = null;
  const zoom = (label: string, name: string, factor: number) =>
    el(
      "button",
      {
        type: "button",
        class: "quiet",
        "aria-label": name,
        onclick: () => figure?.element.dispatchEvent(new CustomEvent("oncoprint-zoom", {detail: factor}))
      },
      label
    );
  const frame = figureFrame("oncoprint", site, {
    controls: controlRow(
      zoom("Zoom in", "Zoom in on patients", 1 / 1.6),
      zoom("Zoom out", "Zoom out to more patients", 1.6),
      zoom("All patients", "All patients of the cohort", 0)
    )
  });
  colours.onChange(() => figure?.paint());

  return {
    element: frame.element,
    applies: () => true,
    columns: () => columns.map(({column}) => column),
    stale: (waiting) => frame.stale(waiting),
    // eslint-disable-next-line @typescript-eslint/require-await -- nothing to wait for: the columns are there
    async draw({state, data, members, n}: MutationCohort, current) {
      if (!current()) return;
      const counts = alterationCounts(data, catalogue, null, members);
      const order = oncoprintOrder(
        data.facts(false),
        counts.map(({nMutated, nTested}) => ({mutated: nMutated, tested: nTested})),
        members,
        {alterations: mostAlterations, most: mostPatients}
      );
      const strips = columns.map(({column, label, ordered}) => stripOf(data, label, column, ordered, order));
      const drawn = order.patients.length;
      const title = "Who has which alterations?";
      const make = (width: number, legend = false) =>
        oncoprint(
          order.rows.map((row, r) => ({...row, states: order.states.subarray(r * drawn, (r + 1) * drawn)})),
          {
            width,
            tracks: strips,
            patients: drawn,
            title,
            summary: summaryOf(order),
            legend,
            colour: colours.colour,
            describe: (patient, row) => patientWords(order, strips, patient, row)
          }
        );
      frame.update({
        title,
        sources: sourcesOf(site, state),
        subtitle: `One column is one patient, sorted by the alterations from the first row down; mutated, wild type (light) and not tested (hatched).`,
        caption: [
          drawn < n
            ? `${formatCount(n)} patients, of whom ${formatCount(drawn)} are drawn: every ${formatShareOf(n, drawn)} in the order of the release, then sorted. Counts at the right are of all patients.`
            : `${formatCount(n)} patients.`,
          `The ${order.rows.length} alterations found most often, of ${formatNumber(site.alterations.length)}. Where patients are narrower than half a pixel, a mutation is drawn half a pixel wide.`
        ].join(" "),
        table: oncoprintTable(order),
        csv: () => oncoprintStatesTable(order),
        script: oncoprintScript,
        metadata: cohortMetadata(
          context,
          state,
          "Alterations by patient, sorted by their states from the first row down"
        ),
        legend: legendOf(strips),
        draw(width) {
          figure = make(width);
          figure.paint();
          return figure.element;
        },
        picture: (width) => make(width, true).picture()
      });
    }
  };
}

function stripOf(
  data: GeneticData,
  label: string,
  column: string,
  ordered: boolean,
  {patients}: OncoprintOrder
): OncoprintTrack {
  const {codes, levels} = data.column(column);
  const colours = ordered
    ? orderedColours(levels.length)
    : groupStyles(levels.map(({code}) => code)).map((d) => d.colour);
  return {
    label,
    codes: Int16Array.from(patients, (patient) => codes[patient]),
    levels: levels.map((level, i) => ({label: level.label, colour: colours[i]}))
  };
}

function patientWords(
  {rows, states, patients}: OncoprintOrder,
  strips: readonly OncoprintTrack[],
  patient: number,
  row: number | null
): string {
  const known = strips.map(
    ({label, codes, levels}) => levels[codes[patient]]?.label ?? `${label.toLowerCase()} unknown`
  );
  const count = patients.length;
  const has = rows.filter((_, r) => states[r * count + patient] === oncoprintStates.mutated).map(({name}) => name);
  const state = row === null ? "" : `${rows[row].name} ${stateWords[states[row * count + patient] as 0 | 1 | 2]}; `;
  const all = has.length === 0 ? "no alteration of these" : `mutated: ${has.join(", ")}`;
  return `Patient ${formatCount(patient + 1)} of ${formatCount(count)}: ${state}${known.join(", ")}; ${all}.`;
}

function summaryOf({rows}: OncoprintOrder): string {
  return rows
    .slice(0, 8)
    .map(({name, mutated, tested}) => `${name} ${formatShare(mutated, tested)} of ${formatCount(tested)} tested`)
    .join("; ");
}

/** "66th", "3rd": of how many patients one is drawn. */
function formatShareOf(n: number, drawn: number): string {
  const step = Math.round(n / drawn);
  const last = step % 10;
  const ending = Math.floor(step / 10) % 10 === 1 ? "th" : (["th", "st", "nd", "rd"][last] ?? "th");
  return step <= 1 ? "patient but some" : `${step}${ending} patient`;
}

/** Levels of the strips with their colours. */
function legendOf(strips: readonly OncoprintTrack[]): HTMLElement {
  const swatch = (colour: string) => {
    const mark = el("span", {class: "swatch", "aria-hidden": "true"});
    mark.style.background = colour;
    return mark;
  };
  return el(
    "div",
    {class: "track-legends"},
    ...strips.map(({label, levels, codes}) => {
      const used = new Set(Array.from(codes));
      return el(
        "ul",
        {class: "legend", "aria-label": label},
        el("li", {class: "legend-name"}, label),
        ...levels.flatMap((level, i) => (used.has(i) ? [el("li", {}, swatch(level.colour), level.label)] : [])),
        used.has(-1) ? el("li", {}, el("span", {class: "swatch hatched", "aria-hidden": "true"}), "not known") : null
      );
    })
  );
}
