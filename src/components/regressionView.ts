import {forestPlot} from "../charts/forestPlot.js";
import {afterPaint} from "../cohort/afterPaint.js";
import type {CohortSelection} from "../cohort/cohortSelection.js";
import {coxScript} from "../rscript/cox.js";
import {cohortMetadata} from "./cohortMetadata.js";
import {marginNote} from "./controls.js";
import {el, fill} from "./dom.js";
import type {ExplorerView, ViewContext} from "./explorer.js";
import {type FigureFrame, figureFrame} from "./figureFrame.js";
import {type PageState, sourcesOf} from "./pageState.js";
import {curveContent} from "./regression/curveContent.js";
import {checkModel, fitModel, type FittedModel, type ModelChecks} from "./regression/fitModel.js";
import {modelAside, modelLooks} from "./regression/modelAside.js";
import {modelControls} from "./regression/modelControls.js";
import {modelFile, modelScript} from "./regression/modelFile.js";
import {modelBlocks} from "./regression/modelForest.js";
import {columnsOf, modelOptions, type ModelPlan, planModel, readRequest} from "./regression/modelRequest.js";
import {modelNumbers, termTests} from "./regression/modelTable.js";
import {modelVariables} from "./regression/modelVariables.js";
import {forestSummary, methodText, modelTitle, startWords} from "./regression/modelWords.js";
import {subgroupContent} from "./regression/subgroupContent.js";
import {subgroupEffects} from "./regression/subgroupEffects.js";
import {definitionText, supportText} from "./survival/endpointWords.js";

/** Patients above which a fit takes longer than a reader takes for immediate. */
const large = 20_000;

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
  const figures = el("div", {class: "figures"}, refusal, frame.element, furtherHost);
  const frames = () => [frame, subgroups, ...curves.values()];
  let newest = 0;

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

  const showFurther = (state: PageState, model: FittedModel, by: string | null) => {
    const splines = model.fit === null ? [] : model.terms.filter(({knots}) => knots.length > 0);
    for (const term of splines) {
      const known = curves.get(term.term.column) ?? figureFrame(`model-curve-${term.term.column}`, site);
      curves.set(term.term.column, known);
      known.update(curveContent(context, state, model, term));
    }
    const factor = model.terms.find(({term}) => term.column === by);
    const effects = factor === undefined ? [] : subgroupEffects(model, factor);
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
      controls.show(state.endpoint, readRequest(state, variables));
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
      if (rows.n > large) {
        // What is being replaced is seen to be before the fit takes the thread, and a later change comes first.
        await afterPaint();
        if (mine !== newest) return;
      }
      const model = fitModel(rows, plan.cohortRefused === null ? plan.spec : {...plan.spec, terms: []});
      const looks = modelLooks(context, state, {plan, model});
      showForest(state, plan, model, null, looks);
      showFurther(state, model, request.by);
      if (model.fit === null) return;
      // The checks take about as long as the fit: the figure is there before them.
      await afterPaint();
      if (mine !== newest) return;
      showForest(state, plan, model, checkModel(model.fit), looks);
    },
    stale: (waiting) => frames().forEach((d) => d.stale(waiting))
  };
}
