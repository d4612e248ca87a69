import {ReportError} from "../reportError.js";
import {blocksOf, evaluate, type Expression, parseExpression, type PathStep, type Value} from "./expression.js";
import {printedValue, type ValueFormat, valueFormats} from "./formatValue.js";

/** A sentence as its words and the numbers between them. */
type TemplatePart = string | {readonly expression: Expression; readonly format: ValueFormat};

/**
 * A sentence with numbers in braces: `{path}` or `{path | format}`, the paths those of `parseExpression`.
 *
 * @throws {ReportError} that says what was not understood
 */
export function parseTemplate(source: string): TemplatePart[] {
  return source.split(/(\{[^{}]*\})/u).flatMap((part): TemplatePart[] => {
    if (part === "") return [];
    if (!part.startsWith("{")) {
      if (/[{}]/u.test(part)) throw new ReportError(`invalid sentence: a brace without its other: ${source}`);
      return [part];
    }
    const [path, format = "plain"] = part
      .slice(1, -1)
      .split("|")
      .map((d) => d.trim());
    const known = valueFormats.find((d) => d === format);
    if (known === undefined)
      throw new ReportError(`unknown format: ${format}, expected one of ${valueFormats.join(", ")}`);
    return [{expression: parseExpression(path), format: known}];
  });
}

/** Why a text is no sentence with numbers; null if it is one. */
export function templateProblem(source: string): string | null {
  try {
    parseTemplate(source);
    return null;
  } catch (error) {
    if (error instanceof ReportError) return error.message;
    throw error;
  }
}

/** Ids of the blocks that a sentence takes numbers from. */
export function templateBlocks(parts: readonly TemplatePart[]): string[] {
  return [...new Set(parts.flatMap((part) => (typeof part === "string" ? [] : blocksOf(part.expression))))];
}

/** The sentence with its numbers; null if one of them is hidden or does not exist. */
export function filledTemplate(
  parts: readonly TemplatePart[],
  valueAt: (block: string, steps: readonly PathStep[]) => Value
): string | null {
  const written = parts.map((part) =>
    typeof part === "string" ? part : printedValue(evaluate(part.expression, valueAt), part.format)
  );
  return written.includes(null) ? null : written.join("");
}
