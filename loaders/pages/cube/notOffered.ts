import {tableMarkup} from "../../report/render/reportTable.js";
import {type Markup, tag} from "../markup.js";

const rows: readonly (readonly [what: string, why: string, instead: string])[] = [
  [
    "Any filter, or several at once",
    "The difference of two answers tells of the few patients in the one and not in the other.",
    "The patients and splits above: each was checked against all others before it was published."
  ],
  [
    "Patients: rows, timelines, oncoprints, points, smallest and largest values",
    "Whoever knows something of a patient could find the row, and read the rest.",
    "Numbers of groups, medians with quartiles, curves."
  ],
  [
    "Every step of a curve, censoring marks, exact numbers at risk",
    "Each step is one patient’s event.",
    "Curves at whole months with several events between two points; numbers at risk rounded to 5."
  ],
  [
    "Models and comparisons of your own",
    "Many models of one’s choice give single patients away.",
    "Hazard ratios and tests of the groups shown here, and models in the reports, computed from exact data."
  ],
  ["SQL, notebooks and R scripts on rows", "There are no rows here.", "The numbers of each figure as CSV; formulas and functions of R on the page on methods."], // prettier-ignore
  [
    "Groups of fewer than 10 patients, and what would tell them",
    "Small groups are people.",
    "“‡” in their place; which of the two reasons hides a number is not said."
  ]
];

/** What a public site does not offer, why, and what there is instead. */
export function notOffered(): Markup {
  return tag(
    "section",
    {id: "not-offered", class: "not-offered"},
    tag("h2", {}, "What this public site does not offer, and why"),
    tableMarkup({
      caption: "What this public site does not offer, and why",
      columns: ["Not here", "Why", "Here instead"].map((label) => ({label, numeric: false})),
      rows: rows.map((cells) => ({cells}))
    }),
    tag("p", {class: "note"}, "Members of the consortium have free filters on a site of their own. ", tag("a", {href: "/privacy"}, "Privacy"), " says what was done to this release.") // prettier-ignore
  );
}
