import type {DecisionDiagrams} from "./decisionDiagrams.js";
import {no, yes} from "./decisionDiagrams.js";
import type {Expression} from "./expression.js";

/** An expression as a diagram that answers true or false. */
export function diagramOf(expression: Expression, diagrams: DecisionDiagrams): number {
  switch (expression.kind) {
    case "among":
      return diagrams.among(expression.variable, expression.values);
    // What is presumed does not limit what is possible.
    case "presumed":
      return diagramOf(expression.of, diagrams);
    case "not":
      return diagrams.choose(diagramOf(expression.of, diagrams), no, yes);
    case "count": {
      const parts = expression.of.map((part) => diagramOf(part, diagrams));
      return diagrams.count(parts, expression.least, expression.most);
    }
  }
}
