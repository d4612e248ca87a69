import type {SiteData} from "../../src/model/siteData.js";
import type {Release} from "../release/readRelease.js";
import {alterationStates} from "./alterationStates.js";
import {derivedDays, derivedFacets} from "./derived/derivedFacets.js";
import {releaseAlterations} from "./releaseAlterations.js";
import {siteCytogenetics, siteFacets, siteNumbers} from "./siteFacets.js";
import {siteFindings} from "./siteFindings.js";
import {siteSources} from "./siteSources.js";
import {siteSummaries} from "./siteSummaries.js";
import {survivalEndpoints} from "./survivalEndpoints.js";

/** What pages show of a release without its patient rows. */
export function siteData(release: Release): SiteData {
  const {manifest} = release;
  const summaries = siteSummaries(release);
  return {
    releaseId: manifest.id,
    tier: manifest.tier,
    study: manifest.study,
    simulated: manifest.simulated,
    simulatedNotice: manifest.simulatedNotice,
    sources: siteSources(release),
    versions: {...manifest.versions, schema: manifest.schemaVersion},
    counts: manifest.audit,
    alterations: releaseAlterations(release),
    alterationStates: alterationStates(release),
    cytogenetics: siteCytogenetics(summaries),
    facets: [...siteFacets(summaries), ...derivedFacets(release)],
    numbers: siteNumbers(summaries),
    days: derivedDays(release),
    endpoints: survivalEndpoints(release),
    summaries,
    findings: siteFindings(release),
    analyses: manifest.analyses ?? [],
    ...(manifest.disclosure && {disclosure: {k: manifest.disclosure.k, minCurve: manifest.disclosure.minCurve}})
  };
}
