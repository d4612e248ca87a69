import {categoryBars} from "../charts/categoryBars.js";
import {formatCount, formatValue, unitText} from "../charts/format.js";
import {frequencyBars} from "../charts/frequencyBars.js";
import {groupTable} from "../charts/groupTable.js";
import {histogram} from "../charts/histogram.js";
import {wholeCohort} from "../charts/palette.js";
import {groupingOf, groupLabel} from "../cohort/catalogue.js";
import type {CohortSelection} from "../cohort/cohortSelection.js";
import type {HistogramBin, LevelCount, NumericSummary} from "../model/cohortResults.js";
import {wilsonInterval} from "../stats/wilsonInterval.js";
import {type Composition, compositionRows} from "./compositionRows.js";
import {controlRow, marginNote} from "./controls.js";
import {el} from "./dom.js";
import type {ExplorerView, ViewContext} from "./explorer.js";
import {provenance} from "./exportFile.js";
import {figureFrame} from "./figureFrame.js";
import {groupControl} from "./groupControl.js";
import {type PageState, sourcesOf} from "./pageState.js";

const categories = ["sex", "source_id", "study_code", "aml_type", "ecog", "risk_eln2010_reported", "karyotype_status"];

/** Everything the page draws, over all patients or over a selection. */
interface CohortNumbers {
  readonly n: number;
  readonly bins: ReadonlyMap<string, readonly HistogramBin[]>;
  readonly values: ReadonlyMap<string, NumericSummary>;
  readonly levels: ReadonlyMap<string, readonly LevelCount[]>;
  readonly flags: readonly {readonly label: string; readonly found: number; readonly tested: number}[];
  readonly table: Composition;
}

/** Who is in the cohort: age, sex, disease, blood values, cytogenetics, and a table by group. */
export function cohortView({site, catalogue, change}: ViewContext): ExplorerView {
  const numbers = [...catalogue.numbers.values()].filter(({variable}) => site.summaries.bins[variable] !== undefined);
  const bars = categories.filter((variable) => (catalogue.facets.get(variable)?.levels.length ?? 0) > 1);
  const group = groupControl(catalogue, "Columns", (key) => change({group: key}));
  const small = [...numbers.map((d) => d.variable), ...bars];
  const frames = new Map([
    ...small.map((id) => [id, figureFrame(id, site, {small: true})] as const),
    ["cytogenetics", figureFrame("cytogenetics", site)] as const,
    ["composition", figureFrame("composition", site, {controls: controlRow(group.element)})] as const
  ]);
  const figures = el(
    "div",
    {class: "figures"},
    el("div", {class: "small-multiples"}, ...small.map((id) => frames.get(id)!.element)),
    el(
      "p",
      {class: "note"},
      `In the small figures: the cohort in colour before all patients of the release in grey. ${provenance(site)}`
    ),
    frames.get("cytogenetics")!.element,
    frames.get("composition")!.element
  );

  const show = (state: PageState, d: CohortNumbers) => {
    group.show(state.group);
    for (const {variable, label, unit} of numbers) {
      const bins = d.bins.get(variable) ?? [];
      const all = site.summaries.bins[variable];
      const summary = d.values.get(variable);
      const words = unitText(unit);
      const axis = words === "" ? label : `${label}, ${words}`;
      const known = summary?.n ?? 0;
      frames.get(variable)!.update({
        title: label,
        subtitle: `Median ${formatValue(summary?.median ?? null)}${words === "" ? "" : ` ${words}`}, quartiles ${formatValue(summary?.q1 ?? null)}–${formatValue(summary?.q3 ?? null)}.`,
        caption: `${formatCount(known)} patients with a value, ${formatCount(d.n - known)} without.`,
        table: {
          columns: ["from", "to", "patients", "all_patients"],
          rows: bins.map((bin, i) => [bin.lower, bin.upper, bin.n, all[i]?.n ?? null])
        },
        draw: (width) =>
          histogram(
            bins.map((bin, i) => ({...bin, all: all[i]?.n ?? 0})),
            {width, label: axis, title: label, summary: `Histogram of ${axis} in ${formatCount(known)} patients.`}
          )
      });
    }
    for (const variable of bars) {
      const facet = catalogue.facets.get(variable)!;
      const counts = d.levels.get(variable) ?? [];
      const count = (level: string | null) => counts.find((c) => c.level === level)?.n ?? 0;
      const rows = [
        ...facet.levels.map(({code, label, n}) => ({label, n: count(code), all: n})),
        ...(facet.nUnknown > 0 ? [{label: "Unknown", n: count(null), all: facet.nUnknown, unknown: true}] : [])
      ];
      frames.get(variable)!.update({
        title: facet.label,
        subtitle: "Patients, and share of those with a value.",
        caption: `${formatCount(d.n - count(null))} patients with a value, ${formatCount(count(null))} without.`,
        table: {columns: ["level", "patients", "all_patients"], rows: rows.map((row) => [row.label, row.n, row.all])},
        draw: (width) =>
          categoryBars(rows, {
            width,
            title: facet.label,
            summary: rows.map((row) => `${row.label} ${formatCount(row.n)}`).join("; ")
          })
      });
    }
    const flags = d.flags.map(({label, found, tested}) => {
      const {estimate, lower, upper} = wilsonInterval(found, tested);
      return {label, marks: [{found, tested, patients: d.n, share: estimate, lower, upper}]};
    });
    frames.get("cytogenetics")!.update({
      title: "Cytogenetics",
      sources: sourcesOf(site, state),
      subtitle: "Share of the patients whose karyotype could be evaluated, 95 % interval.",
      caption: `${formatCount(d.n)} patients; Wilson 95 % intervals; the denominator is the number evaluable, hatched: share not evaluable. A patient may have several findings.`,
      table: {
        columns: ["finding", "found", "evaluable", "share", "lower95", "upper95"],
        rows: flags.map(({label, marks: [m]}) => [label, m.found, m.tested, m.share, m.lower, m.upper])
      },
      draw: (width) =>
        frequencyBars(flags, {
          width,
          groups: [{label: "All patients", style: wholeCohort}],
          words: {found: "found", tested: "evaluable"},
          title: "Cytogenetics",
          summary: d.flags.map((flag) => `${flag.label} ${flag.found} of ${flag.tested}`).join("; ")
        })
    });
    const rows = compositionRows(d.table, catalogue);
    const {groups} = d.table;
    frames.get("composition")!.update({
      title: "The cohort in a table",
      sources: sourcesOf(site, state),
      subtitle:
        state.group === null ? "All patients of the cohort." : `By ${groupingOf(catalogue, state.group).label}.`,
      caption:
        "Median [quartiles] of the patients with a value; percentages of the patients with a value. No tests: the groups were not assigned at random and would differ by chance in one variable of twenty.",
      table: {
        columns: ["variable", ...groups.map(({label}) => label)],
        rows: rows.map(({label, cells}) => [label, ...cells])
      },
      draw: () => groupTable(rows, {title: "Composition of the cohort", columns: groups})
    });
  };

  const tableLevels = bars;
  return {
    figures,
    notes: el(
      "div",
      {},
      marginNote(
        "Known and not known",
        "Patients without a value are counted under each figure and left out of its percentages.",
        "Nothing is filled in."
      )
    ),
    drawFirst(state) {
      if (state.group !== null) return false;
      const {summaries} = site;
      const values = new Map(Object.entries(summaries.values));
      const levels = new Map(Object.entries(summaries.levels));
      show(state, {
        n: catalogue.patients,
        bins: new Map(Object.entries(summaries.bins)),
        values,
        levels,
        flags: site.cytogenetics.map((d) => ({label: d.label, found: d.nPresent, tested: d.nTested})),
        table: {
          groups: [{code: null, label: "All patients", n: catalogue.patients}],
          values: new Map(
            numbers.flatMap(({variable}) => (values.has(variable) ? [[variable, [values.get(variable)!]]] : []))
          ),
          levels: new Map(tableLevels.map((variable) => [variable, levels.get(variable) ?? []]))
        }
      });
      return true;
    },
    async draw(state, selection) {
      show(state, await fromSelection(selection, state.group));
    },
    stale(waiting) {
      for (const frame of frames.values()) frame.stale(waiting);
    }
  };

  async function fromSelection(selection: CohortSelection, groupBy: string | null): Promise<CohortNumbers> {
    const by = groupBy ?? undefined;
    const bins = new Map<string, HistogramBin[]>();
    const values = new Map<string, NumericSummary>();
    const tableValues = new Map<string, NumericSummary[]>();
    for (const {variable} of numbers) {
      const edges = site.summaries.bins[variable];
      bins.set(
        variable,
        await selection.histogram(variable, [...edges.map((d) => d.lower), edges[edges.length - 1].upper])
      );
      const [whole] = await selection.values(variable);
      values.set(variable, whole);
      tableValues.set(variable, by === undefined ? [whole] : await selection.values(variable, by));
    }
    const levels = new Map<string, LevelCount[]>();
    const byGroup = new Map<string, LevelCount[]>();
    for (const variable of bars) {
      const whole = await selection.levels(variable);
      levels.set(variable, whole);
      byGroup.set(variable, by === undefined ? whole : await selection.levels(variable, by));
    }
    const flags = [];
    for (const {column, label} of site.cytogenetics) {
      const counts = await selection.levels(column);
      const count = (level: string) => counts.find((d) => d.level === level)?.n ?? 0;
      flags.push({label, found: count("present"), tested: count("present") + count("absent")});
    }
    const groups =
      by === undefined ? [{code: null, label: "All patients", n: selection.n}] : await columns(selection, by);
    return {n: selection.n, bins, values, levels, flags, table: {groups, values: tableValues, levels: byGroup}};
  }

  async function columns(selection: CohortSelection, by: string) {
    const grouping = groupingOf(catalogue, by);
    const counts = await selection.levels(by);
    return counts.map(({level, n}) => ({code: level, label: groupLabel(grouping, level), n}));
  }
}
