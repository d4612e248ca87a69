import {formatCount} from "../../src/charts/format.js";
import type {SitePage} from "../../src/components/siteFrame.js";
import {labelOf} from "../../src/model/vocabulary.js";
import type {HomeData} from "./homeOf.js";
import {type Markup, tag} from "./markup.js";

/**
 * The first page of the site, as Framework's Markdown, complete without script: what is in this release, the ways to read
 * and to explore it, sources, what could not be used.
 *
 * @param pages pages that the site has, in the order of the navigation
 */
export function homePage(site: HomeData, pages: readonly SitePage[]): string {
  return `---\ntitle: Home\n---\n\n${home(site, pages).html}\n`;
}

function home(site: HomeData, pages: readonly SitePage[]): Markup {
  const {sources, patients, quality, study, releaseId, versions} = site;
  const alterations = site.alterations.length;
  const has = (path: string) => pages.some((page) => page.path === path);
  const explored = pages.some(({kind}) => kind === "explorer");
  return tag(
    "div",
    {class: "home"},
    tag("h1", {}, study.title),
    tag(
      "p",
      {class: "lead"},
      `${formatCount(patients)} patients from ${sources.length === 1 ? "one source" : `${sources.length} sources`}, with ${alterations > 0 ? `${alterations} gene-level alterations, cytogenetics, ` : ""}treatment and outcome`,
      simulatedWords(site)
    ),
    tag("h2", {}, "Read"),
    tag(
      "ul",
      {class: "ways"},
      ...reportWays(pages),
      way("About the data", "about", "Whose data these are, what kind, and what they are for."),
      way("Methods", "methods", "What every estimate is, and what gives the same number in R."),
      way("Glossary", "glossary", "What the abbreviations and terms mean: ELN, CIR, MRD, VAF and others.")
    ),
    explored && tag("h2", {}, "Explore"),
    explored &&
      tag(
        "ul",
        {class: "ways"},
        has("/cohort") &&
          way(
            "Cohort",
            "cohort",
            alterations > 0
              ? "Who is in it: age, sex, disease, blood values, cytogenetics."
              : "Who is in it, as a whole and by any variable."
          ),
        has("/mutations") &&
          way("Mutations", "mutations", "How often each alteration is found, among those tested for it."),
        has("/survival") &&
          way(
            "Survival",
            "survival",
            has("/compare")
              ? "How patients fare, by any subgroup and endpoint."
              : "How patients fare, by declared subgroup and endpoint.",
            exampleOf(site)
          ),
        has("/regression") &&
          way("Model", "regression", "What goes with the outcome, each covariate adjusted for the others."),
        has("/compare") &&
          way(
            "Compare",
            "compare",
            `Two or more cohorts side by side: who they are, ${alterations > 0 ? "what is altered, " : ""}how they fare.`
          ),
        ...furtherWays(pages)
      ),
    tag("h2", {}, "Sources"),
    tag(
      "div",
      {class: "table-scroll", tabindex: 0, role: "region", "aria-label": "Sources"},
      tag(
        "table",
        {"data-testid": "sources"},
        tag(
          "thead",
          {},
          tag(
            "tr",
            {},
            ...["Source", "Patients", "Day 0 is", "Median follow-up, months", "Data", "Version", "Licence"].map(
              (head) => tag("th", {scope: "col"}, head)
            )
          )
        ),
        tag(
          "tbody",
          {},
          ...sources.map((source) =>
            tag(
              "tr",
              {
                "data-source": source.id,
                "data-patients": source.patients,
                "data-followup": source.followupMedianMonths ?? ""
              },
              tag("th", {scope: "row"}, source.name),
              tag("td", {class: "number"}, formatCount(source.patients)),
              tag("td", {}, labelOf("indexEvent", source.indexEvent).toLowerCase()),
              tag("td", {class: "number"}, source.followupMedianMonths?.toFixed(1) ?? "not reached"),
              tag("td", {}, source.simulated ? "simulated" : "real patients"),
              tag("td", {}, source.version),
              tag("td", {}, source.licence ?? "–")
            )
          )
        )
      )
    ),
    tag("p", {class: "note"}, "Follow-up by the reverse Kaplan–Meier method: death counts as censored."),
    ...(quality === null ? notOfferedHere : qualityPart(quality, site.tier)),
    tag("h2", {}, "This release"),
    tag(
      "dl",
      {class: "release"},
      ...term("Release", releaseId),
      ...term("Tier", labelOf("accessTier", site.tier).toLowerCase()),
      ...term("Made with", `Hemiola ${versions.hemiola}, table schema ${versions.schema}`),
      ...term(
        "Mappings",
        Object.entries(versions.mappings)
          .map(([source, version]) => `${source} ${version}`)
          .join(", ")
      ),
      ...term("Cite", sources.map((source) => source.citation ?? source.name).join(" · "))
    )
  );
}

/** Which of the patients are simulated, as the end of the first sentence. */
function simulatedWords({sources}: HomeData): string {
  const simulated = sources.filter((source) => source.simulated);
  if (simulated.length === 0) return ".";
  if (simulated.length === sources.length)
    return ". All of them are simulated: no patient stands behind these numbers.";
  return `. Those of ${simulated.map(({name}) => name).join(" and ")} are simulated: no patient stands behind them.`;
}

/** What the pages say that only some releases have, by their path. */
const furtherWords: Readonly<Record<string, string>> = {
  "/ratify": "A randomised trial: arms, strata, hazard ratios by subgroup.",
  "/hovon": "After induction: what persists and what it foretells; expression and copy number by class.",
  "/harmonisation": "From raw files, as partners write them, to harmonised rows, step by step.",
  "/calibration": "The simulated patients beside the published figures they follow."
};

/** Ways to the pages that this release has and not every release. */
function furtherWays(pages: readonly SitePage[]): Markup[] {
  return pages.flatMap(({path, name}) => {
    const words = Object.hasOwn(furtherWords, path) ? furtherWords[path] : null;
    return words === null ? [] : [way(name, path.slice(1), words)];
  });
}

/** What stands in the indexes of reports, by their path. */
const indexWords: Readonly<Record<string, string>> = {
  "/reports/": "By audience, each with its answer; to read, print and quote without JavaScript.",
  "/genes/": "One page for each gene with enough patients.",
  "/classes/": "One page for each genomic class with enough patients."
};

/** Ways to the reports and their indexes: a report by its title, which says what it answers. */
function reportWays(pages: readonly SitePage[]): Markup[] {
  return pages.flatMap(({path, name, kind}) => {
    if (kind !== "report" || !/^\/(reports|genes|classes)\//.test(path)) return [];
    return [way(name, path.slice(1), Object.hasOwn(indexWords, path) ? indexWords[path] : null)];
  });
}

function way(name: string, page: string, words: string | null, example: Markup | null = null): Markup {
  return tag(
    "li",
    {},
    tag("a", {href: `/${page}`}, name),
    words === null ? null : ` ${words}`,
    example === null ? null : " For example: ",
    example
  );
}

function exampleOf({example}: HomeData): Markup | null {
  return example === null ? null : tag("a", {class: "example", href: example.href}, example.words);
}

/** What a site without rows says in the place of what its data could not be used for. */
const notOfferedHere: readonly Markup[] = [
  tag("h2", {}, "What is not here"),
  tag(
    "p",
    {},
    "This is a public site: numbers of groups only, each checked so that nobody can be told from them. ",
    tag("a", {href: "/cohort#not-offered"}, "What it does not offer, and why"),
    "; ",
    tag("a", {href: "/privacy"}, "how the numbers were made safe"),
    "."
  )
];

function qualityPart({findings, rejects}: NonNullable<HomeData["quality"]>, tier: HomeData["tier"]): Markup[] {
  return [
    tag("h2", {}, "What could not be used, and what is doubtful"),
    tag(
      "p",
      {"data-testid": "rejects", "data-value": rejects},
      `${formatCount(rejects)} raw records or values could not be used; each is listed ${tier === "internal" ? "in the release" : "in the exact release, which stays in the secure environment,"} with its reason. The quality rules found:`
    ),
    findingsTable(findings)
  ];
}

function term(name: string, value: string): Markup[] {
  return [tag("dt", {}, name), tag("dd", {}, value)];
}

function findingsTable(findings: NonNullable<HomeData["quality"]>["findings"]): Markup {
  if (findings.length === 0) return tag("p", {class: "note"}, "Nothing.");
  const rank = ["error", "warning", "info"];
  const sorted = [...findings].sort((a, b) => rank.indexOf(a.severity) - rank.indexOf(b.severity) || b.n - a.n);
  return tag(
    "details",
    {class: "findings"},
    tag("summary", {}, `${findings.length} findings`),
    tag(
      "div",
      {class: "table-scroll", tabindex: 0, role: "region", "aria-label": "Findings"},
      tag(
        "table",
        {},
        tag(
          "thead",
          {},
          tag(
            "tr",
            {},
            ...["Severity", "Finding", "Found", "Checked", "File"].map((head) => tag("th", {scope: "col"}, head))
          )
        ),
        tag(
          "tbody",
          {},
          ...sorted.map((finding) =>
            tag(
              "tr",
              {"data-rule": finding.rule},
              tag("td", {}, labelOf("severity", finding.severity)),
              tag("td", {}, finding.description),
              tag("td", {class: "number"}, formatCount(finding.n)),
              tag("td", {class: "number"}, formatCount(finding.nChecked)),
              tag("td", {}, finding.file ?? "several")
            )
          )
        )
      )
    )
  );
}
