import {formatNumber} from "../../charts/format.js";
import {cytogeneticFlags} from "../../model/cytogeneticFlags.js";
import type {ClassificationSystem} from "../../model/siteClassifications.js";
import {el} from "../dom.js";
import {reflowTable} from "../reflowTable.js";

/** Facts listed at most. */
const most = 12;

/** The rules of a classification as they were run, and which facts were missing most. */
export function rulesSection(system: ClassificationSystem): HTMLElement {
  return el("div", {}, rulesOf(system), missingOf(system));
}

function rulesOf({title, version, citation, rules, classes, notes}: ClassificationSystem): HTMLElement {
  const source = [version === "" ? null : `Version ${version}`, citation].filter((part) => part !== null).join(". ");
  const counted = rules.some(({decided}) => decided !== null);
  const nameOf = (value: string | null) =>
    value === null ? "cannot be told" : (classes.find(({code}) => code === value)?.label ?? value);
  return el(
    "section",
    {id: "rules", class: "figure"},
    el("h2", {}, `The rules of ${title}`),
    el("p", {class: "subtitle"}, `Read from above: the first rule that holds decides. ${source}`),
    rules.length === 0
      ? el("p", {class: "empty"}, "This release does not hold the rules of this classification.")
      : reflowTable(
          [
            {label: "Rule"},
            {label: "Condition"},
            {label: "Class"},
            ...(counted ? [{label: "Decided", number: true}] : [])
          ],
          rules.map((rule, i) => ({
            cells: [
              el("span", {}, `${i + 1}. ${rule.label}`, el("code", {class: "rule-id"}, rule.id)),
              rule.condition,
              nameOf(rule.value),
              ...(counted ? [rule.decided ?? 0] : [])
            ],
            data: {rule: rule.id}
          })),
          `The rules of ${title}`
        ),
    notes.length > 0 && el("ul", {class: "notes"}, ...notes.map((note) => el("li", {}, note)))
  );
}

function missingOf({missing}: ClassificationSystem): HTMLElement {
  return el(
    "section",
    {id: "missing-facts", class: "figure"},
    el("h2", {}, "Facts that were missing"),
    el(
      "p",
      {class: "subtitle"},
      "Patients in whom the fact is missing and could change the class; the most missed first."
    ),
    missing.length === 0
      ? el("p", {class: "empty"}, "No missing fact could change a class.")
      : reflowTable(
          [{label: "Fact"}, {label: "Patients", number: true}],
          missing.slice(0, most).map(({fact, n}) => ({cells: [factLabel(fact), n], data: {fact}})),
          "Facts that were missing"
        ),
    missing.length > most &&
      el("p", {class: "note"}, `And ${formatNumber(missing.length - most)} more facts, each missing less often.`)
  );
}

function factLabel(fact: string): string {
  return cytogeneticFlags.find(({name}) => name === fact)?.label ?? fact;
}
