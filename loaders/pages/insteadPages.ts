import {type Markup, tag} from "./markup.js";

/** What a page is for that a public site does not have, why it is not there, and where to go. */
interface InsteadPage {
  readonly title: string;
  readonly why: string;
  /** Paths with the words of their links; those that the site does not have are left out. */
  readonly instead: readonly (readonly [path: string, words: string])[];
}

const reports = ["/reports/", "The reports, computed from exact data and gated as a whole"] as const;
const explorer = [
  ["/cohort", "Who the patients are, for declared groups"],
  ["/mutations", "How often genes are altered, for declared groups"],
  ["/survival", "How patients fare, for declared groups"]
] as const;

const pages: Readonly<Record<string, InsteadPage>> = {
  "/regression": {
    title: "Model",
    why: "A model of one’s own choice is computed from rows of patients, and many such models give single patients away. This public site has no rows.",
    instead: [reports, ["/survival", "Hazard ratios of declared groups"]]
  },
  "/compare": {
    title: "Compare",
    why: "Cohorts of one’s own choice would overlap in few patients, who could be told from the difference. Here groups are compared by splitting declared cohorts.",
    instead: [...explorer, reports]
  },
  "/ledger": {
    title: "Looks",
    why: "The ledger counts the contrasts that a reader makes with free filters. Here every contrast was declared before.",
    instead: [...explorer, ["/methods", "How tests are made"]]
  },
  "/ratify": {
    title: "Trials",
    why: "The page of a trial is computed from rows of its patients.",
    instead: [["/reports/ratify", "The report on the trial"], reports]
  },
  "/hovon": {
    title: "Molecular course",
    why: "Courses of single patients, expression and copy number are not published.",
    instead: [["/reports/relapse-mrd", "The report on relapse and residual disease"], reports]
  },
  "/classifications": {
    title: "Classifications",
    why: "Every class and every change between two systems is a small group here or there; they are shown in reports, small ones pooled.",
    instead: [["/reports/eln", "ELN risk and its versions"], ["/classes/", "Genomic classes"], reports]
  },
  "/quality": {
    title: "Data quality",
    why: "Findings, rejected values and unread records are counts of few, and may quote what was delivered.",
    instead: [
      ["/reports/quality", "The report on data quality, in groups"],
      ["/about", "The sources"]
    ]
  },
  "/dictionary": {
    title: "Dictionary",
    why: "The dictionary describes tables of rows, which this release does not have.",
    instead: [
      ["/glossary", "What terms and abbreviations mean"],
      ["/methods", "What every estimate is"]
    ]
  },
  "/changes": {
    title: "Changes",
    why: "The difference of two releases tells of the patients who are in the one and not in the other. A public release is compared with the one before when it is made, and refused if few patients differ.",
    instead: [
      ["/privacy", "How this release was made"],
      ["/about", "The sources and their versions"]
    ]
  },
  "/harmonisation": {
    title: "Harmonisation",
    why: "The steps are shown on raw records, which are not published.",
    instead: [
      ["/about", "The sources"],
      ["/methods", "Methods"]
    ]
  },
  "/calibration": {
    title: "Calibration",
    why: "Simulated patients are held against published figures on sites that have their rows.",
    instead: [["/about", "What kind of data these are"], reports]
  }
};

/** The pages that a public site does not have, as pages that say so and lead on: Markdown by path. */
export function insteadPages(has: (path: string) => boolean): Map<string, string> {
  return new Map(Object.entries(pages).map(([path, page]) => [path, insteadPage(page, has)]));
}

function insteadPage({instead, title, why}: InsteadPage, has: (path: string) => boolean): string {
  const ways = instead.filter(([path]) => has(path));
  const {html} = tag(
    "div",
    {class: "listing", "data-testid": "instead"},
    tag("h1", {}, title),
    tag("p", {class: "lead"}, "This public site does not have this page."),
    tag("p", {}, why),
    tag("h2", {}, "Here instead"),
    tag("ul", {class: "ways"}, ...ways.map(([path, words]): Markup => tag("li", {}, tag("a", {href: path}, words)))),
    tag("p", {class: "note"}, "Members of the consortium have the page on a site of their own.")
  );
  return `---\ntitle: ${title}\n---\n\n${html}\n`;
}
