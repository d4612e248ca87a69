import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {classificationRules} from "../../loaders/classify/classificationRules.js";
import {readRuleTables} from "../../loaders/classify/readRuleTables.js";
import {root} from "../support/sharedData.js";
import {reader} from "../support/tables.js";
import {temporaryFolder} from "../support/temporaryFolder.js";
import {disease, systems} from "./classifyBy.js";

const table = `id: small
version: 1.0.0
title: Small
citation: none
kind: risk
classes:
  good: Good
  poor: Poor
presume:
  - {that: TP53.vaf >= 0.1, is: true, because: it is usual}
terms:
  cbf: {label: core-binding factor leukaemia, when: {any: [t_8_21, inv16]}}
rules:
  - {id: cbf, label: CBF, class: good, when: cbf}
  - {id: tp53, label: TP53, class: poor, when: {all: [TP53, TP53.vaf >= 0.1, {not: cbf}]}}
  - {id: needed, label: Missing, when: unknown}
  - {id: other, label: Other, class: good, when: otherwise}
`;

/** The message for a table in which one text was replaced by another; undefined if it is accepted. */
function fault(written: string, instead: string): string | undefined {
  expect(table).toContain(written);
  const folder = temporaryFolder();
  mkdirSync(join(folder, "data/rules"), {recursive: true});
  writeFileSync(join(folder, "data/rules/small.yaml"), table.replace(written, instead));
  try {
    readRuleTables(folder, ["small"], disease);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

describe("rule tables", () => {
  it("of the repository are accepted", () => {
    expect(readRuleTables(root, systems, disease).map(({id}) => id)).toEqual([...systems]);
    expect(disease.classifications).toEqual([...systems]);
    expect(fault("Small", "Small")).toBeUndefined();
  });

  it.each([
    ["a fact that nobody knows", "[t_8_21, inv16]", "[t_8_21, inv61]", "12: terms.cbf.when.any.1: unknown fact: inv61"],
    ["a term before it is defined", "[t_8_21, inv16]", "[t_8_21, cbf]", "12: terms.cbf.when.any.1: unknown fact: cbf"],
    [
      "a number without a limit",
      "[TP53, TP53.vaf >= 0.1,",
      "[TP53, TP53.vaf,",
      "15: rules.1.when.all.1: invalid condition: TP53.vaf is a number, expected a limit"
    ],
    [
      "a limit to what is no number",
      "[TP53, TP53.vaf >= 0.1,",
      "[TP53 >= 1,",
      "15: rules.1.when.all.0: unknown number: TP53"
    ],
    [
      "a sign that is not known",
      "[TP53, TP53.vaf >= 0.1,",
      "[TP53, TP53.vaf > 0.1,",
      "15: rules.1.when.all.1: invalid condition: TP53.vaf > 0.1"
    ],
    ["a list without a word", "when: cbf}", "when: [cbf]}", "14: rules.0.when: invalid condition"],
    [
      "a count that cannot be reached",
      "{any: [t_8_21, inv16]}",
      "{atLeast: 3, of: [t_8_21, inv16]}",
      "12: terms.cbf.when.atLeast: invalid number: 3, expected 1 to 2"
    ],
    ["a class that is not declared", "class: poor", "class: bad", "15: rules.1.class: unknown class: bad"],
    [
      "a class that no rule leads to",
      "  poor: Poor",
      "  poor: Poor\n  fair: Fair",
      "9: classes.fair: missing rule: none leads to fair"
    ],
    ["two rules of one name", "id: tp53", "id: cbf", "15: rules.1.id: duplicate rule: cbf"],
    [
      "no last rule",
      ", class: good, when: otherwise}",
      ", class: good, when: inv3}",
      "17: rules.3.when: invalid order"
    ],
    [
      "a presumption on several facts",
      "that: TP53.vaf >= 0.1",
      "that: {any: [TP53, NPM1]}",
      "10: presume.0.that: expected one fact, comparison or term"
    ],
    ["a key that means nothing", "kind: risk", "kind: risk\nkinds: risk", "6: kinds: unknown key: kinds"],
    ["another name than the file's", "id: small", "id: large", '1: id: unknown rule table "large"']
  ])("name file, line and key of %s", (_, written, instead, message) => {
    expect(fault(written, instead)).toContain(`data/rules/small.yaml:${message}`);
  });

  it("are told in words", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "data/rules"), {recursive: true});
    writeFileSync(join(folder, "data/rules/small.yaml"), table);
    const rules = readRuleTables(folder, ["small"], disease);
    const rows = reader([classificationRules({rules, disease})]).rows("classification_rules");
    expect(rows.map((d) => [d.order, d.rule_id, d.value_label, d.condition])).toEqual([
      [1, "cbf", "Good", "t(8;21) or inv(16)/t(16;16)"],
      [
        2,
        "tp53",
        "Poor",
        "TP53 and TP53 variant allele frequency ≥ 0.1 and not core-binding factor leukaemia. " +
          "Core-binding factor leukaemia: t(8;21) or inv(16)/t(16;16)"
      ],
      [3, "needed", null, "a rule above could be said neither to hold nor to fail, because a fact is missing"],
      [4, "other", "Good", "none of the above"]
    ]);
    expect(rows[0].notes).toBe("While not known, read as given (it is usual): TP53 variant allele frequency ≥ 0.1.");
  });
});
