import type {LandmarkData, LandmarkHazard, LandmarkTest, MrdGroupCode} from "../../../src/model/siteLongitudinal.js";
import {causeSpecificCox} from "../../../src/stats/causeSpecific.js";
import type {CoxFit} from "../../../src/stats/coxFit.js";
import {proportionalHazardsTest} from "../../../src/stats/coxZph.js";
import {factorColumns} from "../../../src/stats/designMatrix.js";
import {grayTest} from "../../../src/stats/grayTest.js";
import {logRank} from "../../../src/stats/logRank.js";
import {quantile} from "../../../src/stats/quantile.js";
import {deathCause, landmarkGroup, relapseCause} from "./landmarkGroup.js";
import type {LandmarkPatient, LandmarkSelection} from "./landmarkPatients.js";

/** Groups in the order of figures and tables; the reference last. */
export const mrdGroups: readonly MrdGroupCode[] = ["non_dta", "dta_only", "none"];
const reference: MrdGroupCode = "none";
const noTest: LandmarkTest = {chisq: null, df: 0, p: null};

/**
 * Relapse, death without relapse and survival from the landmark by what persisted: Aalen–Johansen estimates with
 * log–log limits and Gray's test; cause-specific hazard of relapse by Cox with Efron's ties; Kaplan–Meier with log–log
 * limits and the log-rank test.
 *
 * @param sampled patients with a sequenced sample after induction
 */
export function landmark({patients, excluded}: LandmarkSelection, sampled: number): LandmarkData {
  const present = mrdGroups.filter((code) => patients.some(({group}) => group === code));
  const days = patients.map((patient) => patient.landmark);
  const data = {
    time: patients.map(({time}) => time),
    status: patients.map(({status}) => status),
    group: patients.map(({group}) => present.indexOf(group))
  };
  const gray = grayTest(data);
  const cox = coxOf(patients, present);
  const known = patients.flatMap(({group, overall}) =>
    overall === null ? [] : [{...overall, group: present.indexOf(group)}]
  );
  const compared = present.length > 1 && known.length > 0;
  return {
    sampled,
    // Numbers alone leave the release: no patient is named.
    excluded: excluded.map(({reason, n}) => ({reason, n})),
    n: patients.length,
    sampleDay:
      days.length === 0
        ? null
        : {median: quantile(days, 0.5) ?? 0, lowest: Math.min(...days), highest: Math.max(...days)},
    groups: present.map((code) =>
      landmarkGroup(
        code,
        patients.filter(({group}) => group === code)
      )
    ),
    gray: {
      relapse: gray.find(({cause}) => cause === relapseCause) ?? noTest,
      death: gray.find(({cause}) => cause === deathCause) ?? noTest
    },
    hazards: hazardsOf(cox),
    proportional: cox === null ? noTest : (proportionalHazardsTest(cox).find(({term}) => term === "GLOBAL") ?? noTest),
    logRank: compared ? logRankOf(known) : noTest
  };
}

/** The model of the hazard of relapse; null where there is no group to compare with the reference, or no relapse. */
function coxOf(patients: readonly LandmarkPatient[], present: readonly MrdGroupCode[]): CoxFit | null {
  if (present.length < 2 || !present.includes(reference)) return null;
  if (!patients.some(({status}) => status === relapseCause)) return null;
  const codes = patients.map(({group}) => present.indexOf(group));
  return causeSpecificCox(
    {
      time: patients.map(({time}) => time),
      status: patients.map(({status}) => status),
      x: factorColumns("", codes, present, reference)
    },
    relapseCause
  );
}

function hazardsOf(cox: CoxFit | null): LandmarkHazard[] {
  return (cox?.coefficients ?? []).map(({name, hazardRatio, lower, upper, p}) => ({
    code: name as MrdGroupCode,
    ratio: hazardRatio,
    lower,
    upper,
    p
  }));
}

function logRankOf(known: readonly {time: number; status: number; group: number}[]): LandmarkTest {
  const {statistic, df, p} = logRank({
    time: known.map(({time}) => time),
    status: known.map(({status}) => status),
    group: known.map(({group}) => group)
  });
  return df === 0 ? noTest : {chisq: statistic, df, p};
}
