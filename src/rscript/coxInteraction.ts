import {type CoxScript, coxModelCode} from "./cox.js";
import {rScript} from "./rScript.js";

/**
 * R script for the interactions of one factor of a Cox model with each of its other terms, one at a time: the
 * likelihood-ratio test of the model with the products against the one without. It reads the rows that {@link coxScript}
 * reads and prints for the other term number t of the model `interaction_chisq.t`, `interaction_df.t`, `interaction_p.t`.
 *
 * @param factor number of the factor's term, from 1
 */
export function interactionScript(csvName: string, script: CoxScript, factor: number): string {
  const others = script.terms.flatMap((term, t) =>
    t + 1 === factor || (term.kind === "linear" && term.column === "transplanted") ? [] : [t + 1]
  );
  const body = `${coxModelCode(script)}
for (t in c(${others.join(", ")})) {
  full <- update(fit, as.formula(paste0(". ~ . + term${factor}:term", t)))
  test <- anova(fit, full)
  show(paste0("interaction_chisq.", t), test[2, "Chisq"])
  show(paste0("interaction_df.", t), test[2, "Df"])
  show(paste0("interaction_p.", t), pchisq(test[2, "Chisq"], test[2, "Df"], lower.tail = FALSE))
}
`;
  return rScript({
    does: `Interactions of term ${factor} of a Cox model with the others, by likelihood-ratio tests.`,
    csvName,
    packages: ["survival"],
    body
  });
}
