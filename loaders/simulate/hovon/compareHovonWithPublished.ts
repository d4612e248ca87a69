import {
  compareIncidence,
  compareMedian,
  compareShare,
  compareSurvival,
  type Comparison,
  type TimeToEvent
} from "../comparison.js";
import {compareHazardRatio} from "../compareHazardRatio.js";
import type {HovonAnchors} from "./hovonAnchors.js";
import {hovonAlterations, type HovonFacts} from "./hovonFacts.js";

type Facts = readonly HovonFacts[];

/** Every published figure of the trials beside the simulated one; of what is not known a patient is left out. */
export function compareHovonWithPublished(facts: Facts, anchors: HovonAnchors): Comparison[] {
  return [
    ...compareBaseline(facts, anchors),
    ...compareGenetics(facts, anchors),
    ...compareCourse(facts, anchors),
    ...compareResidual(facts, anchors)
  ];
}

/** A share of the patients of whom it is known. */
function share(block: string, quantity: string, published: number, answers: readonly (boolean | null)[]): Comparison {
  const known = answers.filter((answer) => answer !== null);
  return compareShare(block, quantity, published, known.filter(Boolean).length, known.length);
}

/** Whether a known value is the given one; null where it is not known. */
function equals<T>(value: T | null, wanted: T): boolean | null {
  return value === null ? null : value === wanted;
}

function compareBaseline(facts: Facts, anchors: HovonAnchors): Comparison[] {
  const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);
  return [
    share(
      "baseline",
      "men",
      anchors.male,
      facts.map(({sex}) => equals(sex, "male"))
    ),
    // The published shares are of all patients, also those in whom it is not known.
    ...Object.entries(anchors.performance).map(([grade, p]) =>
      share(
        "baseline",
        `WHO performance ${grade}`,
        p,
        facts.map(({ecog}) => ecog === Number(grade))
      )
    ),
    ...Object.entries(anchors.types).map(([name, p]) =>
      share(
        "baseline",
        `type ${name}`,
        p,
        facts.map(({amlType}) => equals(amlType, name))
      )
    ),
    compareMedian("medians", "age", anchors.age, known(facts.map(({ageYears}) => ageYears))),
    compareMedian("medians", "wbc", anchors.wbc, known(facts.map(({wbc}) => wbc)))
  ];
}

function compareGenetics(facts: Facts, anchors: HovonAnchors): Comparison[] {
  const lesions = ["t_8_21", "inv16", "normalOrSexChromosomeLoss", "monosomal"] as const;
  return [
    ...hovonAlterations.map((name) =>
      share(
        "alterations",
        name,
        anchors.alterations[name],
        facts.map(({alterations}) => alterations[name])
      )
    ),
    ...lesions.map((name) =>
      share(
        "cytogenetics",
        name,
        anchors.cytogenetics[name],
        facts.map(({karyotype}) => karyotype?.[name] ?? null)
      )
    )
  ];
}

function compareCourse(facts: Facts, anchors: HovonAnchors): Comparison[] {
  const remitted = facts.filter(({remissionDay}) => remissionDay !== null);
  return [
    share(
      "course",
      "remission",
      anchors.course.remission,
      facts.map(({remissionDay}) => remissionDay !== null)
    ),
    share(
      "course",
      "relapse of remissions",
      anchors.course.relapse,
      remitted.map(({relapseDay}) => relapseDay !== null)
    ),
    share(
      "course",
      "death in remission",
      anchors.course.deathInRemission,
      remitted.map(({relapseDay, dead}) => relapseDay === null && dead)
    ),
    compareSurvival("survival", "EFS at 4 y", anchors.eventFreeSurvival, facts.map(eventFree), 4)
  ];
}

/** As the trial counts: without a remission the event is on the first day. */
function eventFree({remissionDay, relapseDay, followUpDays, dead}: HovonFacts): TimeToEvent {
  if (remissionDay === null) return {time: 1, status: 1};
  return {time: relapseDay ?? followUpDays, status: relapseDay !== null || dead ? 1 : 0};
}

function compareResidual(facts: Facts, anchors: HovonAnchors): Comparison[] {
  const sampled = facts.flatMap((patient) => (patient.residual ? [{...patient, residual: patient.residual}] : []));
  const followed = sampled.filter(({residual}) => residual.followed);
  const fromSample = followed.map(({residual, relapseDay, followUpDays, dead}) => ({
    isExposed: residual.nonDta,
    relapse: {
      time: (relapseDay ?? followUpDays) - residual.day,
      status: relapseDay !== null ? 1 : dead ? 2 : 0
    } as const,
    survival: {time: followUpDays - residual.day, status: dead ? 1 : 0} as const
  }));
  const groups = [
    ["nonDta", "non-DTA persistence", fromSample.filter(({isExposed}) => isExposed)],
    ["without", "without", fromSample.filter(({isExposed}) => !isExposed)]
  ] as const;
  const {residual: shares} = anchors;
  return [
    share(
      "residual disease",
      "mutation at diagnosis",
      shares.followed,
      sampled.map(({residual}) => residual.followed)
    ),
    share(
      "residual disease",
      "persistent",
      shares.persistent,
      followed.map(({residual}) => residual.persistent)
    ),
    share(
      "residual disease",
      "persistent, non-DTA",
      shares.nonDta,
      followed.map(({residual}) => residual.nonDta)
    ),
    ...groups.map(([key, words, group]) =>
      compareIncidence(
        "residual disease",
        `relapse at 4 y, ${words}`,
        anchors.relapse[key],
        group.map(({relapse}) => relapse),
        4,
        1
      )
    ),
    ...groups.map(([key, words, group]) =>
      compareSurvival(
        "residual disease",
        `OS at 4 y, ${words}`,
        anchors.survival[key],
        group.map(({survival}) => survival),
        4
      )
    ),
    compareHazardRatio(
      "residual disease",
      "hazard ratio of relapse, non-DTA",
      anchors.relapse.hazardRatio,
      fromSample.map(({isExposed, relapse}) => ({isExposed, ...relapse})),
      // As for an odds ratio.
      1.6
    )
  ];
}
