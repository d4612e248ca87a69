import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {classify as classifyBy} from "../../loaders/classify/classify.js";
import type {CompiledTable} from "../../loaders/classify/compileRuleTable.js";
import {encodeFact, everyValue, type Known} from "../../loaders/classify/encodeFact.js";
import {truthOf} from "../../loaders/classify/expression.js";
import {compiledTable, systems} from "./classifyBy.js";

/** One value of every variable: everything is known. */
const complete = ({variables}: CompiledTable): fc.Arbitrary<number[]> =>
  fc.tuple(...variables.map(({limits}) => fc.nat(Math.max(1, limits.length)).map((value) => 1 << value)));

/** Complete values of which some are forgotten; most facts are absent, as in patients. */
const partial = (table: CompiledTable): fc.Arbitrary<{values: number[]; known: boolean[]}> =>
  fc.record({
    values: fc.oneof(complete(table), sparse(table)),
    known: fc.array(fc.boolean(), {minLength: table.variables.length, maxLength: table.variables.length})
  });

const sparse = ({variables}: CompiledTable): fc.Arbitrary<number[]> =>
  fc
    .uniqueArray(fc.nat(variables.length - 1), {maxLength: 4})
    .map((found) => variables.map(({limits}, i) => (found.includes(i) ? 1 << Math.max(1, limits.length) : 1)));

const forget = ({variables}: CompiledTable, values: readonly number[], known: readonly boolean[]): number[] =>
  values.map((value, i) => (known[i] ? value : everyValue(variables[i])));

/** The class of a patient of whom everything is known, by reading the rules from above. */
function readRules({rules}: CompiledTable, values: readonly number[]): string | undefined {
  return rules.find(({rule, when}) => (when ? truthOf(when, values, false) === true : rule.when === "otherwise"))?.rule
    .class;
}

describe.each(systems)("%s", (system) => {
  const table = compiledTable(system);
  const classify = (values: readonly number[]) => classifyBy(table, values);

  it("gives the class of the first rule that holds where everything is known, and is then definite", () => {
    fc.assert(
      fc.property(fc.oneof(complete(table), sparse(table)), (values) => {
        const {value, status, possible, missing, ruleId} = classify(values);
        expect({value, status, possible, missing}).toEqual({
          value: readRules(table, values),
          status: "definite",
          possible: [value],
          missing: []
        });
        expect(table.rules.find(({rule}) => rule.id === ruleId)?.rule.class).toBe(value);
      }),
      {numRuns: 500}
    );
  });

  it("allows exactly the classes that some completion of what is missing has", () => {
    const open = fc.uniqueArray(fc.nat(table.variables.length - 1), {minLength: 1, maxLength: 8});
    fc.assert(
      fc.property(fc.oneof(complete(table), sparse(table)), open, (values, forgotten) => {
        const classes = new Set<string | undefined>();
        const known = values.map((value, i) => (forgotten.includes(i) ? everyValue(table.variables[i]) : value));
        const complete = [...known];
        const fill = (i: number): void => {
          if (i === forgotten.length) {
            classes.add(readRules(table, complete));
            return;
          }
          for (let bits = known[forgotten[i]], value = 1; bits !== 0; bits >>= 1, value <<= 1) {
            if ((bits & 1) === 0) continue;
            complete[forgotten[i]] = value;
            fill(i + 1);
          }
        };
        fill(0);
        expect(new Set(classify(known).possible)).toEqual(classes);
      }),
      {numRuns: 200}
    );
  });

  it("only ever picks from the possible classes when a missing fact is learnt", () => {
    fc.assert(
      fc.property(partial(table), partial(table), ({values, known}, {known: learnt}) => {
        const before = classify(forget(table, values, known));
        const more = known.map((d, i) => d || learnt[i]);
        const after = classify(forget(table, values, more));
        expect(after.possible.length).toBeGreaterThan(0);
        expect(before.possible).toEqual(expect.arrayContaining([...after.possible]));
        if (after.value !== null) expect(before.possible).toContain(after.value);
        if (before.status === "definite") expect(after).toMatchObject({value: before.value, status: "definite"});
      }),
      {numRuns: 500}
    );
  });

  it("is definite if and only if one class is possible, and names what is missing if and only if it is not", () => {
    fc.assert(
      fc.property(partial(table), ({values, known}) => {
        const {value, status, possible, missing} = classify(forget(table, values, known));
        expect(status === "definite").toBe(possible.length === 1);
        expect(missing.length === 0).toBe(possible.length === 1);
        expect(value === null).toBe(status === "unresolved");
        if (value !== null) expect(possible).toContain(value);
      }),
      {numRuns: 500}
    );
  });

  it("never throws, whatever is said of a patient", () => {
    const known: fc.Arbitrary<Known> = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.double(),
      fc.integer(),
      fc.record({from: fc.double(), below: fc.double()}, {requiredKeys: []})
    );
    const anything = fc.array(known, {minLength: table.variables.length, maxLength: table.variables.length});
    fc.assert(
      fc.property(anything, (facts) => {
        const values = table.variables.map((variable, i) => encodeFact(variable, facts[i]));
        expect(values.every((bits, i) => bits > 0 && bits <= everyValue(table.variables[i]))).toBe(true);
        expect(classify(values).possible.length).toBeGreaterThan(0);
      }),
      {numRuns: 300}
    );
  });
});
