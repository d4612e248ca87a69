import {forestPlot} from "../charts/forestPlot.js";
import {formatCount} from "../charts/format.js";
import type {CohortSelection} from "../cohort/cohortSelection.js";
import {coxScript} from "../rscript/cox.js";
import {releaseSize} from "./cohort/cohortSize.js";
import {cohortMetadata} from "./cohortMetadata.js";
import {marginNote} from "./controls.js";
import {el, fill} from "./dom.js";
import type {ExplorerView, ViewContext} from "./explorer.js";
import {type FigureFrame, figureFrame} from "./figureFrame.js";
import {type PageState, sourcesOf} from "./pageState.js";
import {curveContent} from "./regression/curveContent.js";
import {covariateTable, firstCovariates} from "./regression/firstCovariates.js";
import type {FittedModel, ModelChecks} from "./regression/fitModel.js";
import {modelAside, modelLooks} from "./regression/modelAside.js";
import type {SentInteraction} from "./regression/modelAnswers.js";
import {modelControls} from "./regression/modelControls.js";
import {modelFile, modelScript} from "./regression/modelFile.js";
import {modelFits} from "./regression/modelFits.js";
import {modelBlocks} from "./regression/modelForest.js";
import {columnsOf, modelOptions, type ModelPlan, planModel, readRequest} from "./regression/modelRequest.js";
import type {ModelTerm} from "./regression/modelTerms.js";
import {modelNumbers, termTests} from "./regression/modelTable.js";
import {modelVariables} from "./regression/modelVariables.js";
import {forestSummary, methodText, modelTitle, startWords} from "./regression/modelWords.js";
import {packRows} from "./regression/sentRows.js";
import {subgroupContent} from "./regression/subgroupContent.js";
import {definitionText, supportText} from "./survival/endpointWords.js";

/** Milliseconds after which a reader is told what takes so long. */
const patience = 300;

/** A multivariable model of an endpoint: hazard ratios, tests, checks; curves of splines; one effect by subgroup. */
export function regressionView(context: ViewContext): ExplorerView {
  const {site, catalogue, change} = context;
  const variables = modelVariables(catalogue, site.summaries);
  const controls = modelControls(
    site,
    variables,
    (endpoint) => change({endpoint}),
    (options) => change({options})
  );
  const frame = figureFrame("model", site, {controls: controls.element});
  const subgroups = figureFrame("model-subgroups", site);
  const curves = new Map<string, FigureFrame>();
  const furtherHost = el("div", {class: "figures"});
  const refusal = el("div", {class: "messages"});
  const progress = el("p", {class: "note", role: "status", "data-testid": "model-progress"});
  const figures = el("div", {class: "figures"}, refusal, progress, frame.element, furtherHost);
  const fits = modelFits(() => new Worker(import.meta.resolve("./regression/modelWorker.js"), {type: "module"}));
  const frames = () => [frame, subgroups, ...curves.values()];
  let newest = 0;
  let hasModel = false;

  /** Until the rows are there: what the release says of the covariates, over all its patients. */
  const showCovariates = (state: PageState, terms: readonly ModelTerm[]) => {
    const endpoint = catalogue.endpoints.get(state.endpoint)!;
    const table = firstCovariates(
      site,
      terms.map(({column}) => variables.get(column)!)
    );
    const {n, events} = releaseSize(site, state.endpoint);
    const patients = `All ${formatCount(n)} patients of the release`;
    frame.update({
      title: modelTitle(endpoint, site),
      subtitle: "What is known of the covariates; the model follows when the patients of the release are loaded.",
      caption: events === null ? `${patients}.` : `${patients}, ${formatCount(events)} events.`,
      table,
      picture: null,
      draw: () => el("div", {"data-testid": "first-covariates"}, covariateTable(table))
    });
  };

  const showForest = (
    state: PageState,
    plan: ModelPlan,
    model: FittedModel,
    checks: ModelChecks | null,
    looks: HTMLElement | null
  ) => {
    const endpoint = catalogue.endpoints.get(state.endpoint)!;
    const title = modelTitle(endpoint, site);
    const method = methodText(model);
    const tests = termTests(model, checks);
    const blocks = modelBlocks(model);
    frame.update({
      title,
      sources: sourcesOf(site, state),
      subtitle: `${startWords(endpoint, plan.spec.landmark, {sources: sourcesOf(site, state)})} ${definitionText(endpoint, sourcesOf(site, state))}.`,
      caption: [method, supportText(endpoint, sourcesOf(site, state))].filter((text) => text !== "").join(" "),
      table: modelNumbers(model, tests),
      csv: () => modelFile(model),
      isOfTable: true,
      ...(model.fit === null ? {} : {script: (name: string) => coxScript(name, modelScript(model))}),
      metadata: cohortMetadata({site, catalogue}, state, method),
      draw: (width) =>
        blocks.length === 0
          ? el("p", {class: "note", "data-testid": "no-model"}, "There is nothing to fit: choose covariates above.")
          : forestPlot(blocks, {
              width,
              groups: ["Patients"],
              ratioLabel: "Hazard ratio",
              favours: ["lower hazard", "higher hazard"],
              plain: true,
              overall: null,
              title,
              summary: forestSummary(blocks)
            }),
      aside: modelAside({plan, model, checks, tests, looks})
    });
  };

  const showFurther = (state: PageState, model: FittedModel, by: string | null, sent: readonly SentInteraction[]) => {
    const splines = model.fit === null ? [] : model.terms.filter(({knots}) => knots.length > 0);
    for (const term of splines) {
      const known = curves.get(term.term.column) ?? figureFrame(`model-curve-${term.term.column}`, site);
      curves.set(term.term.column, known);
      known.update(curveContent(context, state, model, term));
    }
    const factor = model.terms.find(({term}) => term.column === by);
    const effects = sent.map((d) => ({...d, by: model.terms[d.by]}));
    if (factor !== undefined && effects.length > 0)
      subgroups.update(subgroupContent(context, state, model, factor, effects));
    // A figure without content is not on the page.
    fill(
      furtherHost,
      ...splines.map(({term}) => curves.get(term.column)!.element),
      effects.length > 0 && subgroups.element
    );
  };

  return {
    figures,
    notes: el(
      "div",
      {},
      marginNote(
        "How to read it",
        "Each hazard ratio compares patients who are alike in all other covariates of the model. Above 1, the event comes sooner.",
        "The interval says how well it is known; the test comes last."
      ),
      marginNote(
        "What it cannot say",
        "What goes with the hazard need not change it: nothing here is randomised unless a trial’s arm is the covariate.",
        "Every further covariate, form and subgroup that is tried is another look; the ledger counts them."
      ),
      marginNote(
        "Missing values",
        "Patients who lack the value of a covariate are left out and counted. A gene that was not tested is missing, not wild type."
      )
    ),
    options: modelOptions(catalogue, variables),
    drawFirst(state) {
      const request = readRequest(state, variables);
      controls.show(state.endpoint, request);
      // A model that is there says more, of whatever cohort it is.
      if (!hasModel) showCovariates(state, request.terms);
      return false;
    },
    async draw(state: PageState, selection: CohortSelection) {
      const mine = ++newest;
      const request = readRequest(state, variables);
      controls.show(state.endpoint, request);
      const plan = planModel(state, request, catalogue, variables);
      frame.element.classList.toggle("refused", plan.cohortRefused !== null);
      fill(
        refusal,
        plan.cohortRefused !== null &&
          el("div", {class: "warning", role: "note", "data-testid": "cohort-refused"}, el("p", {}, plan.cohortRefused))
      );
      const rows = await selection.rows(columnsOf(plan.spec));
      if (mine !== newest) return;
      const spec = plan.cohortRefused === null ? plan.spec : {...plan.spec, terms: []};
      const tellProgress = (words: string) => {
        fill(progress);
        clearTimeout(timer);
        timer = setTimeout(() => mine === newest && fill(progress, words), patience);
      };
      let timer: ReturnType<typeof setTimeout> | undefined;
      let shown: {readonly model: FittedModel; readonly looks: HTMLElement | null} | null = null;
      tellProgress(`Fitting the model to ${formatCount(rows.n)} patients …`);
      try {
        await fits.ask({rows: packRows(rows, spec), spec, by: request.by}, (answer) => {
          if (mine !== newest) return;
          if (answer.kind === "model") {
            const {model} = answer;
            hasModel = true;
            shown = {model, looks: modelLooks(context, state, {plan, model})};
            showForest(state, plan, model, null, shown.looks);
            showFurther(state, model, request.by, []);
            frame.stale(false);
            tellProgress("The model is there; its checks are being computed …");
          } else if (shown !== null && answer.kind === "checks") {
            showForest(state, plan, shown.model, answer.checks, shown.looks);
            tellProgress(request.by === null ? "" : "The effects by subgroup are being computed …");
          } else if (shown !== null && answer.kind === "effects") {
            showFurther(state, shown.model, request.by, answer.effects);
          }
        });
      } finally {
        clearTimeout(timer);
        if (mine === newest) fill(progress);
      }
    },
    stale(waiting) {
      // A fit that is still on its way is of what was asked before.
      if (waiting) ++newest;
      // The covariates are those of all patients, whatever is asked for, and say so.
      if (hasModel) for (const d of frames()) d.stale(waiting);
    }
  };
}
