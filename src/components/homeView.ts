import {formatCount} from "../charts/format.js";
import {hideCountsBelow} from "../model/hiddenCounts.js";
import type {SiteData} from "../model/siteData.js";
import {labelOf} from "../model/vocabulary.js";
import {el} from "./dom.js";
import {pageLink} from "./pageLink.js";

/** What is in this release: sources, patients, follow-up, what is simulated, what could not be used. */
export function homeView(site: SiteData): HTMLElement {
  if (site.disclosure !== undefined) hideCountsBelow(site.disclosure.k);
  const {sources, counts, study, releaseId, versions} = site;
  const alterations = site.alterations.length;
  return el(
    "div",
    {class: "home"},
    el("h1", {}, study.title),
    el(
      "p",
      {class: "lead"},
      `${formatCount(counts.patients)} patients from ${sources.length === 1 ? "one source" : `${sources.length} sources`}, with ${alterations > 0 ? `${alterations} gene-level alterations, cytogenetics, ` : ""}treatment and outcome`,
      simulatedWords(site)
    ),
    el("h2", {}, "Read"),
    el(
      "ul",
      {class: "ways"},
      ...reportWays(),
      way("About the data", "/about", "Whose data these are, what kind, and what they are for."),
      way("Methods", "/methods", "What every estimate is, and what gives the same number in R.")
    ),
    el("h2", {}, "Explore"),
    el(
      "ul",
      {class: "ways"},
      way(
        "Cohort",
        "cohort",
        alterations > 0
          ? "Who is in it: age, sex, disease, blood values, cytogenetics."
          : "Who is in it, as a whole and by any variable."
      ),
      alterations > 0 &&
        way("Mutations", "mutations", "How often each alteration is found, among those tested for it."),
      way("Survival", "survival", "How patients fare, by any subgroup and endpoint.", exampleOf(site)),
      way("Model", "regression", "What goes with the outcome, each covariate adjusted for the others."),
      way(
        "Compare",
        "compare",
        `Two or more cohorts side by side: who they are, ${alterations > 0 ? "what is altered, " : ""}how they fare.`
      ),
      ...furtherWays()
    ),
    el("h2", {}, "Sources"),
    el(
      "div",
      {class: "table-scroll", tabindex: 0, role: "region", "aria-label": "Sources"},
      el(
        "table",
        {"data-testid": "sources"},
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            ...["Source", "Patients", "Day 0 is", "Median follow-up, months", "Data", "Version", "Licence"].map(
              (head) => el("th", {scope: "col"}, head)
            )
          )
        ),
        el(
          "tbody",
          {},
          ...sources.map((source) =>
            el(
              "tr",
              {
                "data-source": source.id,
                "data-patients": source.patients,
                "data-followup": source.followupMedianMonths ?? ""
              },
              el("th", {scope: "row"}, source.name),
              el("td", {class: "number"}, formatCount(source.patients)),
              el("td", {}, labelOf("indexEvent", source.indexEvent).toLowerCase()),
              el("td", {class: "number"}, source.followupMedianMonths?.toFixed(1) ?? "not reached"),
              el("td", {}, source.simulated ? "simulated" : "real patients"),
              el("td", {}, source.version),
              el("td", {}, source.licence ?? "–")
            )
          )
        )
      )
    ),
    el("p", {class: "note"}, "Follow-up by the reverse Kaplan–Meier method: death counts as censored."),
    el("h2", {}, "What could not be used, and what is doubtful"),
    el(
      "p",
      {"data-testid": "rejects", "data-value": counts.rejects},
      `${formatCount(counts.rejects)} raw records or values could not be used; each is listed ${site.tier === "internal" ? "in the release" : "in the exact release, which stays in the secure environment,"} with its reason. The quality rules found:`
    ),
    findingsTable(site),
    el("h2", {}, "This release"),
    el(
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
function simulatedWords({sources}: SiteData): string {
  const simulated = sources.filter((source) => source.simulated);
  if (simulated.length === 0) return ".";
  if (simulated.length === sources.length)
    return ". All of them are simulated: no patient stands behind these numbers.";
  return `. Those of ${simulated.map(({name}) => name).join(" and ")} are simulated: no patient stands behind them.`;
}

/** What the pages say that only some releases have, by their place. */
const furtherWords: Readonly<Record<string, string>> = {
  ratify: "A randomised trial: arms, strata, hazard ratios by subgroup.",
  hovon: "After induction: what persists and what it foretells; expression and copy number by class.",
  harmonisation: "From raw files, as partners write them, to harmonised rows, step by step.",
  calibration: "The simulated patients beside the published figures they follow."
};

/** Ways to the pages of the navigation that this release has and not every release. */
function furtherWays(): HTMLElement[] {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".site-nav a")];
  return links.flatMap((link) => {
    const place = new URL(link.href).pathname
      .split("/")
      .at(-1)!
      .replace(/\.html$/, "");
    return Object.hasOwn(furtherWords, place) ? [way(link.textContent, place, furtherWords[place])] : [];
  });
}

/** What stands in the indexes of reports, by their folder. */
const indexWords: Readonly<Record<string, string>> = {
  reports: "By audience, each with its answer; to read, print and quote without JavaScript.",
  genes: "One page for each gene with enough patients.",
  classes: "One page for each genomic class with enough patients."
};

/** Ways to the reports of the navigation: each by its title, which says what it answers. */
function reportWays(): HTMLElement[] {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".site-nav .reports a.to-report")];
  return links.flatMap((link) => {
    const found = /\/(reports|genes|classes)\/(index)?[^/]*$/.exec(new URL(link.href).pathname);
    if (found === null) return [];
    const isIndex = found[2] !== undefined || found[0].endsWith("/");
    const words = isIndex ? ` ${indexWords[found[1]]}` : null;
    return [el("li", {}, el("a", {href: link.href}, link.textContent), words)];
  });
}

function way(name: string, page: string, words: string, example: Element | null = null): HTMLElement {
  return el("li", {}, el("a", {href: pageLink(page)}, name), ` ${words}`, example && " For example: ", example);
}

/** A question that readers ask first, where the release can answer it. */
function exampleOf({alterations}: SiteData): HTMLElement | null {
  const has = (wanted: string) => alterations.some(({name}) => name === wanted);
  if (!has("NPM1") || !has("FLT3-ITD")) return null;
  const href = pageLink("survival", "age=-59&mutated=NPM1&group=FLT3-ITD");
  return el("a", {class: "example", href}, "NPM1-mutated patients under 60, by FLT3-ITD");
}

function term(name: string, value: string): HTMLElement[] {
  return [el("dt", {}, name), el("dd", {}, value)];
}

function findingsTable({findings}: SiteData): HTMLElement {
  if (findings.length === 0) return el("p", {class: "note"}, "Nothing.");
  const rank = ["error", "warning", "info"];
  const sorted = [...findings].sort((a, b) => rank.indexOf(a.severity) - rank.indexOf(b.severity) || b.n - a.n);
  return el(
    "details",
    {class: "findings"},
    el("summary", {}, `${findings.length} findings`),
    el(
      "div",
      {class: "table-scroll", tabindex: 0, role: "region", "aria-label": "Findings"},
      el(
        "table",
        {},
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            ...["Severity", "Finding", "Found", "Checked", "File"].map((head) => el("th", {scope: "col"}, head))
          )
        ),
        el(
          "tbody",
          {},
          ...sorted.map((finding) =>
            el(
              "tr",
              {"data-rule": finding.rule},
              el("td", {}, labelOf("severity", finding.severity)),
              el("td", {}, finding.description),
              el("td", {class: "number"}, formatCount(finding.n)),
              el("td", {class: "number"}, formatCount(finding.nChecked)),
              el("td", {}, finding.file ?? "several")
            )
          )
        )
      )
    )
  );
}
