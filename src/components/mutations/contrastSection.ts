import {oddsRatioText, probabilityText} from "../../charts/coMutationMatrix.js";
import {differenceDots, type DifferenceRow, points} from "../../charts/differenceDots.js";
import {formatCount} from "../../charts/format.js";
import {groupingOf, groupLabel} from "../../cohort/catalogue.js";
import {exactLimits, testNames} from "../../cohort/mutations/association.js";
import {type GroupCounts, subgroupContrasts, type SubgroupContrast} from "../../cohort/mutations/subgroupContrast.js";
import {subgroupFrequenciesScript} from "../../rscript/subgroupFrequencies.js";
import {cohortMetadata} from "../cohortMetadata.js";
import {choice, controlRow} from "../controls.js";
import {el, fill} from "../dom.js";
import type {ViewContext} from "../explorer.js";
import {figureFrame} from "../figureFrame.js";
import {sourcesOf} from "../pageState.js";
import {contrastCounts} from "./contrastCounts.js";
import {contrastTable, together} from "./contrastTable.js";
import {contrastGroups, levelsWithMembers} from "./contrastGroups.js";
import type {MutationCohort, MutationSection} from "./mutationCohort.js";
import {recordFamily} from "./recordFamily.js";

const reasons = {
  not_tested_in_both: "not tested in both groups: nothing to compare",
  never_mutated: "mutated in no patient of either group",
  no_stratum: "no source has both groups: not told apart from differences between sources"
} as const;
const shown = 30;

/** Frequencies in two groups of the cohort: difference, odds ratio within sources, q. */
export function contrastSection(context: ViewContext): MutationSection {
  const {site, catalogue, change} = context;
  const first = el("select", {"data-testid": "contrast-first"});
  const second = el("select", {"data-testid": "contrast-second"});
  first.addEventListener("change", () => change({options: {first: first.value}}));
  second.addEventListener("change", () => change({options: {second: second.value}}));
  const secondChoice = choice("compared with", second);
  const frame = figureFrame("contrasts", site, {controls: controlRow(choice("Frequencies in", first), secondChoice)});

  return {
    element: frame.element,
    applies: ({group}) => group !== null,
    columns: (state) => (state.group === null ? [] : [state.group]),
    stale: (waiting) => frame.stale(waiting),
    // eslint-disable-next-line @typescript-eslint/require-await -- nothing to wait for: the columns are there
    async draw({state, data, members}: MutationCohort, current) {
      if (state.group === null || !current()) return;
      const grouping = groupingOf(catalogue, state.group);
      const column = data.column(state.group);
      const levels = levelsWithMembers(column, members, grouping);
      const groups = contrastGroups(state, levels, ({code}) => groupLabel(grouping, code));
      frame.element.hidden = groups === null;
      if (groups === null) return;
      const option = (code: string, label: string) => el("option", {value: code}, label);
      fill(first, ...levels.map(({code, label}) => option(code, label)));
      fill(
        second,
        option("", "all others"),
        ...levels.filter((d) => d !== groups.first).map((d) => option(d.code, d.label))
      );
      first.value = groups.first.code;
      second.value = groups.second?.code ?? "";
      secondChoice.hidden = levels.length === 2;

      const bySource = state.group !== "source_id";
      const sources = data.source.levels;
      // What makes the groups differs between them by definition, and so does the rest of its gene.
      const own = catalogue.alterations.get(state.group)?.gene;
      const counted = contrastCounts(data, state.group, groups, members);
      const kept = [...counted.names.keys()].filter((i) => catalogue.alterations.get(counted.names[i])?.gene !== own);
      const names = kept.map((i) => counted.names[i]);
      const counts = kept.map((i) => counted.counts[i]);
      const several =
        bySource && sources.filter((_, s) => counts.some((d) => d[s].tested[0] + d[s].tested[1] > 0)).length > 1;
      const rows = subgroupContrasts(
        names,
        several ? counts : counts.map((d) => [together(d)]),
        several,
        sources.map(({label}) => label)
      );
      const order = [...rows.keys()].sort(
        (a, b) => (rows[a].p ?? 2) - (rows[b].p ?? 2) || shareOf(rows[b]) - shareOf(rows[a])
      );
      const drawn = order.filter((i) => rows[i].reason === null || rows[i].reason === "no_stratum").slice(0, shown);
      const test = several ? testNames.cochranMantelHaenszel : testNames.fisher;
      const tests = rows.filter(({p}) => p !== null).length;
      const title = `Which alterations differ between ${groups.labels[0]} and ${groups.labels[1]}?`;
      const standing = recordFamily(context, state, {
        page: "mutations: subgroups",
        grouping: `${state.group}: ${groups.first.code} / ${groups.second?.code ?? "others"}`,
        question: title,
        method: test,
        ps: rows.map(({p}) => p)
      });
      const conflicts = drawn.filter((i) => rows[i].conflict !== null).map((i) => rows[i].name);
      const untested = rows.filter(({reason}) => reason === "not_tested_in_both").map(({name}) => name);
      const confounded = rows.filter(({reason}) => reason === "no_stratum").map(({name}) => name);
      frame.update({
        title,
        sources: sourcesOf(site, state),
        subtitle: `Difference of the shares mutated among patients tested, with 95 % interval; odds ratio ${several ? "within sources" : "of all patients"}.`,
        caption: [
          `Newcombe’s interval for the difference${several ? ", which is of all patients together; Mantel–Haenszel odds ratio stratified by source" : ""}. ${test}; q by Benjamini and Hochberg over the ${tests} alterations tested here. Ordered by p; ${drawn.length} of ${rows.length} alterations drawn, all in the table.`,
          conflicts.length > 0
            ? `Sources disagree with each other or with all patients together, so that open marks of the sources stand in place of one difference: ${conflicts.join(", ")}.`
            : "",
          untested.length > 0 ? `Not tested in both groups, so not compared: ${untested.join(", ")}.` : "",
          confounded.length > 0
            ? `No source tested both groups, so that profiling cannot be told from the group: ${confounded.join(", ")}.`
            : "",
          own === undefined ? "" : `Alterations of ${own} are left out: they make the groups.`,
          state.group === "source_id" ? "Sources are compared as they are: who was eligible differs between them." : "",
          standing
        ]
          .filter((sentence) => sentence !== "")
          .join(" "),
        table: contrastTable(rows, order, counts, several),
        script: (name) => subgroupFrequenciesScript(name, {stratified: several}),
        metadata: cohortMetadata(
          context,
          state,
          `${test}; Newcombe’s interval; Benjamini–Hochberg over ${tests} tests`
        ),
        draw: (width) =>
          drawn.length === 0
            ? el("p", {class: "none"}, "No alteration was found in patients of both groups.")
            : differenceDots(
                drawn.map((i) => rowOf(rows[i], counts[i], sources, width, several)),
                {
                  width,
                  columns: columnsFor(width, groups.labels),
                  sides: [`more in ${groups.labels[1]}`, `more in ${groups.labels[0]}`],
                  title,
                  summary: drawn
                    .slice(0, 5)
                    .map(
                      (i) =>
                        `${rows[i].name} ${points(rows[i].difference ?? 0)} points, ${probabilityText("q", rows[i].q)}`
                    )
                    .join("; ")
                }
              )
      });
    }
  };
}

function shareOf({mutated, tested}: SubgroupContrast): number {
  return (mutated[0] + mutated[1]) / Math.max(1, tested[0] + tested[1]);
}

function columnsFor(width: number, labels: readonly [string, string]) {
  const counts = labels.map((label) => ({label: `${label}, mutated of tested`, room: 11}));
  const estimates = [
    {label: "Difference (95\u00a0% CI)", room: 20},
    {label: "Odds ratio (95\u00a0% CI)", room: 18},
    {label: "q", room: 10}
  ];
  return width >= 860 ? [...counts, ...estimates] : estimates;
}

function rowOf(
  row: SubgroupContrast,
  counts: readonly GroupCounts[],
  sources: readonly {readonly label: string}[],
  width: number,
  stratified: boolean
): DifferenceRow {
  const {name, difference, differenceLower, differenceUpper, mutated, tested, oddsRatio, q, reason, conflict} = row;
  const {lower, upper} = row.lower === null && !stratified && row.p !== null ? exactLimits(row.table) : row;
  const fixed = (value: number) => (100 * value).toFixed(1).replace("-", "−");
  const share = (g: 0 | 1) => `${formatCount(mutated[g])}/${formatCount(tested[g])}`;
  const interval =
    difference === null
      ? ""
      : `${fixed(difference)} (${fixed(differenceLower ?? 0)} to ${fixed(differenceUpper ?? 0)})`;
  const numbers = [interval, oddsRatioText(oddsRatio, lower, upper), probabilityText("q", q).replace(/^q (= )?/, "")];
  const within = counts.flatMap(({mutated: m, tested: t}, s) =>
    t[0] > 0 && t[1] > 0 ? [{label: sources[s].label, estimate: m[0] / t[0] - m[1] / t[1]}] : []
  );
  return {
    label: name,
    reason: reason === null ? null : reasons[reason],
    mark:
      difference === null
        ? null
        : {estimate: difference, lower: differenceLower ?? difference, upper: differenceUpper ?? difference},
    within: conflict !== null && within.length > 1 ? within : null,
    numbers: width >= 860 ? [share(0), share(1), ...numbers] : numbers
  };
}
