import {checkModel, fitModel, type FittedModel, type ModelChecks, type ModelSpec} from "./fitModel.js";
import {type SentRows, unpackRows} from "./sentRows.js";
import {type Interaction, subgroupEffects} from "./subgroupEffects.js";

/** A model to be fitted. */
export interface ModelQuestion {
  readonly rows: SentRows;
  readonly spec: ModelSpec;
  /** Column of the factor whose effect is wanted by subgroup; null: none. */
  readonly by: string | null;
}

/** Effects by subgroup; `by` is the position of the other term among those of the model. */
export type SentInteraction = Omit<Interaction, "by"> & {readonly by: number};

/** What is told of a model, in this order: the fit, its checks, effects by subgroup. */
export type ModelAnswer =
  | {readonly kind: "model"; readonly model: FittedModel}
  | {readonly kind: "checks"; readonly checks: ModelChecks}
  | {readonly kind: "effects"; readonly effects: readonly SentInteraction[]};

/** Fits a model and tells each part as soon as it is there; where nothing is to be fitted, the model alone. */
export function answerModel({rows, spec, by}: ModelQuestion, tell: (answer: ModelAnswer) => void): void {
  const model = fitModel(unpackRows(rows), spec);
  tell({kind: "model", model});
  if (model.fit === null) return;
  tell({kind: "checks", checks: checkModel(model.fit)});
  const factor = model.terms.find(({term}) => term.column === by);
  if (factor === undefined) return;
  const effects = subgroupEffects(model, factor).map((d) => ({...d, by: model.terms.indexOf(d.by)}));
  tell({kind: "effects", effects});
}
