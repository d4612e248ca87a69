import type {PageContent, PageContents} from "../model/pageContents.js";
import {type DataStatus, noticeSentence} from "../model/simulatedNotice.js";

/** What the frame of every page says about the release. */
export interface FrameOptions extends DataStatus {
  readonly title: string;
  readonly releaseId: string;
  /** `internal`, `consortium` or `public`. */
  readonly tier: string;
  /** True for a release that nobody has approved yet; every page says so. */
  readonly draft?: boolean;
  /** The pages that the release has, in the order of the navigation; see {@link pagesOf}. */
  readonly pages: readonly SitePage[];
}

/** A page as the navigation shows it. */
export interface SitePage {
  readonly path: string;
  readonly name: string;
  /** Explorer pages carry the cohort from one to the other. */
  readonly kind: "home" | "report" | "explorer" | "source" | "release" | "search";
  /** What the release must have for the page to be in the navigation. */
  readonly needs?: PageContent;
}

/** The pages that a site can have, in the order of the navigation. */
const sitePages: readonly SitePage[] = [
  {path: "/", name: "Home", kind: "home"},
  {path: "/reports/", name: "All reports", kind: "report", needs: "reports"},
  {path: "/genes/", name: "Genes", kind: "report", needs: "genes"},
  {path: "/classes/", name: "Genomic classes", kind: "report", needs: "classes"},
  {path: "/glossary", name: "Glossary", kind: "report"},
  {path: "/cohort", name: "Cohort", kind: "explorer", needs: "cohortFigures"},
  {path: "/mutations", name: "Mutations", kind: "explorer", needs: "alterations"},
  {path: "/survival", name: "Survival", kind: "explorer", needs: "survivalFigures"},
  {path: "/regression", name: "Model", kind: "explorer", needs: "patientRows"},
  {path: "/compare", name: "Compare", kind: "explorer", needs: "patientRows"},
  {path: "/ledger", name: "Looks", kind: "explorer", needs: "patientRows"},
  {path: "/ratify", name: "Trials", kind: "source", needs: "randomisation"},
  {path: "/hovon", name: "Molecular course", kind: "source", needs: "molecularCourse"},
  {path: "/about", name: "About the data", kind: "release"},
  {path: "/methods", name: "Methods", kind: "release"},
  {path: "/agreement", name: "Agreement with R", kind: "release"},
  {path: "/classifications", name: "Classifications", kind: "release", needs: "classifications"},
  {path: "/privacy", name: "Privacy", kind: "release"},
  {path: "/quality", name: "Data quality", kind: "release", needs: "patientRows"},
  {path: "/dictionary", name: "Dictionary", kind: "release", needs: "patientRows"},
  {path: "/changes", name: "Changes", kind: "release", needs: "patientRows"},
  {path: "/harmonisation", name: "Harmonisation", kind: "release", needs: "rawExcerpts"},
  {path: "/calibration", name: "Calibration", kind: "release", needs: "simulation"},
  {path: "/search", name: "Search", kind: "search"}
];

/** The pages for which a release has something to show; a page about one source bears that source's id. */
export function pagesOf(contents: PageContents): SitePage[] {
  return sitePages.flatMap((page) => {
    if (page.needs === undefined) return [page];
    const sources = contents.get(page.needs);
    if (sources === undefined) return [];
    return [page.kind === "source" && sources.length === 1 ? {...page, name: sources[0]} : page];
  });
}

/** The pages with the reports of a release, each by its title, after the page that lists them. */
export function withReports(
  pages: readonly SitePage[],
  reports: readonly {readonly path: string; readonly title: string; readonly group: string}[]
): SitePage[] {
  const own = reports.flatMap(({path, title, group}): SitePage[] =>
    group === "report" ? [{path, name: title, kind: "report"}] : []
  );
  return pages.flatMap((page) => (page.path === "/reports/" ? [page, ...own] : [page]));
}

const tierNotices: Readonly<Record<string, string>> = {
  internal: "Internal release: exact patient rows, for the secure environment in which it was made. Not for sharing.",
  consortium: "Consortium release: for members of the consortium. Not for sharing."
};

/** Top of every page: skip link, site title, navigation, and what kind of data these are. */
export function header({draft, title, tier, pages, ...status}: FrameOptions, path: string): string {
  const here = path.replace(/\/index$/, "/");
  const linksOf = (list: readonly SitePage[]) =>
    list
      .map(({path: to, name, kind}) => {
        const current = to === here ? ' aria-current="page"' : "";
        return `<a href="${to}" class="to-${kind}"${current}>${escapeText(name)}</a>`;
      })
      .join("");
  const of = (...kinds: readonly SitePage["kind"][]) => pages.filter(({kind}) => kinds.includes(kind));
  const links = [
    linksOf(of("home")),
    navGroup("Reports", "reports", of("report"), here, linksOf),
    linksOf(of("explorer", "source")),
    navGroup("This release", "release", of("release"), here, linksOf),
    linksOf(of("search"))
  ].join("");
  const draftNotice = draft === true ? "Draft: not approved, and not to be passed on." : null;
  const notices = [noticeSentence(status), tierNotices[tier] ?? null, draftNotice];
  const lines = notices.flatMap((notice) =>
    notice === null ? [] : [`<p class="site-notice" role="note">${escapeText(notice)}</p>`]
  );
  return `<a class="skip" href="#observablehq-main">Skip to the content</a>
<div class="site-header"><a class="site-name" href="/">Hemiola</a><span class="site-study">${escapeText(title)}</span><nav class="site-nav" aria-label="Pages">${links}</nav></div>
${lines.join("")}`;
}

/** Pages in a group of their own, which opens without any script; opening one closes the other. */
function navGroup(
  title: string,
  code: string,
  pages: readonly SitePage[],
  here: string,
  linksOf: (pages: readonly SitePage[]) => string
): string {
  if (pages.length === 0) return "";
  const shown = pages.find(({path}) => path === here);
  // Titles of reports are too long for the line of the navigation.
  const name = shown === undefined || shown.kind === "report" ? title : `${title}: ${escapeText(shown.name)}`;
  const current = shown === undefined ? "" : ' class="holds-current"';
  return `<details class="nav-group ${code}" name="site-nav"><summary${current}>${name}</summary><div class="nav-list">${linksOf(pages)}</div></details>`;
}

/**
 * Style for print: every sheet says study, page, release and, for simulated data, that they are, and has its number. Goes
 * into the head of every page.
 *
 * @param page title of the page
 */
export function printStyle({title, releaseId, ...status}: FrameOptions, page: string | null = null): string {
  const notice = noticeSentence(status);
  const boxes = [
    `@top-left{content:${cssText(page === null ? title : `${title} · ${page}`)}}`,
    `@top-right{content:${cssText(`Release ${releaseId}`)};white-space:nowrap}`,
    `@bottom-right{content:counter(page) " / " counter(pages)}`,
    ...(notice === null ? [] : [`@bottom-left{content:${cssText(notice)}}`])
  ];
  const face = "font:8pt Inter,sans-serif;color:#555";
  return `<style>@page{size:A4;margin:20mm;${face};${boxes.join("")}}</style>`;
}

/** Foot of every page, with the way to what its terms mean. No build time: the same release gives the same page. */
export function footer({releaseId, tier}: FrameOptions): string {
  return `Release <code>${escapeText(releaseId)}</code> · tier ${escapeText(tier)} · For research and professional discussion; not for decisions about an individual patient.<span class="foot-links"> · ELN, CIR, MRD, VAF? <a href="/glossary">Glossary</a> · <a href="/methods">Methods</a></span>`;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** Text as a string of a style sheet inside HTML: everything but plain letters, digits and spaces as code points. */
function cssText(text: string): string {
  return `"${text.replace(/[^\p{L}\p{N} ]/gu, (letter) => `\\${letter.codePointAt(0)!.toString(16)} `)}"`;
}
