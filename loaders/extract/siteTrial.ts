import type {Trial, TrialData} from "../../src/model/siteTrial.js";
import {hasTable} from "../release/hasTable.js";
import {drawnEndpoints} from "../release/drawnEndpoints.js";
import type {Release} from "../release/readRelease.js";
import {defaultDefinitions} from "./defaultDefinitions.js";
import {figureRelease} from "./figureRelease.js";
import {numberCell, optionalRows, textCell} from "./optionalRows.js";
import {randomisedSources} from "./pageContents.js";
import {armTerm, strataLabel} from "./trial/armOrder.js";
import {trialBaseline} from "./trial/trialBaseline.js";
import {type TrialCohort, trialCohort} from "./trial/trialCohort.js";
import {trialCompeting} from "./trial/trialCompeting.js";
import {type EndpointChoice, trialEndpoint} from "./trial/trialEndpoint.js";
import {trialFlow} from "./trial/trialFlow.js";
import {trialForest} from "./trial/trialForest.js";
import {trialResponse} from "./trial/trialResponse.js";
import {trialSensitivity} from "./trial/trialSensitivity.js";
import {strataSubgroups, trialSubgroups} from "./trial/trialSubgroups.js";

/** Day by which a remission counts where the release names no landmark. */
const usualLandmark = 60;

/** Alterations shown in the baseline table where they were tested and the eligibility does not fix them. */
const alterations = ["NPM1", "DNMT3A", "FLT3-ITD", "FLT3-TKD", "RUNX1", "TET2", "WT1", "NRAS", "TP53"];

/** The randomised sources of a release, compared by planned arm in the intention-to-treat population; none if it has none. */
export function siteTrial(release: Release): TrialData {
  const figure = figureRelease(release);
  const randomised = randomisedSources(release);
  return {
    ...figure,
    trials: figure.sources.filter(({id}) => randomised.has(id)).map(({id}) => trialOf(release, id))
  };
}

function trialOf(release: Release, id: string): Trial {
  const {name, simulated, indexEvent} = figureRelease(release).sources.find((source) => source.id === id)!;
  const randomised = trialCohort(release, id);
  const itt = randomised.column("patients", "itt");
  const cohort = randomised.only((i) => itt[i] !== false);
  const [os, efs] = [endpointOf(release, cohort, id, "OS"), endpointOf(release, cohort, id, "EFS")];
  const declared = declaredEndpoints(release).map((endpoint) => endpointOf(release, cohort, id, endpoint));
  const stratum = strataSubgroups(cohort);
  const contrasted = cohort.arms.length === 2;
  const fixed = fixedByDesign(release, id);
  return {
    source: id,
    name,
    simulated,
    indexEvent,
    arms: cohort.arms.map(armTerm),
    strata: cohort.strata.map((code) => ({code, label: code})),
    strataLabel: strataLabel(cohort.strata),
    flow: trialFlow(release, randomised, os?.definition ?? "OS"),
    baseline: trialBaseline(
      cohort,
      alterations.filter((alteration) => hasFeature(release, alteration) && !fixed.has(alteration))
    ),
    endpoints: [os, efs, ...declared].flatMap((d) => (d === null ? [] : [trialEndpoint(cohort, d)])),
    forests: contrasted
      ? [
          ...(os === null ? [] : [trialForest(cohort, "OS", os.definition, trialSubgroups(cohort))]),
          ...(efs === null || stratum === undefined ? [] : [trialForest(cohort, "EFS", efs.definition, [stratum])])
        ]
      : [],
    response: trialResponse(cohort, efs?.landmarkDay ?? usualLandmark),
    competing: trialCompeting(cohort),
    sensitivity: trialSensitivity(
      cohort,
      [os, efs].filter((d) => d !== null)
    )
  };
}

function hasFeature(release: Release, alteration: string): boolean {
  return hasTable(release, "patient_features") && release.table("patient_features").getChild(alteration) !== null;
}

/**
 * Alterations that a source's eligibility fixes. Their share is the design's, and among those tested not even that: of
 * patients who were not sequenced only the alteration that let them in is known. The strata say what there is to say.
 */
function fixedByDesign(release: Release, id: string): Set<string> {
  const rows = optionalRows(release, "assay_coverage");
  const fixed = rows.filter((row) => textCell(row, "source_id") === id && row.by_design === true);
  return new Set(fixed.flatMap((row) => textCell(row, "alteration") ?? []));
}

/**
 * The definition by which a trial's endpoint is shown: the trial's own, named after it (EFS_RATIFY of RATIFY), if its
 * patients have it; else the release's default. Null if they have neither.
 */
function endpointOf(release: Release, cohort: TrialCohort, id: string, endpoint: string): EndpointChoice | null {
  const candidates = [`${endpoint}_${id}`, defaultDefinitions(release).get(endpoint) ?? endpoint];
  const definition = candidates.find((name) => cohort.outcomes(endpoint, name).some((outcome) => outcome !== null));
  if (definition === undefined) return null;
  const support = optionalRows(release, "endpoint_support").find(
    (row) => textCell(row, "source_id") === id && textCell(row, "definition") === definition
  );
  const {terms} = release.manifest;
  const [label, words] = [terms?.endpoint?.[endpoint], terms?.endpointDefinition?.[definition]];
  return {
    endpoint,
    definition,
    landmarkDay: numberCell(support ?? {}, "landmark_day"),
    ...(label !== undefined && {label}),
    ...(words !== undefined && {words})
  };
}

/** Endpoints of the disease pack that are drawn as survival curves. */
function declaredEndpoints(release: Release): string[] {
  const rows = optionalRows(release, "endpoint_support");
  const [endpoints, competing] = [rows.map((row) => row.endpoint), rows.map((row) => row.n_competing)];
  const known = Object.keys(release.manifest.terms?.endpoint ?? {});
  return drawnEndpoints(endpoints, competing).filter((endpoint) => known.includes(endpoint));
}
