import {formatCount, formatShare} from "../../charts/format.js";
import {el} from "../dom.js";
import {reflowTable, type ReflowRow} from "../reflowTable.js";
import type {ComparedGroups} from "./comparedGroups.js";

/** How many patients each cohort has, how many it shares with each other, and how they are split where they overlap. */
export function overlapTable(cohorts: readonly {readonly label: string}[], compared: ComparedGroups): HTMLElement {
  const {sizes, shared, among, split, groups} = compared;
  const letters = cohorts.map((_, k) => "ABCD".charAt(k));
  const columns = [
    {label: "Cohort"},
    {label: "Patients", number: true},
    ...(cohorts.length > 1 ? letters.map((letter) => ({label: `Also in ${letter}`, number: true})) : [])
  ];
  const rows = cohorts.map(({label}, i): ReflowRow => ({
    cells: [
      `${letters[i]}: ${label}`,
      `${formatCount(sizes[i])} (${formatShare(sizes[i], among)})`,
      ...(cohorts.length > 1 ? shared[i].map((n, j) => (i === j ? "–" : formatCount(n))) : [])
    ],
    data: {cohort: letters[i], n: sizes[i]}
  }));
  const split1 = groups.map(({label, n}) => `${label} ${formatCount(n)}`).join("; ");
  return el(
    "div",
    {class: "overlap", "data-testid": "overlap"},
    reflowTable(columns, rows, "Cohorts and the patients they share"),
    split === null
      ? null
      : el(
          "p",
          {class: "warning", role: "note", "data-testid": "overlapping"},
          `${split} Here they are split: ${split1}.`
        )
  );
}
