import type {Anchors} from "./anchors.js";
import {
  compareIncidence,
  compareMedian,
  compareMedianTime,
  compareOddsRatio,
  compareShare,
  compareSurvival,
  type Comparison,
  type TimeToEvent
} from "./comparison.js";
import {flagNames} from "./features.js";
import {labNames} from "./parameters.js";
import type {RegistryFacts} from "./registry/registryFacts.js";

type Patients = readonly RegistryFacts[];
type Test = (patient: RegistryFacts) => boolean;

/** Every published figure of the registry beside the one of the simulated patients, of the truth or of a release. */
export function compareWithPublished(patients: Patients, anchors: Anchors): Comparison[] {
  return [
    ...compareBaseline(patients, anchors),
    ...compareAlterations(patients, anchors),
    ...compareCourse(patients, anchors),
    ...compareCurves(patients, anchors)
  ];
}

function share(block: string, quantity: string, published: number, group: Patients, test: Test): Comparison {
  return compareShare(block, quantity, published, group.filter(test).length, group.length);
}

function compareBaseline(patients: Patients, anchors: Anchors): Comparison[] {
  const total = sum(Object.values(anchors.ageBands));
  return [
    share("baseline", "men", anchors.male, patients, ({sex}) => sex === "male"),
    ...Object.entries(anchors.trials).map(([name, p]) =>
      share("baseline", name, p, patients, ({trial}) => trial === name)
    ),
    ...Object.entries(anchors.types).map(([name, p]) =>
      share("baseline", `type ${name}`, p, patients, ({amlType}) => amlType === name)
    ),
    ...Object.entries(anchors.ageBands).map(([band, count]) =>
      share("baseline", `age ${band}`, (100 * count) / total, patients, isAged(band))
    ),
    ...Object.entries(anchors.missing).map(([name, p]) =>
      share("missing", name, p, patients, ({missing, riskEln2010}) =>
        name === "risk" ? riskEln2010 === null : missing.includes(name)
      )
    ),
    compareMedian(
      "medians",
      "age",
      anchors.age,
      patients.map(({ageYears}) => ageYears)
    ),
    ...labNames.map((lab) => {
      const known = patients.filter(({missing}) => !missing.includes(lab));
      return compareMedian(
        "medians",
        lab,
        anchors.labs[lab],
        known.map(({labs}) => labs[lab])
      );
    })
  ];
}

function compareAlterations(patients: Patients, anchors: Anchors): Comparison[] {
  const younger = patients.filter(({ageYears}) => ageYears < 60);
  const older = patients.filter(({ageYears}) => ageYears >= 60);
  const typed = patients.filter(({karyotype}) => karyotype.status === "normal" || karyotype.status === "abnormal");
  const numbers = patients.map(({features}) =>
    Math.min(7, features.filter((name) => !flagNames.includes(name)).length)
  );
  const calls = patients.flatMap(({mutations}) => mutations.filter(({vaf}) => vaf !== null));
  const npm1 = patients.filter(has("NPM1"));
  return [
    ...Object.entries(anchors.alterations).map(([name, p]) => share("alterations", name, p, patients, has(name))),
    ...Object.entries(anchors.alterationsByAge).flatMap(([name, [below, from]]) => [
      share("alterations by age", `${name} below 60`, below, younger, has(name)),
      share("alterations by age", `${name} from 60`, from, older, has(name))
    ]),
    ...Object.entries(anchors.women).map(([name, p]) =>
      share("women among carriers", name, p, patients.filter(has(name)), ({sex}) => sex === "female")
    ),
    ...Object.entries(anchors.cytogenetics).map(([name, p]) =>
      share(
        "cytogenetics",
        name,
        p,
        typed,
        name === "normal" ? ({karyotype}) => karyotype.status === "normal" : has(name)
      )
    ),
    ...anchors.genesPerPatient.map((count, k) =>
      compareShare(
        "mutated genes",
        k === 7 ? "7 or more" : String(k),
        (100 * count) / sum(anchors.genesPerPatient),
        numbers.filter((n) => n === k).length,
        numbers.length
      )
    ),
    ...anchors.npm1Genotypes.map((p, k) =>
      share("NPM1 by DNMT3A and ITD", ["neither", "DNMT3A", "ITD", "both"][k], p, npm1, ({features}) => {
        const found = (features.includes("DNMT3A") ? 1 : 0) + (features.includes("FLT3_ITD") ? 2 : 0);
        return found === k;
      })
    ),
    ...Object.entries(anchors.vaf).map(([gene, median]) =>
      compareMedian(
        "median allele frequency",
        gene,
        median,
        calls.filter((call) => call.gene === gene).map(({vaf}) => vaf!)
      )
    ),
    compareMedian(
      "medians",
      "length of duplication",
      anchors.itdLength,
      patients.flatMap(({itdCall}) => itdCall.length ?? [])
    ),
    ...anchors.oddsRatios.map(([a, b, ratio]) =>
      compareOddsRatio(
        "odds ratios",
        `${a} × ${b}`,
        ratio,
        patients.map((patient) => [has(a)(patient), has(b)(patient)])
      )
    )
  ];
}

function compareCourse(patients: Patients, {course: published}: Anchors): Comparison[] {
  const younger = patients.filter(({ageYears}) => ageYears < 60);
  const older = patients.filter(({ageYears}) => ageYears >= 60);
  const remission: Test = ({course}) => course.remissionDay !== null;
  const earlyDeath: Test = ({course}) => course.dead && course.osDays <= 60;
  const isAllo: Test = ({course}) => course.transplant !== null && course.transplant.type !== "AUTO";
  const rows: [string, Patients, Test][] = [
    ["deaths", patients, ({course}) => course.dead],
    ["remission", patients, remission],
    ["remissionBelow60", younger, remission],
    ["remissionFrom60", older, remission],
    ["inductionDeath", patients, ({course}) => course.response === "ED"],
    ["deathBy60Days", patients, earlyDeath],
    ["deathBy60DaysBelow60", younger, earlyDeath],
    ["deathBy60DaysFrom60", older, earlyDeath],
    ["alloHct", patients, isAllo],
    ["alloHctFirstRemission", patients, (patient) => isAllo(patient) && patient.course.transplant?.phase === "CR1"],
    ["autoHct", patients, ({course}) => course.transplant?.type === "AUTO"],
    ["firstEventRelapse", patients, ({course}) => course.efsEvent === "Recurrence"],
    ["firstEventRefractory", patients, ({course}) => course.efsEvent?.startsWith("RD") ?? false],
    ["firstEventDeathInRemission", patients, ({course}) => course.efsEvent === "Death_in_CR"]
  ];
  return rows.map(([name, group, test]) => share("course", name, published[name], group, test));
}

function compareCurves(patients: Patients, anchors: Anchors): Comparison[] {
  const remitted = patients.filter(({course}) => course.remissionDay !== null);
  const relapsed = patients.filter(({course}) => course.relapseDay !== null);
  const curves: Record<string, TimeToEvent[]> = {
    OS: patients.map(overall),
    EFS: patients.map(({course}) => ({time: course.efsDays, status: course.efsEvent === null ? 0 : 1})),
    RFS: remitted.map(afterRemission).map(({time, status}) => ({time, status: status === 0 ? 0 : 1})),
    followUp: patients.map(({course}) => ({time: course.osDays, status: course.dead ? 0 : 1})),
    afterRelapse: relapsed.map(({course}) => ({
      time: course.osDays - course.relapseDay!,
      status: course.dead ? 1 : 0
    }))
  };
  const risks = remitted.map(afterRemission);
  const atYears = (values: readonly (number | null)[], compare: (value: number, years: number) => Comparison) =>
    values.flatMap((value, i) => (value === null ? [] : compare(value, [1, 3, 5][i])));
  const withoutApl = patients.filter(({features}) => !features.includes("t_15_17"));
  return [
    ...Object.entries(anchors.medianMonths).map(([name, months]) =>
      compareMedianTime("median time", name, months, curves[name])
    ),
    ...Object.entries(anchors.survival).flatMap(([name, values]) =>
      atYears(values, (value, years) => {
        const quantity = `${name} at ${years} y`;
        if (name === "CIR") return compareIncidence("survival", quantity, value, risks, years, 1);
        if (name === "NRM") return compareIncidence("survival", quantity, value, risks, years, 2);
        return compareSurvival("survival", quantity, value, curves[name], years);
      })
    ),
    ...Object.entries(anchors.survivalByAge).map(([band, value]) =>
      compareSurvival("survival", `OS at 5 y, age ${band}`, value, patients.filter(isAged(band)).map(overall), 5)
    ),
    ...Object.entries(anchors.survivalByClass).flatMap(([name, values]) => {
      const members = patients.filter(({genomicClass}) => name === genomicClass || isRare(name, genomicClass));
      return atYears(values, (value, years) =>
        compareSurvival("survival by class", `${name} at ${years} y`, value, members.map(overall), years)
      );
    }),
    ...Object.entries(anchors.survivalByGenotype).map(([letters, value]) => {
      const group = withoutApl.filter((patient) =>
        [
          ["N", "NPM1"],
          ["D", "DNMT3A"],
          ["I", "FLT3_ITD"]
        ].every(([letter, name]) => has(name)(patient) === letters.includes(letter))
      );
      return compareSurvival("survival by genotype", `${letters} at 5 y`, value, group.map(overall), 5);
    })
  ];
}

/** The two rarest classes share one published curve. */
function isRare(name: string, genomicClass: string): boolean {
  return name === "inv3_t6_9" && (genomicClass === "inv3" || genomicClass === "t6_9");
}

function overall({course}: RegistryFacts): TimeToEvent {
  return {time: course.osDays, status: course.dead ? 1 : 0};
}

function afterRemission({course}: RegistryFacts): TimeToEvent {
  const {remissionDay, relapseDay, osDays, dead} = course;
  return {time: (relapseDay ?? osDays) - remissionDay!, status: relapseDay !== null ? 1 : dead ? 2 : 0};
}

function has(name: string): Test {
  return ({features}) => features.includes(name);
}

function isAged(band: string): Test {
  const [from, to] = band.split("-").map(Number);
  return ({ageYears}) => ageYears >= from && ageYears <= to;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
