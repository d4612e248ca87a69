import {ReportError} from "../reportError.js";

/** A value in an expression: null = not known or not shown; a record has values by name. */
export type Value = number | boolean | string | null | ValueRecord;
export interface ValueRecord {
  readonly [name: string]: Value;
}

export type BinaryOperator = "or" | "and" | "<=" | ">=" | "==" | "!=" | "<" | ">" | "+" | "-" | "*" | "/";

/** One step from a block to a value: a name, with what stands in brackets after it. */
export interface PathStep {
  readonly name: string;
  readonly args: readonly (string | number)[];
}

/** A parsed expression. */
export type Expression =
  | {readonly kind: "number"; readonly value: number}
  | {readonly kind: "path"; readonly block: string; readonly steps: readonly PathStep[]}
  | {readonly kind: "not" | "minus"; readonly of: Expression}
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    };

const tokenPattern =
  /\s*(?:(?<number>\d+(?:\.\d+)?)|(?<text>"[^"]*")|(?<name>[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*)|(?<sign><=|>=|==|!=|[<>+\-*/().,]))/uy;

/** Operators by how loosely they bind. */
const levels: readonly (readonly BinaryOperator[])[] = [
  ["or"],
  ["and"],
  ["<=", ">=", "==", "!=", "<", ">"],
  ["+", "-"],
  ["*", "/"]
];
const words = new Set<string>(["and", "or", "not"]);

interface Token {
  readonly kind: "number" | "text" | "name" | "sign";
  readonly text: string;
}

/**
 * Parses an expression over the numbers of blocks, e.g. `os.contrast("Adverse").lower > 1 and os.test.p < 0.05`. There are
 * comparisons, `and`, `or`, `not`, the four operations, numbers, brackets, and paths that begin with the id of a block.
 * A name may hold hyphens, so that a minus sign needs a space before it. Nothing else is understood, and nothing is run.
 *
 * @throws {ReportError} that says what was not understood
 */
export function parseExpression(source: string): Expression {
  const tokens = tokensOf(source);
  let at = 0;
  const peek = (): Token | undefined => tokens[at];
  const is = (text: string): boolean => peek()?.text === text && peek()?.kind !== "text";
  const expect = (text: string): void => {
    if (!is(text)) throw fault(source, `expected ${text}`, peek());
    ++at;
  };
  const binary = (level: number): Expression => {
    if (level === levels.length) return unary();
    let left = level === 2 && is("not") ? unary() : binary(level + 1);
    for (;;) {
      const operator = levels[level].find(is);
      if (operator === undefined) return left;
      ++at;
      left = {kind: "binary", operator, left, right: binary(level + 1)};
    }
  };
  const unary = (): Expression => {
    if (is("not") || is("-")) {
      const kind = is("not") ? "not" : "minus";
      ++at;
      return {kind, of: kind === "not" ? binary(2) : unary()};
    }
    const token = peek();
    ++at;
    if (token === undefined) throw fault(source, "ends too early", token);
    if (token.kind === "number") return {kind: "number", value: Number(token.text)};
    if (token.kind === "name" && !words.has(token.text)) return path(token.text);
    if (token.text !== "(" || token.kind !== "sign") throw fault(source, "expected a number or a block", token);
    const inner = binary(0);
    expect(")");
    return inner;
  };
  const path = (block: string): Expression => {
    const steps: PathStep[] = [];
    while (is(".")) {
      ++at;
      const name = peek();
      if (name?.kind !== "name") throw fault(source, "expected a name", name);
      ++at;
      steps.push({name: name.text, args: is("(") ? args() : []});
    }
    if (steps.length === 0) throw fault(source, `expected a value of block ${block}`, peek());
    return {kind: "path", block, steps};
  };
  const args = (): (string | number)[] => {
    expect("(");
    const found: (string | number)[] = [];
    while (!is(")")) {
      if (found.length > 0) expect(",");
      const token = peek();
      if (token?.kind !== "text" && token?.kind !== "number") throw fault(source, "expected text or a number", token);
      found.push(token.kind === "text" ? token.text.slice(1, -1) : Number(token.text));
      ++at;
    }
    expect(")");
    return found;
  };
  const parsed = binary(0);
  if (at < tokens.length) throw fault(source, "not understood", peek());
  return parsed;
}

/** Ids of the blocks that an expression names, in order, each once. */
export function blocksOf(expression: Expression): string[] {
  switch (expression.kind) {
    case "number":
      return [];
    case "path":
      return [expression.block];
    case "not":
    case "minus":
      return blocksOf(expression.of);
    case "binary":
      return [...new Set([...blocksOf(expression.left), ...blocksOf(expression.right)])];
  }
}

/**
 * The value of an expression. What is not known stays so: null with any comparison or operation is null; `and` and `or` are those of
 * three-valued logic (Kleene), so that a false part makes a conjunction false whatever is hidden.
 *
 * @throws {ReportError} if a path leads nowhere, or a value is of the wrong kind
 */
export function evaluate(expression: Expression, valueAt: (block: string, steps: readonly PathStep[]) => Value): Value {
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "path":
      return valueAt(expression.block, expression.steps);
    case "not": {
      const value = truth(evaluate(expression.of, valueAt));
      return value === null ? null : !value;
    }
    case "minus": {
      const value = numeric(evaluate(expression.of, valueAt));
      return value === null ? null : -value;
    }
    case "binary":
      return combine(
        expression.operator,
        () => evaluate(expression.left, valueAt),
        () => evaluate(expression.right, valueAt)
      );
  }
}

function combine(operator: BinaryOperator, left: () => Value, right: () => Value): number | boolean | null {
  if (operator === "and" || operator === "or") {
    const [a, b] = [truth(left()), truth(right())];
    const decisive = operator === "or";
    if (a === decisive || b === decisive) return decisive;
    return a === null || b === null ? null : !decisive;
  }
  const [a, b] = [numeric(left()), numeric(right())];
  if (a === null || b === null) return null;
  switch (operator) {
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    case "==":
      return a === b;
    case "!=":
      return a !== b;
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return b === 0 ? null : a / b;
  }
}

function truth(value: Value): boolean | null {
  if (value === null || typeof value === "boolean") return value;
  throw new ReportError(`expected a comparison, found ${described(value)}`);
}

function numeric(value: Value): number | null {
  if (value === null || typeof value === "number") return value;
  throw new ReportError(`expected a number, found ${described(value)}`);
}

function described(value: Value): string {
  return typeof value === "object" && value !== null ? `one with ${Object.keys(value).join(", ")}` : String(value);
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  const text = source.trimEnd();
  tokenPattern.lastIndex = 0;
  for (let at = 0; at < text.length; at = tokenPattern.lastIndex) {
    tokenPattern.lastIndex = at;
    const groups = tokenPattern.exec(text)?.groups;
    if (groups === undefined) throw new ReportError(`invalid expression: ${source}: not understood at ${text.slice(at).trim().slice(0, 20)}`); // prettier-ignore
    const kind = (["number", "text", "name", "sign"] as const).find((d) => groups[d] !== undefined)!;
    tokens.push({kind, text: groups[kind]});
  }
  return tokens;
}

function fault(source: string, message: string, at: Token | undefined): ReportError {
  return new ReportError(`invalid expression: ${source}: ${message}${at === undefined ? "" : ` at ${at.text}`}`);
}
