import {groupStyles} from "../charts/palette.js";
import type {CohortSelection} from "../cohort/cohortSelection.js";
import {familyP} from "../cohort/ledger/familyP.js";
import {lookKey} from "../cohort/ledger/lookKey.js";
import {cohortKey} from "../cohort/ledger/prespecifiedOf.js";
import {cohortMetadata} from "./cohortMetadata.js";
import {ofFilter} from "./compare/cohortChoice.js";
import {cohortControls} from "./compare/cohortControls.js";
import {type ComparedGroups, comparedGroups, sourcesIn} from "./compare/comparedGroups.js";
import {compareParagraph} from "./compare/compareParagraph.js";
import {
  areRandomised,
  compareOptions,
  type CompareRequest,
  definingColumns,
  readRequest
} from "./compare/compareRequest.js";
import {cohortTiming, type ComparedSurvival, compareSurvival} from "./compare/compareSurvival.js";
import {compositionContent} from "./compare/compositionContent.js";
import {enrichment} from "./compare/enrichment.js";
import {enrichmentContent} from "./compare/enrichmentContent.js";
import {firstSizes} from "./compare/firstSizes.js";
import {overlapTable} from "./compare/overlapTable.js";
import {pairControl} from "./compare/pairControl.js";
import {comparable, survivalContent, survivalScript} from "./compare/survivalContent.js";
import {describedVariables} from "./composition/describedVariables.js";
import {guardedTableOne} from "./composition/guardedTableOne.js";
import {tableOne} from "./composition/tableOne.js";
import {choice, controlRow, marginNote} from "./controls.js";
import {el, fill} from "./dom.js";
import type {ExplorerView, ViewContext} from "./explorer.js";
import {figureFrame} from "./figureFrame.js";
import {lookNote} from "./ledger/lookNote.js";
import type {PageState} from "./pageState.js";
import {countsTable} from "./survival/countsTable.js";
import {endpointName} from "./survival/endpointWords.js";
import {sourcesFigure} from "./survival/sourcesFigure.js";
import {inSentence} from "./trial/trialWords.js";

/** What the composition is of; alterations have a figure of their own. */
const describedSections: ReadonlySet<string> = new Set(["Patient", "Disease", "Blood and marrow"]);

/** Two or more cohorts side by side: whom they share, who is in them, which alterations differ, how they fare. */
export function compareView(context: ViewContext): ExplorerView {
  const {site, catalogue, change, database, saved, ledger} = context;
  const cohorts = cohortControls(catalogue, saved, (options) => change({options}));
  const pairs = pairControl(([a, b]) => change({options: {pair: `${a}-${b}`}}));
  const endpoint = el(
    "select",
    {"data-testid": "endpoint"},
    ...site.endpoints.map((d) => el("option", {value: d.key}, endpointName(d, site)))
  );
  endpoint.addEventListener("change", () => change({endpoint: endpoint.value}));
  const overlap = el("div", {});
  const paragraph = el("p", {class: "written-summary", "data-testid": "compare-summary"});
  const message = el("div", {class: "messages"});
  const composition = figureFrame("compare-composition", site);
  const alterations = figureFrame("compare-alterations", site);
  const survival = figureFrame("compare-survival", site, {controls: controlRow(choice("Endpoint", endpoint))});
  const bySource = figureFrame("compare-sources", site);
  const frames = [composition, alterations, survival, bySource];
  alterations.element.hidden = catalogue.alterations.size === 0;
  const sourcesHome = el("div", {class: "figures"});
  const results = el("div", {class: "figures"}, paragraph, ...frames.slice(0, 3).map((d) => d.element), sourcesHome);
  results.hidden = pairs.element.hidden = true;
  const open = new Set<string>();
  let newest = 0;
  const variables = describedVariables(catalogue, site.summaries.alterations, "main").filter(
    ({section, column}) => describedSections.has(section) || column === "eln2022"
  );

  const columnsOf = (state: PageState, days: readonly string[]): string[] => [
    ...new Set([
      ...variables.map(({column}) => column),
      ...catalogue.alterations.keys(),
      ...days,
      "source_id",
      state.endpoint,
      ...(["RFS"].includes(catalogue.endpoints.get(state.endpoint)!.endpoint) ? ["cr_day"] : [])
    ])
  ];

  const show = async (
    state: PageState,
    request: CompareRequest,
    groups: ComparedGroups,
    wanted: () => boolean
  ): Promise<void> => {
    const chosen = catalogue.endpoints.get(state.endpoint)!;
    const timing = cohortTiming(catalogue, definingColumns(request, state.filter), chosen);
    const rows = await (await database()).allRows(columnsOf(state, timing.days));
    // A later choice has its own numbers on the way.
    if (!wanted()) return;
    const pair = pairOf(request, groups);
    pairs.show(
      groups.groups.map(({label}) => label),
      pair
    );
    const [first, second] = pair.map((g) => groups.groups[g]);
    const sources = sourcesIn(rows.category("source_id"), groups, site.sources);
    const defining = definingColumns(request, state.filter);
    const counted = tableOne(rows, variables, {
      groups: groups.groups.map(({label, code}, g) => ({label, code, compared: pair.includes(g)})),
      codes: groups.codes
    });
    const inNone = groups.codes.filter((code) => code < 0).length;
    const table = guardedTableOne(counted, catalogue.disclosure, inNone);
    const styles = groupStyles(groups.groups.map(({code}) => code));
    const metadata = (method: string) => cohortMetadata(context, state, method);
    composition.update({
      ...compositionContent(table, styles, open, catalogue.disclosure),
      sources,
      metadata: metadata("Standardised mean differences")
    });
    const found = enrichment(rows, catalogue, groups.codes, pair, defining);
    const look = (page: string, endpointKey: string | null, question: string, method: string, p: number | null) =>
      lookNote(ledger, {
        key: lookKey({
          page,
          endpoint: endpointKey,
          grouping: [
            ...request.cohorts.map((d) => cohortKey(d.filter)),
            request.rest ? "rest" : "",
            pair.join("-")
          ].join(" | "),
          filter: request.within ? cohortKey(state.filter) : "",
          method
        }),
        question,
        method,
        p,
        prespecified: null
      });
    const names = `${first.label} and ${second.label}`;
    const family = familyP(found.contrasts.map(({p}) => p));
    const familyLook =
      family === null
        ? null
        : look(
            "compare-alterations",
            null,
            `Do the alterations of ${names} differ?`,
            `${found.method}, Simes’ p of the family`,
            family
          );
    alterations.update({
      ...enrichmentContent(found, first, second, familyLook),
      sources,
      metadata: metadata(found.method)
    });
    let compared: ComparedSurvival | null = null;
    fill(
      message,
      timing.refused !== null && el("p", {class: "warning", role: "note", "data-testid": "refused"}, timing.refused)
    );
    survival.element.hidden = timing.refused !== null;
    fill(sourcesHome);
    if (timing.refused === null) {
      compared = compareSurvival(catalogue, rows, groups, chosen, timing, pair[1]);
      const shown = compared;
      const {comparison} = compared.answer;
      // Where no source has several of the cohorts, there is nothing to show of any.
      const forest = comparison === null || comparison.test.df === 0 ? null : comparison.sources;
      const conflict = comparison?.conflict != null;
      if (comparison !== null && forest !== null) {
        bySource.update({
          ...sourcesFigure(comparable(compared), comparison, forest),
          table: countsTable(compared.population, compared.sources, compared.answer),
          script: (name: string) => survivalScript(name, shown, true),
          sources,
          metadata: metadata("Cox model in each source")
        });
      }
      fill(sourcesHome, forest !== null && !conflict && bySource.element);
      const question = `Does ${inSentence(endpointName(chosen, site))} of ${groups.groups.map(({label}) => label).join(", ")} differ?`;
      survival.update({
        ...survivalContent(compared, chosen, timing, site, {
          sources,
          look: () =>
            comparison === null
              ? null
              : look(
                  "compare-survival",
                  state.endpoint,
                  question,
                  comparison.test.method,
                  comparison.withheld === null ? comparison.test.p : null
                ),
          forest: conflict ? bySource.element : null
        }),
        sources,
        metadata: metadata(comparison?.test.method ?? "Kaplan–Meier estimate")
      });
    }
    fill(
      paragraph,
      compareParagraph({
        groups,
        pair,
        composition: table,
        defining,
        randomised: areRandomised(request, state.filter, catalogue),
        enrichment: catalogue.alterations.size > 0 ? found : null,
        survival: compared,
        endpoint: endpointName(chosen, site)
      })
    );
  };

  const draw = async (state: PageState, members: () => Promise<Uint8Array>): Promise<void> => {
    const mine = ++newest;
    const request = readRequest(state, catalogue);
    cohorts.show(request);
    endpoint.value = state.endpoint;
    const opened = await database();
    const everybody = new Uint8Array(catalogue.patients).fill(1);
    const masks: Uint8Array[] = [];
    for (const {choice: own, filter} of request.cohorts)
      masks.push(own === ofFilter ? await members() : await opened.membersOf(filter));
    const among = request.within ? await members() : everybody;
    if (mine !== newest) return;
    const groups = comparedGroups(
      request.cohorts.map(({label, code}, i) => ({label, code, members: masks[i]})),
      among,
      request.rest
    );
    fill(overlap, overlapTable(request.cohorts, groups), amongText(request));
    const enough = groups.groups.length > 1;
    results.hidden = !enough;
    pairs.element.hidden = !enough;
    fill(
      message,
      !enough &&
        el(
          "p",
          {class: "warning", role: "note", "data-testid": "nothing-to-compare"},
          "Fewer than two cohorts have patients: there is nothing to compare."
        )
    );
    if (enough) await show(state, request, groups, () => mine === newest);
  };

  return {
    figures: el(
      "div",
      {class: "figures"},
      el(
        "section",
        {class: "compare-choice", "aria-label": "Cohorts"},
        cohorts.element,
        overlap,
        pairs.element,
        message
      ),
      results
    ),
    notes: el(
      "div",
      {},
      marginNote(
        "How to compare",
        "Differences are described: the standardised difference tells how far apart two cohorts are, whatever their size.",
        "Alterations and survival are compared within sources, so that a difference between sources is not taken for one between cohorts."
      ),
      marginNote(
        "Patients in several cohorts",
        "Nobody counts on both sides. Where cohorts overlap they are split into those in one only and those in several."
      )
    ),
    options: compareOptions(catalogue),
    drawFirst(state) {
      const request = readRequest(state, catalogue);
      cohorts.show(request);
      if (newest === 0) fill(overlap, firstSizes(request, site, catalogue));
      return false;
    },
    draw: (state: PageState, selection: CohortSelection) => draw(state, () => selection.members()),
    stale: (waiting) => frames.forEach((d) => d.stale(waiting))
  };
}

/** The groups that are compared: those chosen, else the first two. */
function pairOf({pair}: CompareRequest, {groups}: ComparedGroups): readonly [number, number] {
  const last = groups.length - 1;
  if (pair === null || pair[0] === pair[1] || pair.some((g) => g > last)) return [0, 1];
  return pair;
}

function amongText({within}: CompareRequest): HTMLElement | null {
  return within
    ? el("p", {class: "note"}, "Chosen among the patients of the conditions above, not among all of the release.")
    : null;
}
