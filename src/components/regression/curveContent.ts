import {effectCurve} from "../../charts/effectCurve.js";
import {coxScript} from "../../rscript/cox.js";
import {cohortMetadata} from "../cohortMetadata.js";
import type {ViewContext} from "../explorer.js";
import type {FigureContent} from "../figureFrame.js";
import {type PageState, sourcesOf} from "../pageState.js";
import {endpointName} from "../survival/endpointWords.js";
import {inSentence} from "../trial/trialWords.js";
import type {FittedModel} from "./fitModel.js";
import {modelCurve} from "./modelCurve.js";
import type {DesignTerm} from "./modelDesign.js";
import {modelFile, modelScript} from "./modelFile.js";
import {methodText, plainNumber, withUnit} from "./modelWords.js";

/** How the hazard changes along a spline of the model. */
export function curveContent(
  {site, catalogue}: ViewContext,
  state: PageState,
  model: FittedModel,
  term: DesignTerm
): FigureContent {
  const points = modelCurve(model, term);
  const {variable, knots, quartiles} = term;
  const median = quartiles?.[1] ?? 0;
  const endpoint = endpointName(catalogue.endpoints.get(state.endpoint)!, site);
  const title = `How does the hazard change with ${inSentence(variable.label)}?`;
  const at = points.map(({value}) => value);
  const script = {...modelScript(model), curve: {term: model.terms.indexOf(term) + 1, at, reference: median}};
  return {
    title,
    sources: sourcesOf(site, state),
    subtitle: `${endpoint}: hazard ratio against the median, ${plainNumber(median)}, at equal values of the other covariates.`,
    caption: `${methodText(model)} Band: 95 % Wald interval at each value; marks on the axis: knots. Beyond the outer knots the curve is a straight line on this scale.`,
    table: {
      columns: [term.term.column, "hazard_ratio", "lower95", "upper95"],
      rows: points.map(({value, ratio, lower, upper}) => [value, ratio, lower, upper])
    },
    csv: () => modelFile(model),
    script: (name) => coxScript(name, script),
    metadata: cohortMetadata({site, catalogue}, state, methodText(model)),
    draw: (width) =>
      effectCurve(points, {
        width,
        label: withUnit(variable),
        reference: median,
        knots,
        title,
        summary: points
          .filter((_, i) => i % 15 === 0)
          .map(({value, ratio}) => `At ${plainNumber(value)}: ${ratio.toFixed(2)}.`)
          .join(" ")
      })
  };
}
