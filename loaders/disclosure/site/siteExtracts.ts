import {jsonWithHidden} from "../../../src/model/hiddenCounts.js";
import type {DisclosureRule} from "../../../src/model/siteData.js";
import {siteClassifications} from "../../extract/siteClassifications.js";
import {siteData} from "../../extract/siteData.js";
import {siteLongitudinal} from "../../extract/siteLongitudinal.js";
import {siteQuality} from "../../extract/siteQuality.js";
import {siteTrial} from "../../extract/siteTrial.js";
import type {Release} from "../../release/readRelease.js";
import {type CountGate, gateCounts} from "./countGate.js";
import {shownClassifications} from "./shownClassifications.js";
import {shownLongitudinal} from "./shownLongitudinal.js";
import {shownQuality} from "./shownQuality.js";
import {shownSite} from "./shownSite.js";
import {shownTrial} from "./shownTrial.js";

/** What pages read of a release besides its rows, by the name of the file. */
const extracts = {
  site: siteData,
  quality: siteQuality,
  classifications: siteClassifications,
  trial: siteTrial,
  longitudinal: siteLongitudinal
} as const;

type Extracts = {readonly [Name in keyof typeof extracts]: ReturnType<(typeof extracts)[Name]>};

/** Gated extracts of the releases of this process: what one file hides follows from all. */
const made = new Map<string, Extracts>();

/**
 * An extract of a release as the file of a site holds it. In the tier `consortium` counts of fewer than k patients are
 * hidden, and those from which they could be computed, within a file and across files; hidden counts have marks in place
 * of numbers, which `withHidden` reads. Of the other tiers it is the extract.
 *
 * @param k least count that is shown; the release's own unless a test asks for another
 */
export function siteExtract(release: Release, name: keyof Extracts, k?: number): string {
  const {disclosure, id, tier} = release.manifest;
  if (tier !== "consortium" || disclosure === undefined) return JSON.stringify(extracts[name](release));
  const rule = {k: k ?? disclosure.k, minCurve: disclosure.minCurve};
  const key = `${id} ${rule.k}`;
  let gated = made.get(key);
  if (gated === undefined) made.set(key, (gated = shownExtracts(release, rule)));
  return jsonWithHidden(gated[name]);
}

function shownExtracts(release: Release, rule: DisclosureRule): Extracts {
  // As JSON holds them: what is not a number is null, and is not taken for a count that is hidden.
  const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
  const site = plain(siteData(release));
  const quality = plain(siteQuality(release));
  const classifications = plain(siteClassifications(release));
  const trial = plain(siteTrial(release));
  const longitudinal = plain(siteLongitudinal(release));
  return gateCounts(rule.k, (gate: CountGate) => ({
    site: shownSite(site, gate),
    quality: shownQuality(quality, gate),
    classifications: shownClassifications(classifications, gate),
    trial: shownTrial(trial, gate, rule),
    longitudinal: shownLongitudinal(longitudinal, gate, rule)
  }));
}
