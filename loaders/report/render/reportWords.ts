import type {ReportBlock, ReportResult} from "../../../src/model/report.js";
import {noticeSentence} from "../../../src/model/simulatedNotice.js";
import type {SiteSource} from "../../../src/model/siteData.js";
import {labelOf} from "../../../src/model/vocabulary.js";
import type {RenderRelease} from "./renderRelease.js";

/** The page of a report inside the site, e.g. `/reports/eln`, `/genes/npm1`. */
export function reportPath({id, group}: Pick<ReportResult, "id" | "group">): string {
  if (group === "report") return `/reports/${id}`;
  return group === "gene" ? `/genes/${id.replace(/^gene-/, "")}` : `/classes/${id.replace(/^class-/, "")}`;
}

/** The folder of a report's files inside the site, without a slash before or after. */
export function filesFolder({id}: Pick<ReportResult, "id">): string {
  return `figures/${id}`;
}

/** The sources of a block, as the release names them. */
export function blockSources({sources}: Pick<ReportBlock, "sources">, release: RenderRelease): SiteSource[] {
  return release.sources.filter(({id}) => sources.includes(id));
}

/** What stands under a figure after its own words: numbers, sources, release, and that it is simulated. */
export function provenanceWords(block: ReportBlock, counted: string, release: RenderRelease): string {
  const sources = blockSources(block, release);
  const simulated = sources.some((source) => source.simulated);
  const notice = simulated ? noticeSentence(release) : null;
  return [
    counted === "" ? null : `${counted}.`,
    sources.length === 0
      ? null
      : `Source${sources.length === 1 ? "" : "s"}: ${sources.map(({name}) => name).join("; ")}.`,
    `Release ${release.releaseId}.`,
    notice
  ]
    .filter((part) => part !== null)
    .join(" ");
}

/** How a report is cited: what it is, of which data, in which release. */
export function citation({title}: ReportResult, release: RenderRelease): string {
  const simulated = release.simulated ? " (simulated data)" : "";
  return `Hemiola consortium. ${title}${simulated}. In: ${release.studyTitle}, release ${release.releaseId}, ${labelOf("accessTier", release.tier).toLowerCase()} tier.`;
}
