import {ReportError} from "../reportError.js";
import {parseExpression} from "./expression.js";

/** Why a text is no assertion: it must be an expression whose value is a comparison; null if it is one. */
export function assertionProblem(source: string): string | null {
  try {
    const parsed = parseExpression(source);
    const compares =
      parsed.kind === "not" || (parsed.kind === "binary" && !["+", "-", "*", "/"].includes(parsed.operator));
    return compares ? null : `invalid assertion: ${source}: expected a comparison`;
  } catch (error) {
    if (error instanceof ReportError) return error.message;
    throw error;
  }
}
