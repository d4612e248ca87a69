import {formatCount} from "../../charts/format.js";
import {frequencyBars} from "../../charts/frequencyBars.js";
import {groupStyles, wholeCohort} from "../../charts/palette.js";
import {groupingOf, groupLabel} from "../../cohort/catalogue.js";
import {profilingOf, profilingWords} from "../../cohort/guards/coProfiled.js";
import type {AlterationCount} from "../../model/cohortResults.js";
import {isHidden, sumOfCounts} from "../../model/hiddenCounts.js";
import {frequencyScript} from "../../rscript/frequency.js";
import {cohortMetadata} from "../cohortMetadata.js";
import {choice, controlRow} from "../controls.js";
import {el} from "../dom.js";
import type {ViewContext} from "../explorer.js";
import {figureFrame} from "../figureFrame.js";
import {inSentence} from "../trial/trialWords.js";
import {type PageState, sourcesOf} from "../pageState.js";
import {byDesignText, byName, frequencyRows, sourceRow, sum} from "./frequencyRows.js";
import {toggled, toggleWords} from "./geneFilter.js";
import {withRowButtons} from "./rowButtons.js";
import {symbolLegend} from "./symbolLegend.js";

const shownAtFirst = 30;

/** The counts a figure of frequencies is made of. */
export interface FrequencyCounts {
  /** By group of the state, or of all patients together. */
  readonly groups: readonly AlterationCount[];
  /** By source, every patient counted; shown as dots where the cohort is not split. */
  readonly sources: readonly AlterationCount[];
  /** Patients whose group is not known. */
  readonly unknown: number;
}

/** How often each alteration was found, among the patients tested for it. */
export function frequencySection(
  context: ViewContext,
  controls: readonly (Element | null)[]
): {
  readonly element: HTMLElement;
  readonly more: HTMLElement;
  show(state: PageState, counts: FrequencyCounts): void;
  stale(waiting: boolean): void;
} {
  const {site, catalogue, change} = context;
  const search = el("input", {
    type: "search",
    placeholder: "e.g. FLT3",
    "data-testid": "gene-search",
    "aria-label": "Find a gene"
  });
  const all = el("button", {type: "button", class: "quiet", "data-testid": "show-all"});
  let redraw: () => void = () => undefined;
  let whole = false;
  search.addEventListener("input", () => redraw());
  all.addEventListener("click", () => {
    whole = !whole;
    redraw();
  });
  const sort = el(
    "select",
    {"data-testid": "sort"},
    el("option", {value: "share"}, "frequency"),
    el("option", {value: "name"}, "name")
  );
  sort.addEventListener("change", () => redraw());
  const frame = figureFrame("frequencies", site, {
    controls: controlRow(
      ...controls,
      choice("Sort by", sort),
      el("label", {class: "control"}, el("span", {class: "control-label"}, "Find a gene"), search)
    )
  });

  const show = (state: PageState, {groups: counts, sources, unknown}: FrequencyCounts) => {
    const grouping = state.group === null ? null : groupingOf(catalogue, state.group);
    const codes = [...new Set(counts.map((d) => d.group))];
    const styles = grouping === null ? [wholeCohort] : groupStyles(codes);
    const groups = codes.map((code, i) => ({
      label: grouping === null ? "All patients" : groupLabel(grouping, code),
      style: styles[i]
    }));
    const sourceCodes = [...new Set(sources.map((d) => d.group))];
    const sourceStyle = groupStyles(sourceCodes);
    const nameOf = (code: string | null) => site.sources.find(({id}) => id === code)?.id ?? code ?? "";
    const drawnSources = sourceCodes.map((code, i) => ({code, label: nameOf(code), style: sourceStyle[i]}));
    const withDots = grouping === null && sourceCodes.length > 1;
    const rows = frequencyRows(site.alterations, {groups: counts, sources}, codes, drawnSources);
    const patients = sum(
      codes.map((code) => Math.max(0, ...counts.filter((d) => d.group === code).map((d) => d.nPatients)))
    );
    const title =
      grouping === null
        ? "Which alterations are how frequent?"
        : `Frequency of alterations by ${inSentence(grouping.label)}`;

    redraw = () => {
      const wanted = search.value.trim().toLowerCase();
      const matching = rows.filter((row) => row.label.toLowerCase().includes(wanted));
      const chosen = whole || wanted !== "" ? matching : matching.slice(0, shownAtFirst);
      const drawn = sort.value === "name" ? [...chosen].sort(byName) : chosen;
      all.hidden = wanted !== "" || rows.length <= shownAtFirst;
      all.textContent = whole ? `Show the ${shownAtFirst} most frequent` : `Show all ${rows.length} alterations`;
      const profiled = drawn.map(({label, dots}) => ({
        name: label,
        profiling: profilingOf(
          dots
            .filter((d) => !isHidden(d.tested) && !isHidden(d.patients))
            .map((d) => ({source: d.label, tested: d.tested, patients: d.patients}))
        )
      }));
      const draw = (bars: typeof drawn) => (width: number) =>
        bars.length === 0
          ? el("p", {class: "none"}, "No alteration of this release has that name.")
          : withRowButtons(
              frequencyBars(
                bars.map(({label, marks, dots}) => ({
                  label,
                  marks,
                  sources: withDots ? dots.filter(({tested}) => tested > 0) : []
                })),
                {
                  width,
                  groups,
                  title,
                  summary: bars
                    .slice(0, 5)
                    .map(
                      (d) =>
                        `${d.label} ${formatCount(sumOfCounts(d.marks.map((m) => m.found)))} of ${formatCount(sumOfCounts(d.marks.map((m) => m.tested)))} tested`
                    )
                    .join("; ")
                }
              ),
              {
                name: "Filter by an alteration",
                label: (row) => toggleWords(state.filter, [row]),
                press: (row) => change({filter: toggled(state.filter, [row])})
              }
            );
      frame.update({
        title,
        sources: sourcesOf(site, state),
        subtitle: `Share of the patients tested for each alteration, 95 % interval; at the right edge mutated/tested.${withDots ? " Open symbols: the share in each source." : ""} Press a name to show only patients with that alteration.`,
        caption: [
          `${formatCount(patients)} patients; Wilson 95 % intervals. The denominator is the number tested, which differs between alterations; hatched: share of patients not tested.`,
          state.group === "source_id" ? "" : profilingWords(profiled),
          unknown > 0 ? `${formatCount(unknown)} patients of unknown group are left out.` : "",
          state.group === "source_id" ? "" : byDesignText(site.alterations, sourcesOf(site, state)),
          drawn.length < rows.length ? `${drawn.length} of ${rows.length} alterations shown.` : ""
        ]
          .filter((sentence) => sentence !== "")
          .join(" "),
        table: {
          columns: ["alteration", "group", "mutated", "tested", "patients", "share", "lower95", "upper95"],
          rows: rows.flatMap(({label, marks, dots}) => [
            ...marks.map((d, i) => [label, groups[i].label, d.found, d.tested, d.patients, d.share, d.lower, d.upper]),
            ...(withDots ? dots.map((d) => sourceRow(label, d)) : [])
          ])
        },
        script: frequencyScript,
        metadata: cohortMetadata(context, state, "Share of patients tested, Wilson 95 % interval"),
        draw: draw(drawn),
        without: (isShown) => {
          // The table has a row for every alteration, in an order of its own.
          const open = new Map(shownRows(rows, withDots, isShown).map((row) => [row.label, row]));
          return {draw: draw(drawn.flatMap(({label}) => open.get(label) ?? []))};
        },
        legend:
          grouping !== null
            ? symbolLegend(groups)
            : withDots
              ? symbolLegend(drawnSources.map((d) => ({...d, open: true})))
              : null
      });
    };
    redraw();
  };
  return {element: frame.element, more: all, show, stale: (waiting) => frame.stale(waiting)};
}

/** Bars of which every number may be shown, and of their sources those that may. */
function shownRows<R extends {readonly marks: readonly unknown[]; readonly dots: readonly unknown[]}>(
  bars: readonly R[],
  withDots: boolean,
  isShown: (row: number) => boolean
): R[] {
  let next = 0;
  return bars.flatMap((bar) => {
    const [first, dots] = [next, withDots ? bar.dots.length : 0];
    next += bar.marks.length + dots;
    const marks = bar.marks.every((_, i) => isShown(first + i));
    return marks ? [{...bar, dots: bar.dots.filter((_, i) => withDots && isShown(first + bar.marks.length + i))}] : [];
  });
}
