import {daysPerYear} from "../charts/format.js";
import {cohortMetadata} from "./cohortMetadata.js";
import {choice, controlRow, marginNote} from "./controls.js";
import {el, fill} from "./dom.js";
import type {ExplorerView, ViewContext} from "./explorer.js";
import {figureFrame} from "./figureFrame.js";
import {lookNote} from "./ledger/lookNote.js";
import {type PageState, sourcesOf} from "./pageState.js";
import {clockNote} from "./survival/clockNote.js";
import {cohortGroups, type CohortSource} from "./survival/cohortGroups.js";
import {contrastsFigure} from "./survival/contrastsFigure.js";
import {endpointName} from "./survival/endpointWords.js";
import {estimatesTable, horizons} from "./survival/estimatesTable.js";
import {headline, warningList} from "./survival/headline.js";
import {countsOf, heroFigure, scriptOf, unitOf, warningsOf} from "./survival/heroFigure.js";
import {incidenceAnswer} from "./survival/incidenceAnswer.js";
import {incidenceFigure} from "./survival/incidenceFigure.js";
import {knowledgeNote} from "./survival/knowledgeNote.js";
import {lazySection} from "./survival/lazySection.js";
import {linkedFor, linkedNote} from "./survival/linkedNote.js";
import {lookOf} from "./survival/looks.js";
import {moreChoices} from "./survival/moreChoices.js";
import {recordPairs} from "./survival/recordPairs.js";
import {refusalContent} from "./survival/refusalContent.js";
import {sourcesFigure} from "./survival/sourcesFigure.js";
import {splitControl} from "./survival/splitControl.js";
import {
  type Refusal,
  sourcesWithPatients,
  type SurvivalAnalysis,
  survivalAnalysis,
  wholeAnalysis
} from "./survival/survivalAnalysis.js";
import {formatSplit, survivalChoices, survivalOptions} from "./survival/survivalChoices.js";
import {survivalPlan, type SurvivalPlan} from "./survival/survivalPlan.js";

const times = horizons.map((year) => year * daysPerYear);

/**
 * Survival of the cohort and of its groups: curves with the extended table, medians, the comparison within sources; below
 * them, drawn when they come into sight, the contrasts, the sources one by one, and relapse with death in remission.
 */
export function survivalView(context: ViewContext): ExplorerView {
  const {site, catalogue, change, database, ledger, saved} = context;
  const endpoint = el(
    "select",
    {"data-testid": "endpoint"},
    ...site.endpoints.map((d) => el("option", {value: d.key}, endpointName(d, site)))
  );
  endpoint.addEventListener("change", () => change({endpoint: endpoint.value}));
  const split = splitControl(catalogue, saved, ({group, by}) =>
    change({group, options: {by: formatSplit(by), cohorts: linkedFor(by, linkedCohorts, saved), overlap: ""}})
  );
  // As the state that is shown has them.
  let linkedCohorts: SurvivalPlan["choices"]["linked"] = new Map();
  const linked = linkedNote(catalogue, saved, (cohorts) => change({options: {cohorts}}));
  const more = moreChoices(catalogue, (options) => change({options}));
  const note = knowledgeNote((landmark) => change({options: {landmark}}));
  const row = controlRow(choice("Endpoint", endpoint), split.element);
  const hero = figureFrame("survival-curve", site, {
    controls: el("div", {}, row, linked.element, more.element, note.element)
  });
  const contrasts = figureFrame("survival-contrasts", site);
  const sources = figureFrame("survival-sources", site);
  const incidence = figureFrame("survival-incidence", site);
  const [contrastsPart, sourcesPart, incidencePart] = [contrasts, sources, incidence].map((d) =>
    lazySection(d.element)
  );
  const sourcesHome = el("div", {}, sourcesPart.element);

  const planOf = (state: PageState) => survivalPlan(catalogue, {...state, choices: survivalChoices(state.options)});

  const showControls = (state: PageState, plan: SurvivalPlan) => {
    endpoint.value = state.endpoint;
    split.show({group: state.group, by: plan.choices.by});
    more.show(state.options, {transplant: plan.grouping?.variable.knownAt === "transplant"});
    note.show(plan);
    linkedCohorts = plan.choices.linked;
    linked.show(plan.choices);
  };

  const refuse = (state: PageState, refusal: Refusal, conditions: readonly string[] = []) => {
    const levels = Object.fromEntries(Object.entries(state.filter.levels).filter(([key]) => !conditions.includes(key)));
    const isSplit = state.group !== null || (state.options.by ?? "") !== "";
    const name = endpointName(catalogue.endpoints.get(state.endpoint)!, site);
    hero.element.classList.add("refused");
    hero.update(
      refusalContent(name, refusal, {
        unsplit: isSplit ? () => change({group: null, options: {by: "", cohorts: "", overlap: ""}}) : null,
        relax: conditions.length > 0 ? () => change({filter: {...state.filter, levels}}) : null,
        split: () => change({options: {overlap: "split"}})
      })
    );
    for (const part of [contrastsPart, sourcesPart, incidencePart]) part.none();
  };

  const show = (state: PageState, analysis: SurvivalAnalysis, cohort: CohortSource) => {
    const {plan, answer} = analysis;
    const {comparison} = answer;
    const own = sourcesWithPatients(analysis, sourcesOf(site, state));
    const look = (method: string, p: number | null, part = "") =>
      lookNote(ledger, lookOf(context, state, method, p, part));
    const metadata = cohortMetadata(context, state, comparison?.test.method ?? "Kaplan–Meier estimate");
    const conflict = comparison?.conflict != null;
    more.follow(analysis.population.followUp.time.reduce((last, day) => Math.max(last, day), 0));
    hero.element.classList.remove("refused");
    fill(sourcesHome, conflict ? null : sourcesPart.element);
    hero.update({
      ...heroFigure(analysis, site, own, times),
      metadata,
      legend: clockNote(analysis, (codes) => {
        const levels = {...state.filter.levels, source_id: codes};
        change({filter: {...state.filter, levels}});
      }),
      aside: el(
        "div",
        {},
        estimatesTable(answer, unitOf(analysis), analysis.group !== null),
        headline(
          analysis,
          () => look(comparison!.test.method, comparison!.test.p),
          conflict ? sourcesPart.element : null
        ),
        warningList(warningsOf(analysis))
      )
    });
    if (comparison === null || comparison.test.df === 0) contrastsPart.none();
    else {
      contrastsPart.want(() => {
        const {content, means, pairs} = contrastsFigure(analysis, comparison);
        recordPairs(ledger, pairs, (method, p) => lookOf(context, state, method, p, "all pairs"));
        const script = scriptOf(analysis, times, means, {pairs: pairs.length > 0});
        contrasts.update({...content, table: countsOf(analysis), script, sources: own, metadata});
      });
    }
    const bySource = comparison === null || comparison.test.df === 0 ? null : comparison.sources;
    if (comparison === null || bySource === null) sourcesPart.none();
    else {
      sourcesPart.want(() => {
        const content = sourcesFigure(analysis, comparison, bySource);
        const script = scriptOf(analysis, times, null, {bySource: true});
        sources.update({...content, table: countsOf(analysis), script, sources: own, metadata});
      });
    }
    showIncidence(state, plan, cohort);
  };

  const showIncidence = (state: PageState, shown: SurvivalPlan, cohort: CohortSource) => {
    if (!catalogue.endpoints.has("RFS")) {
      incidencePart.none();
      return;
    }
    // Another clock has another landmark; delayed entry and time-dependent groups have no Gray test.
    const sameClock = shown.endpoint.endpoint === "RFS";
    const {choices} = shown;
    const own = {...choices, landmark: sameClock ? choices.landmark : null, entry: null, transplantAtLandmark: true};
    const plan = survivalPlan(catalogue, {...state, endpoint: "RFS", choices: own}, "CIR");
    if (plan.refused !== null) {
      incidencePart.none();
      return;
    }
    incidencePart.want(async () => {
      incidence.stale(true);
      try {
        const rows = await cohort.rows(plan.columns);
        const cohorts = await cohortGroups(context, plan, cohort);
        if ("refused" in cohorts) throw new RangeError(cohorts.refused);
        const made = survivalAnalysis(catalogue, plan, rows, {cohorts, times, endpoint: "CIR"});
        if ("refused" in made) throw new RangeError(made.refused);
        const stratify = choices.stratified && plan.grouping?.key !== "source_id";
        const answer = incidenceAnswer(made.population, made.sources.length, stratify);
        const content = incidenceFigure(made, answer, times, (event, method, p) =>
          lookNote(ledger, lookOf(context, state, method, p, event.toLowerCase()))
        );
        const metadata = cohortMetadata(context, state, answer.gray[0]?.method ?? "Aalen–Johansen estimate");
        incidence.update({...content, sources: sourcesWithPatients(made, sourcesOf(site, state)), metadata});
      } finally {
        incidence.stale(false);
      }
    });
  };

  return {
    options: survivalOptions,
    figures: el("div", {class: "figures"}, hero.element, sourcesHome, contrastsPart.element, incidencePart.element),
    notes: notes(),
    drawFirst(state) {
      const plan = planOf(state);
      const summary = site.summaries.survival.find((d) => d.endpoint === state.endpoint);
      const split = state.group !== null || plan.choices.by !== null || plan.entryColumn !== null;
      if (split || summary === undefined || plan.refused !== null) return false;
      showControls(state, plan);
      const analysis = wholeAnalysis(catalogue, plan, summary, times);
      const everybody = () => Promise.resolve(new Uint8Array(catalogue.patients).fill(1));
      show(state, analysis, {rows: async (columns) => (await database()).allRows(columns), members: everybody});
      return true;
    },
    async draw(state, selection) {
      const plan = planOf(state);
      showControls(state, plan);
      if (plan.refused !== null) {
        refuse(state, {refused: plan.refused, overlap: false}, plan.refusedConditions);
        return;
      }
      const rows = await selection.rows(plan.columns);
      const cohorts = await cohortGroups(context, plan, selection);
      const made = "refused" in cohorts ? cohorts : survivalAnalysis(catalogue, plan, rows, {cohorts, times});
      if ("refused" in made) refuse(state, made);
      else show(state, made, selection);
    },
    stale: (waiting) => [hero, contrasts, sources, incidence].forEach((frame) => frame.stale(waiting))
  };
}

function notes(): HTMLElement {
  return el(
    "div",
    {},
    marginNote(
      "How to read it",
      "The line is the share of patients still free of the event, the band its 95 % confidence interval at each time, not of the curve as a whole.",
      "Under the axis: how many were at risk just before each time, and in parentheses how many had been censored and had the event by then."
    ),
    marginNote(
      "What it cannot say",
      "Groups are compared as they are, within sources but not adjusted for age or treatment.",
      "Unless patients are split by it, who was transplanted, and when, is not taken into account."
    )
  );
}
