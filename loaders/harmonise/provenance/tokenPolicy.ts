import type {Column} from "../../../src/model/column.js";
import {allowedCodes} from "../../study/checkColumn.js";
import type {MappedColumn, MappedFile} from "../../study/mappingSchema.js";
import {parseTarget, targets} from "../../study/targets.js";
import {missingTokens} from "../mappedRaw.js";
import {applySteps, transformStep} from "../transforms.js";

/** Whether a trimmed token may be kept beside the value that was made of it. */
export type TokenTest = (token: string) => boolean;

/** A number as partners write it: a sign or limit, thousands commas, one decimal sign, an exponent, a per cent sign. */
const numberLike = /^[<>≤≥~]?\s?[+-]?(\d[\d,]*\.?\d*|[.,]\d+)([eE][+-]?\d+)?\s?%?$/;

/** One word, such as a gene symbol, an allele or a change of the protein. */
const wordLike = /^\S{1,200}$/;

/** Three groups of digits with the same sign between them, one of them a year. */
const dateLike = /\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2(19|20)?\d{2}(?!\d)/;

const isNumber: TokenTest = (token) => token.length <= 24 && numberLike.test(token);
const isWord: TokenTest = (token) => wordLike.test(token) && !dateLike.test(token);

/**
 * The raw columns of a file whose tokens may be kept in an internal release, with a test for each token. What no release
 * may hold is left out (DESIGN, privacy): patients' and calls' own ids, karyotype texts and other free text, dates. So a
 * token is kept only if the mapping names it (a code, a missing token, a repair, a condition), or if it is a number where
 * a number is expected, or one word where the variable itself holds that word. What could not be read is not kept here.
 */
export function tokenPolicy(spec: MappedFile): Map<string, TokenTest> {
  const uses = new Map<string, TokenTest[]>();
  const add = (column: string, ...tests: TokenTest[]): void => {
    uses.set(column, [...(uses.get(column) ?? []), ...tests]);
  };
  const missing = missingTokens(spec);
  const listed = (tokens: Iterable<string>): TokenTest => {
    const set = new Set(tokens);
    return (token) => set.has(token);
  };
  const absent = (column: string): TokenTest => listed(Object.keys(missing(column)));
  for (const [name, specs] of Object.entries(spec.columns))
    for (const declared of specs) {
      const test = columnTest(declared);
      if (test) add(name, test, listed(Object.keys(declared.missing ?? spec.missing)));
      if (typeof declared.unit === "object") add(declared.unit.column, listed(Object.keys(declared.unit.codes)));
      if (declared.ratio) add(declared.ratio.with, isNumber, absent(declared.ratio.with));
    }
  const {genes} = spec;
  for (const name of genes?.columns ?? [])
    add(name, listed([...Object.keys(genes!.codes), ...Object.keys(genes!.missing ?? spec.missing)]));
  const filters = spec.filters.map(({drop, keep, count}) => drop ?? keep ?? count ?? {});
  for (const when of [...filters, ...[...spec.events, ...spec.treatments, ...spec.responses].map((d) => d.when ?? {})])
    for (const [name, {is, not = []}] of Object.entries(when)) add(name, listed([...is, ...not]), absent(name));
  const days = [...spec.events.map((d) => d.day), ...spec.treatments.map((d) => d.start)];
  days.push(...spec.responses.flatMap((d) => d.day ?? []));
  for (const name of [...days, ...spec.reported.map((d) => d.time)]) add(name, isNumber, absent(name));
  const coded = [
    ...spec.events.map((d) => d.cause),
    ...spec.treatments.flatMap((d) => [d.donor, d.remission_at_hct]),
    ...spec.reported.map((d) => d.status),
    ...spec.responses.flatMap((d) => [d.response, typeof d.after_phase === "object" ? d.after_phase : undefined])
  ];
  for (const d of coded)
    if (d)
      add(d.column, listed([d.codes, d.repairs ?? {}, d.missing ?? spec.missing].flatMap((map) => Object.keys(map))));
  for (const name of identifiers(spec)) uses.delete(name);
  return new Map([...uses].map(([name, tests]) => [name, (token) => tests.some((test) => test(token))]));
}

/** Raw columns that hold a partner's own keys. */
function identifiers({key, id, identifiers: shared}: MappedFile): string[] {
  return [key.column, ...(id === undefined ? [] : [id]), ...Object.values(shared).map(({column}) => column)];
}

/** The test for tokens that become values of a variable; undefined if the column holds free text. */
function columnTest(declared: MappedColumn): TokenTest | undefined {
  const {codes, repairs = {}, transform = [], yearsTo} = declared;
  // A year of birth is nearly a date of birth.
  if (yearsTo) return undefined;
  const accept = valueTest(declared);
  if (!accept) return undefined;
  const repaired = new Set(Object.keys(repairs));
  if (transform.length === 0) return (token) => repaired.has(token) || accept(token);
  // What is not in the value must not be in the token that is kept either.
  const whole = transform.every((step) => (typeof step === "string" ? keepsText.has(step) : !("extract" in step)));
  const steps = transform.map(transformStep);
  return (token) => {
    if (repaired.has(token) || (!codes && isNumber(token) && accept(token))) return true;
    const text = whole && isWord(token) ? applySteps(steps, token) : null;
    return text !== null && accept(text);
  };
}

const keepsText: ReadonlySet<string> = new Set(["upperCase", "lowerCase"]);

function valueTest({to, codes}: MappedColumn): TokenTest | undefined {
  if (codes) return (text) => Object.hasOwn(codes, text);
  const target = parseTarget(to);
  if (target?.table !== "patients" && target?.table !== "mutations") return undefined;
  const column: Column | undefined = targets[target.table].get(target.name);
  if (!column) return undefined;
  if (/^[if]\d/.test(column.type)) return isNumber;
  const allowed = allowedCodes(column);
  return allowed ? (text) => allowed.includes(text) : isWord;
}
