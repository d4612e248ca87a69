import {readFileSync} from "node:fs";
import {join} from "node:path";
import {JSDOM} from "jsdom";
import type {SitePage} from "../../../src/components/siteFrame.js";
import type {PageContents} from "../../../src/model/pageContents.js";
import type {ReportResult} from "../../../src/model/report.js";
import {pageContents} from "../../extract/pageContents.js";
import {releaseAlterations} from "../../extract/releaseAlterations.js";
import {framePages} from "../../pages/framePages.js";
import {readGlossary} from "../../pages/glossary.js";
import {searchPage} from "../../pages/written/searchPage.js";
import {writtenPages} from "../../pages/written/writtenPages.js";
import {hasTable} from "../../release/hasTable.js";
import type {Release} from "../../release/readRelease.js";
import {drawingStyles} from "./drawingStyles.js";
import {groupIndex, reportIndex} from "./indexPages.js";
import {proseWriter} from "./prose.js";
import {renderRelease} from "./renderRelease.js";
import {type RenderTools, renderReport} from "./renderReport.js";
import type {ReportPage} from "./reportPages.js";
import {filesFolder, reportPath} from "./reportWords.js";

/** Everything that the reports of a release put into its site. */
export interface SiteReports {
  /** Markdown of each page by its path inside the site, without extension. */
  readonly pages: ReadonlyMap<string, string>;
  /** Text of each further file by its path inside the site. */
  readonly files: ReadonlyMap<string, string>;
  /** In the order of their index. */
  readonly list: readonly ReportPage[];
}

/** What the pages take besides what a report takes. */
export interface SiteTools extends RenderTools {
  /** What the release has, and with it the pages of the site. */
  readonly contents: PageContents;
}

/** Style sheets that hold rules for drawings. */
const styleSheets = ["src/style.css", "src/style/reports.css"];

/** What drawing the reports of a release takes, made once for all of them. */
export function renderTools(root: string, release: Release): SiteTools {
  const genes = new Set(hasTable(release, "patients") ? releaseAlterations(release).map(({gene}) => gene) : []);
  return {
    contents: pageContents(release),
    release: renderRelease(release, genes),
    glossary: readGlossary(root),
    styles: drawingStyles(styleSheets.map((file) => readFileSync(join(root, file), "utf8")).join("\n")),
    document: new JSDOM("<!doctype html>").window.document
  };
}

/** Draws all reports of a release with their indexes and the pages around them, and lists the reports in `figures/reports.json`. */
export function siteReports(root: string, reports: readonly ReportResult[], tools: SiteTools): SiteReports {
  const rendered = reports.map((report) => renderReport(report, tools));
  const prose = () => proseWriter(tools.release.genes, []);
  const pages = new Map(rendered.map(({path, markdown}) => [path, markdown]));
  for (const [path, markdown] of writtenPages(root, tools)) pages.set(path, markdown);
  pages.set("/reports/index", reportIndex(reports, prose()));
  pages.set("/genes/index", groupIndex("gene", reports, prose()));
  pages.set("/classes/index", groupIndex("class", reports, prose()));
  const files = new Map(rendered.flatMap((report) => [...report.files]));
  const list = reports.map((report, i) => pageOf(report, rendered[i].files));
  files.set("figures/reports.json", `${JSON.stringify(list, null, 1)}\n`);
  pages.set("/search", searchPage(siteIndex(tools.contents, list)));
  return {pages, files, list};
}

/** All pages of the site in the groups of its navigation, and those on genes and classes. */
function siteIndex(contents: PageContents, reports: readonly ReportPage[]) {
  const pages = framePages(contents, reports);
  const group = (name: string, ...kinds: readonly SitePage["kind"][]) => ({
    name,
    pages: pages.filter(({kind}) => kinds.includes(kind))
  });
  const single = (name: string, wanted: string) => ({
    name,
    pages: reports.flatMap(({path, title, group: own}) => (own === wanted ? [{path, name: title}] : []))
  });
  return [
    group("Reports", "report"),
    group("Explorer", "home", "explorer", "source"),
    group("This release", "release"),
    single("Genes", "gene"),
    single("Genomic classes", "class")
  ];
}

function pageOf(report: ReportResult, files: ReadonlyMap<string, string>): ReportPage {
  const folder = filesFolder(report);
  const file = (name: string) => (files.has(`${folder}/${name}`) ? `${folder}/${name}` : null);
  const {id, title, audience, group, tier} = report;
  return {
    id,
    title,
    audience,
    group,
    tier,
    path: reportPath(report),
    results: `${folder}/results.json`,
    figures: report.sections.flatMap(({blocks}) =>
      blocks.map((block) => ({
        id: block.id,
        title: block.title,
        svg: file(`${block.id}.svg`),
        csv: file(`${block.id}.csv`)
      }))
    ),
    methods: [...new Set(report.sections.flatMap(({blocks}) => blocks.flatMap(({methods}) => methods)))]
  };
}
