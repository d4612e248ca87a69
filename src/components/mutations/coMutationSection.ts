import {coMutationMatrix, matrixCapacity} from "../../charts/coMutationMatrix.js";
import type {CanvasFigure} from "../../charts/canvasFigure.js";
import {formatCount, formatNumber} from "../../charts/format.js";
import {profilingOf, profilingWords} from "../../cohort/guards/coProfiled.js";
import {testNames} from "../../cohort/mutations/association.js";
import {coMutation} from "../../cohort/mutations/coMutation.js";
import {coMutationScript} from "../../rscript/coMutation.js";
import {cohortMetadata} from "../cohortMetadata.js";
import {choice, controlRow} from "../controls.js";
import {el} from "../dom.js";
import type {ViewContext} from "../explorer.js";
import {figureFrame} from "../figureFrame.js";
import {sourcesOf} from "../pageState.js";
import {alterationCounts} from "./alterationCounts.js";
import type {MutationCohort, MutationSection} from "./mutationCohort.js";
import {panelOf, panelsOf} from "./mutationChoices.js";
import type {PairNames} from "./pairForest.js";
import {pairSection} from "./pairSection.js";
import {pairTable} from "./pairTable.js";
import {pairWords} from "./pairWords.js";
import {recordFamily} from "./recordFamily.js";
import {relatedAlterations} from "./relatedAlterations.js";
import type {PageColours} from "./resolveColour.js";
import {strongestPairs, summaryOf} from "./strongestPairs.js";

/** Which alterations come together, and which exclude each other. */
export function coMutationSection(context: ViewContext, colours: PageColours): MutationSection {
  const {site, catalogue, change} = context;
  const panels = panelsOf(catalogue);
  const select = el(
    "select",
    {"data-testid": "strata"},
    ...panels.map(({key, label}) => el("option", {value: key}, label))
  );
  select.addEventListener("change", () => change({options: {strata: select.value}}));
  const profiled = el(
    "select",
    {"data-testid": "profiled"},
    el("option", {value: "each"}, "for each pair, those tested for both"),
    el("option", {value: "same"}, "the same for all: tested for every alteration shown")
  );
  profiled.addEventListener("change", () => change({options: {profiled: profiled.value}}));
  const frame = figureFrame("co-mutation", site, {
    controls: controlRow(choice("Related", select), choice("Patients", profiled))
  });
  const pair = pairSection(context);
  const choose = (names: PairNames) => {
    change({options: {pair: names.join(",")}});
    pair.reveal();
  };
  const geneOf = (name: string) => catalogue.alterations.get(name)?.gene ?? name;
  let figure: CanvasFigure | null = null;
  colours.onChange(() => figure?.paint());

  return {
    element: el("div", {}, frame.element, pair.element),
    applies: () => true,
    columns(state) {
      const {column} = panelOf(catalogue, state);
      return column === null ? [] : [column];
    },
    stale(waiting) {
      frame.stale(waiting);
      pair.stale(waiting);
    },
    // eslint-disable-next-line @typescript-eslint/require-await -- nothing to wait for: the columns are there
    async draw({state, data, members, n}: MutationCohort, current) {
      if (!current()) return;
      const panel = panelOf(catalogue, state);
      select.value = panel.key;
      profiled.value = state.options.profiled ?? "each";
      const same = profiled.value === "same";
      const {alterations: used, starts, patients: inStrata} = relatedAlterations(data, panel, members, same);
      const matrix = coMutation(used, starts, panel.stratified, geneOf);
      const {pairs, tests} = matrix;
      const place = new Map(matrix.names.map((name, i) => [name, i]));
      const cells = pairs.map((pair) => ({
        ...pair,
        pair,
        first: place.get(pair.first) ?? 0,
        second: place.get(pair.second) ?? 0
      }));
      const test = panel.stratified ? testNames.cochranMantelHaenszel : testNames.fisher;
      const title = "Which alterations come together, and which exclude each other?";
      const standing = recordFamily(context, state, {
        page: "mutations: co-mutation",
        grouping: `${panel.key}, ${same ? "same patients" : "each pair"}`,
        question: `${title} (${panel.label})`,
        method: test,
        ps: pairs.map(({p}) => p)
      });
      const reversed = pairs.filter((d) => d.reversed && (d.q ?? 1) < 0.05);
      const coverage = alterationCounts(data, catalogue, "source_id", members);
      const uneven = used.map(({name}) => ({
        name,
        profiling: profilingOf(
          coverage
            .filter(({alteration}) => alteration === name)
            .map((d) => ({source: d.group ?? "", tested: d.nTested, patients: d.nPatients}))
        )
      }));
      const confounded = uneven.some(({profiling}) => profiling.confounded);
      const make = (width: number, isShown: (row: number) => boolean = () => true): CanvasFigure => {
        const count = Math.min(matrixCapacity(width), matrix.names.length);
        const seen = cells.filter(({second}, i) => second < count && isShown(i));
        const wordsOf = new Map(seen.map((cell) => [`${cell.first} ${cell.second}`, cell.pair]));
        return coMutationMatrix(seen, {
          width,
          names: matrix.names.slice(0, count),
          title,
          summary: summaryOf(pairs.filter((_, i) => isShown(i))),
          colour: colours.colour,
          describe: ({first, second}) => pairWords(wordsOf.get(`${first} ${second}`)!, panel.stratified),
          pick: ({first, second}) => choose([matrix.names[first], matrix.names[second]])
        });
      };
      const drawing = (isShown: (row: number) => boolean) => ({
        draw(width: number) {
          figure = make(width, isShown);
          figure.paint();
          return figure.element;
        },
        picture: (width: number) => make(width, isShown).picture(),
        aside: strongestPairs(
          pairs.filter((_, i) => isShown(i)),
          panel.stratified,
          choose
        )
      });
      frame.update({
        title,
        sources: sourcesOf(site, state),
        subtitle: `Below the diagonal the odds ratio, ${panel.label}; above it the patients with both. Only patients tested for both count. Press a pair to show only patients with both.`,
        caption: [
          `${formatCount(inStrata)} patients${inStrata < n ? ` of ${formatCount(n)}${same ? ", tested for every alteration shown" : " with a known stratum"}` : ""}. ${
            panel.stratified
              ? "Mantel–Haenszel odds ratio with the interval of Robins, Breslow and Greenland"
              : "Odds ratio with Woolf’s interval"
          }; ${test}; q by Benjamini and Hochberg over the ${formatNumber(tests)} pairs tested. Not tested: pairs of one gene, and pairs of which fewer than one patient is expected with both. Small marks: fewer than 5 patients with both expected and found. As many alterations are drawn as fit, the most frequent first; all ${matrix.names.length} are in the table.`,
          reversed.length > 0
            ? `A bar marks pairs that all patients together show the other way round: ${reversed
                .map((d) => `${d.first} and ${d.second}`)
                .slice(0, 6)
                .join("; ")}.`
            : "",
          confounded && !same
            ? `${profilingWords(uneven)} Pairs are therefore seen in different patients; “the same for all” keeps to patients tested for every alteration shown.`
            : "",
          standing
        ]
          .filter((sentence) => sentence !== "")
          .join(" "),
        table: pairTable(pairs, panel.stratified),
        script: (name) => coMutationScript(name, {stratified: panel.stratified}),
        metadata: cohortMetadata(context, state, `${test}, ${panel.label}; Benjamini–Hochberg over ${tests} tests`),
        ...drawing(() => true),
        without: drawing
      });
      pair.show({state, data, members, n});
    }
  };
}
