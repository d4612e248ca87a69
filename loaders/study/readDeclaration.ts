import {readFileSync} from "node:fs";
import {join} from "node:path";
import type {Document} from "yaml";
import {isMap, isPair, isScalar, LineCounter, parseDocument} from "yaml";
import type {z} from "zod";
import {HarmoniseError} from "../harmonise/harmoniseError.js";

/** A fault found in a declaration: the path of keys to it and what is wrong there. */
export interface DeclarationIssue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** A declaration read from YAML and checked against its schema, with a way to report faults found later by position. */
export interface Declaration<T> {
  /** Path relative to the project, as shown in messages. */
  readonly file: string;
  /** The text as read, for checksums. */
  readonly text: string;
  readonly value: T;
  /** Builds the error that names file, line and key for faults found by checks across declarations. */
  fault(issues: readonly DeclarationIssue[]): HarmoniseError;
}

/**
 * Reads `root/file` as YAML and checks it against `schema`. Every scalar is text (YAML's failsafe schema), so that a
 * token such as `NA`, `no`, `TRUE` or `01` means itself; schemas turn text into numbers and truth values where needed.
 *
 * @throws {HarmoniseError} if the file is missing, is not YAML, or does not follow the schema; the message has one line
 * a fault, `file:line: key.path: what is wrong`.
 */
export function readDeclaration<T>(root: string, file: string, schema: z.ZodType<T>): Declaration<T> {
  let text: string;
  try {
    text = readFileSync(join(root, file), "utf8");
  } catch (cause) {
    throw new HarmoniseError(`missing declaration: ${file}`, {file}, {cause});
  }
  const lines = new LineCounter();
  const document = parseDocument(text, {schema: "failsafe", lineCounter: lines, prettyErrors: false});
  const [broken] = document.errors;
  if (broken) {
    const line = lines.linePos(broken.pos[0]).line;
    throw new HarmoniseError(`${file}:${line}: invalid YAML: ${broken.message}`, {file, row: line}, {cause: broken});
  }
  const fault = (issues: readonly DeclarationIssue[]): HarmoniseError => {
    const placed = issues.map((issue) => {
      const path = writtenPath(document, issue.path);
      return {line: lineOf(document, lines, path), path, message: issue.message};
    });
    placed.sort((a, b) => a.line - b.line);
    const message = placed.map((d) => `${file}:${d.line}: ${d.path.join(".") || "(file)"}: ${d.message}`).join("\n");
    return new HarmoniseError(message, {file, row: placed[0].line, column: placed[0].path.join(".")});
  };
  const result = schema.safeParse(document.toJS());
  if (!result.success) throw fault(result.error.issues.flatMap(issuesOf));
  return {file, text, value: result.data, fault};
}

/** Drops positions in lists of one that were written without the list. */
function writtenPath(document: Document, path: readonly (string | number)[]): (string | number)[] {
  const written: (string | number)[] = [];
  for (const key of path) {
    const parent = written.length > 0 ? document.getIn(written, true) : document.contents;
    if (typeof key === "number" && isMap(parent)) continue;
    written.push(key);
  }
  return written;
}

/** The line, counted from 1, of the deepest node on the path that exists. */
function lineOf(document: Document, lines: LineCounter, path: readonly (string | number)[]): number {
  for (let depth = path.length; depth > 0; --depth) {
    const parent = depth > 1 ? document.getIn(path.slice(0, depth - 1), true) : document.contents;
    const key = path[depth - 1];
    const pair = isMap(parent)
      ? parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === String(key))
      : undefined;
    const node = pair ? pair.key : document.getIn(path.slice(0, depth), true);
    const range = isRanged(node) ? node.range : undefined;
    if (range) return lines.linePos(range[0]).line;
  }
  return 1;
}

function isRanged(node: unknown): node is {range?: readonly [number, number, number] | null} {
  return typeof node === "object" && node !== null && "range" in node;
}

/** One readable fault per unknown key; the innermost fault of a choice between shapes. */
function issuesOf(issue: z.core.$ZodIssue): DeclarationIssue[] {
  const path = issue.path.map((key) => (typeof key === "symbol" ? String(key) : key));
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({path: [...path, key], message: `unknown key: ${key}`}));
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const deepest = issue.errors
      .flatMap((list) => list.flatMap(issuesOf))
      .sort((a, b) => b.path.length - a.path.length);
    const [first] = deepest;
    if (first?.path.length) return [{path: [...path, ...first.path], message: first.message}];
  }
  if (issue.code === "invalid_value")
    return [{path, message: `unknown value, expected one of ${issue.values.map(String).join(", ")}`}];
  if (issue.code === "invalid_type" && issue.message.includes("received undefined"))
    return [{path, message: `missing key: ${String(path.at(-1) ?? "")}`}];
  return [{path, message: issue.message.charAt(0).toLowerCase() + issue.message.slice(1)}];
}
