import {formatCount} from "../charts/format.js";
import {frequencyBars} from "../charts/frequencyBars.js";
import {groupSymbol} from "../charts/groupSymbol.js";
import {type GroupStyle, groupStyles, wholeCohort} from "../charts/palette.js";
import {penOf} from "../charts/svg.js";
import {groupingOf, groupLabel} from "../cohort/catalogue.js";
import type {Alteration} from "../model/alterations.js";
import type {AlterationCount} from "../model/cohortResults.js";
import {wilsonInterval} from "../stats/wilsonInterval.js";
import {choice, controlRow, marginNote} from "./controls.js";
import {el} from "./dom.js";
import type {ExplorerView, ViewContext} from "./explorer.js";
import {figureFrame} from "./figureFrame.js";
import {groupControl} from "./groupControl.js";
import {type PageState, sourcesOf} from "./pageState.js";

const shownAtFirst = 30;

/** How often each alteration was found, among the patients tested for it. */
export function mutationsView({site, catalogue, change}: ViewContext): ExplorerView {
  const group = groupControl(catalogue, "Split by", (key) => change({group: key}));
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
  const controls = controlRow(
    group.element,
    choice("Sort by", sort),
    el("label", {class: "control"}, el("span", {class: "control-label"}, "Find a gene"), search)
  );
  const frame = figureFrame("frequencies", site, {controls});

  const show = (state: PageState, counts: readonly AlterationCount[]) => {
    group.show(state.group);
    const grouping = state.group === null ? null : groupingOf(catalogue, state.group);
    const known = counts.filter((d) => grouping === null || d.group !== null);
    const withoutGroup = grouping === null ? 0 : (counts.find((d) => d.group === null)?.nPatients ?? 0);
    const codes = [...new Set(known.map((d) => d.group))];
    const styles = grouping === null ? [wholeCohort] : groupStyles(codes);
    const groups = codes.map((code, i) => ({
      label: grouping === null ? "All patients" : groupLabel(grouping, code),
      style: styles[i]
    }));
    const cells = new Map(known.map((d) => [`${d.alteration}|${String(d.group)}`, d]));
    const rows = site.alterations
      .map(({name}) => {
        const marks = codes.map((code) => frequency(cells.get(`${name}|${String(code)}`)));
        const [found, tested] = [sum(marks.map((d) => d.found)), sum(marks.map((d) => d.tested))];
        return {label: name, marks, share: tested === 0 ? -1 : found / tested};
      })
      .sort(byShare);
    const patients = sum(codes.map((code) => known.find((d) => d.group === code)?.nPatients ?? 0));
    const title =
      grouping === null ? "Which alterations are how frequent?" : `Frequency of alterations by ${grouping.label}`;

    redraw = () => {
      const wanted = search.value.trim().toLowerCase();
      const matching = rows.filter((row) => row.label.toLowerCase().includes(wanted));
      const chosen = whole || wanted !== "" ? matching : matching.slice(0, shownAtFirst);
      const drawn = sort.value === "name" ? [...chosen].sort(byName) : chosen;
      all.hidden = wanted !== "" || rows.length <= shownAtFirst;
      all.textContent = whole ? `Show the ${shownAtFirst} most frequent` : `Show all ${rows.length} alterations`;
      frame.update({
        title,
        sources: sourcesOf(site, state),
        subtitle: "Share of the patients tested for each alteration, 95 % interval; at the right edge mutated/tested.",
        caption: [
          `${formatCount(patients)} patients; Wilson 95 % intervals. The denominator is the number tested, which differs between alterations; hatched: share of patients not tested.`,
          withoutGroup > 0 ? `${formatCount(withoutGroup)} patients of unknown group are left out.` : "",
          state.group === "source_id" ? "" : byDesignText(site.alterations, sourcesOf(site, state)),
          drawn.length < rows.length ? `${drawn.length} of ${rows.length} alterations shown.` : ""
        ]
          .filter((sentence) => sentence !== "")
          .join(" "),
        table: {
          columns: ["alteration", "group", "mutated", "tested", "patients", "share", "lower95", "upper95"],
          rows: rows.flatMap(({label, marks}) =>
            marks.map((d, i) => [label, groups[i].label, d.found, d.tested, d.patients, d.share, d.lower, d.upper])
          )
        },
        draw: (width) =>
          drawn.length === 0
            ? el("p", {class: "none"}, "No alteration of this release has that name.")
            : frequencyBars(drawn, {
                width,
                groups,
                title,
                summary: drawn
                  .slice(0, 5)
                  .map(
                    (d) =>
                      `${d.label} ${sum(d.marks.map((m) => m.found))} of ${sum(d.marks.map((m) => m.tested))} tested`
                  )
                  .join("; ")
              }),
        legend: grouping === null ? null : legend(groups)
      });
    };
    redraw();
  };

  return {
    figures: el("div", {class: "figures"}, frame.element, all),
    notes: el(
      "div",
      {},
      marginNote(
        "Tested is not mutated or wild type",
        "A gene that was not on the panel, or whose assay failed, is not tested.",
        "It counts neither as mutated nor as wild type, so each line has a denominator of its own."
      )
    ),
    drawFirst(state) {
      if (state.group !== null) return false;
      show(
        state,
        site.summaries.alterations.filter((d) => d.group === null)
      );
      return true;
    },
    async draw(state, selection) {
      show(state, await selection.alterations(state.group ?? undefined));
    },
    stale: (waiting) => frame.stale(waiting)
  };
}

function frequency(count: AlterationCount | undefined) {
  const [found, tested, patients] = [count?.nMutated ?? 0, count?.nTested ?? 0, count?.nPatients ?? 0];
  const {estimate, lower, upper} = wilsonInterval(found, tested);
  return {found, tested, patients, share: estimate, lower, upper};
}

/** Which of the cohort's sources do not count for which alterations, because their eligibility fixes the gene. */
function byDesignText(alterations: readonly Alteration[], cohort: readonly {readonly id: string}[]): string {
  const fixes = ({byDesign = []}: Alteration) => byDesign.filter((source) => cohort.some(({id}) => id === source));
  const fixed = alterations.filter((alteration) => fixes(alteration).length > 0);
  if (fixed.length === 0) return "";
  const sources = [...new Set(fixed.flatMap(fixes))].sort();
  const names = fixed.map(({name}) => name);
  return `${names.join(", ")}: patients of ${sources.join(" and ")} do not count, as its eligibility fixes the gene; split by source to see them.`;
}

/** Names of the groups with their colours and symbols, in the order of the marks. */
function legend(groups: readonly {readonly label: string; readonly style: GroupStyle}[]): HTMLElement {
  const pen = penOf(document);
  return el(
    "ul",
    {class: "legend", "aria-label": "Groups"},
    ...groups.map(({label, style}) => {
      const mark = pen.svg("svg", {
        width: 14,
        height: 14,
        viewBox: "-7 -7 14 14",
        class: "drawing",
        "aria-hidden": "true"
      });
      mark.append(groupSymbol(pen, style));
      return el("li", {}, mark, label);
    })
  );
}

interface NamedShare {
  readonly label: string;
  readonly share: number;
}

function byName(a: NamedShare, b: NamedShare): number {
  return a.label < b.label ? -1 : 1;
}

function byShare(a: NamedShare, b: NamedShare): number {
  return b.share - a.share || byName(a, b);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
