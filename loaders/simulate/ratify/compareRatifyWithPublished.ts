import {
  compareMedian,
  compareMedianTime,
  compareShare,
  compareSurvival,
  type Comparison,
  type TimeToEvent
} from "../comparison.js";
import {compareHazardRatio, type GroupedTime} from "../compareHazardRatio.js";
import type {RatifyAnchors} from "./ratifyAnchors.js";
import {trialGenes, type TrialFacts} from "./trialFacts.js";

type Patients = readonly TrialFacts[];
type Test = (patient: TrialFacts) => boolean;
type Endpoint = (patient: TrialFacts) => TimeToEvent | null;

/** Tolerance of the trial's hazard ratios: 0.65 to 0.94 for the published 0.78. */
const trialFactor = 1.2;

/** Every published figure of the trial beside the one of the simulated patients. */
export function compareRatifyWithPublished(patients: Patients, anchors: RatifyAnchors): Comparison[] {
  return [
    ...compareBaseline(patients, anchors),
    ...compareCourse(patients, anchors),
    ...compareCurves(patients, anchors),
    ...compareRatios(patients, anchors)
  ];
}

function compareBaseline(patients: Patients, anchors: RatifyAnchors): Comparison[] {
  const known = patients.filter(({sex}) => sex !== null);
  return [
    ...Object.entries(anchors.strata).map(([name, p]) => share("strata", name, p, patients, isOf(name))),
    ...byArm(anchors.male, known, (arm, p, group) => share("baseline", `men, ${arm}`, p, group, isMale)),
    ...byArm(anchors.age, patients, (arm, years, group) =>
      compareMedian(
        "baseline",
        `median age, ${arm}`,
        years,
        group.flatMap(({ageYears}) => ageYears ?? [])
      )
    ),
    ...trialGenes.map((gene) => {
      const tested = patients.filter(({genes}) => genes[gene] !== null);
      return share("genes", gene, anchors.genes[gene], tested, ({genes}) => genes[gene] === true);
    })
  ];
}

function compareCourse(patients: Patients, anchors: RatifyAnchors): Comparison[] {
  const followed = patients.filter(({os}) => os !== null);
  return [
    ...byArm(anchors.remission, patients, (arm, p, group) =>
      share("course", `remission by day 60, ${arm}`, p, group, ({remitted}) => remitted)
    ),
    ...byArm(anchors.deaths, followed, (arm, p, group) =>
      share("course", `deaths, ${arm}`, p, group, ({os}) => os?.status === 1)
    ),
    share("course", "transplant", anchors.transplant, patients, ({transplantDay}) => transplantDay !== null),
    ...byArm(anchors.transplantInFirstRemission, patients, (arm, p, group) =>
      share("course", `transplant in first remission, ${arm}`, p, group, (d) => d.transplantedInFirstRemission)
    )
  ];
}

const endpoints: Readonly<Record<RatifyAnchors["survival"][number]["endpoint"], Endpoint>> = {
  OS: ({os}) => os,
  EFS: ({efs}) => efs,
  "OS censored at transplant": ({os, transplantDay}) =>
    os && transplantDay !== null && transplantDay < os.time ? {time: transplantDay, status: 0} : os
};

function compareCurves(patients: Patients, anchors: RatifyAnchors): Comparison[] {
  const {median, medianTolerance, survival, survivalByRisk} = anchors;
  return [
    ...byArm(median.OS, patients, (arm, months, group) =>
      compareMedianTime("median time", `OS, ${arm}`, months, timesOf(group, endpoints.OS))
    ),
    ...byArm(median.EFS, patients, (arm, months, group) =>
      compareMedianTime("median time", `EFS, ${arm}`, months, timesOf(group, endpoints.EFS), medianTolerance.EFS)
    ),
    ...survival.flatMap(({endpoint, years, arms, stratum}) =>
      byArm(arms, stratum === undefined ? patients : patients.filter(isOf(stratum)), (arm, p, group) => {
        const quantity = `${endpoint} at ${years} y, ${stratum === undefined ? "" : `${stratum}, `}${arm}`;
        return compareSurvival("survival", quantity, p, timesOf(group, endpoints[endpoint]), years);
      })
    ),
    ...Object.entries(survivalByRisk.risks).map(([risk, p]) => {
      const group = patients.filter((d) => d.risk === risk && survivalByRisk.strata.some((name) => isOf(name)(d)));
      const {years} = survivalByRisk;
      return compareSurvival("survival", `OS at ${years} y, ITD, ${risk}`, p, timesOf(group, endpoints.OS), years);
    })
  ];
}

function compareRatios(patients: Patients, anchors: RatifyAnchors): Comparison[] {
  const curves: Record<string, Endpoint> = {OS: ({os}) => os, EFS: ({efs}) => efs, CIR: ({relapse}) => relapse};
  const strata = Object.keys(anchors.strata);
  const grouped = (group: Patients, endpoint: Endpoint): GroupedTime[] =>
    group.flatMap((patient) => {
      const time = endpoint(patient);
      if (time === null) return [];
      return [{...time, isExposed: patient.arm === "midostaurin", stratum: strata.indexOf(patient.stratum ?? "")}];
    });
  const randomised = patients.filter(({arm, stratum}) => arm !== null && stratum !== null);
  return [
    ...Object.entries(anchors.hazardRatio).map(([name, ratio]) =>
      compareHazardRatio("hazard ratio", name, ratio, grouped(randomised, curves[name]), trialFactor)
    ),
    ...Object.entries(anchors.hazardRatioByStratum).map(([name, ratio]) =>
      compareHazardRatio(
        "hazard ratio",
        `OS, ${name}`,
        ratio,
        grouped(randomised.filter(isOf(name)), curves.OS),
        trialFactor
      )
    )
  ];
}

function byArm(
  figures: Readonly<Record<string, number>>,
  patients: Patients,
  compare: (arm: string, published: number, group: Patients) => Comparison
): Comparison[] {
  return Object.entries(figures).map(([arm, published]) =>
    compare(
      arm,
      published,
      patients.filter((patient) => patient.arm === arm)
    )
  );
}

function share(block: string, quantity: string, published: number, group: Patients, test: Test): Comparison {
  return compareShare(block, quantity, published, group.filter(test).length, group.length);
}

function timesOf(group: Patients, endpoint: Endpoint): TimeToEvent[] {
  return group.flatMap((patient) => endpoint(patient) ?? []);
}

function isOf(stratum: string): Test {
  return (patient) => patient.stratum === stratum;
}

function isMale({sex}: TrialFacts): boolean {
  return sex === "male";
}
