import type {ClassificationClass} from "../../src/model/siteClassifications.js";
import {numberCell, type OptionalRow, textCell} from "./optionalRows.js";

/**
 * The classes of a classification with their words, in the order that the rule table gives them; then classes that
 * occur without a rule.
 *
 * @param rules rows of the rule table in their order
 * @param sizes rows of its summary
 */
export function classLabels(rules: readonly OptionalRow[], sizes: readonly OptionalRow[]): ClassificationClass[] {
  const classes = new Map<string, {code: string; label: string; order: number}>();
  for (const row of [...rules, ...sizes]) {
    const code = textCell(row, "value");
    if (code === null || classes.has(code)) continue;
    const order = numberCell(row, "value_order") ?? Infinity;
    classes.set(code, {code, label: textCell(row, "value_label") ?? code, order});
  }
  const ordered = [...classes.values()].sort((a, b) => (a.order === b.order ? 0 : a.order - b.order));
  return ordered.map(({code, label}) => ({code, label}));
}
