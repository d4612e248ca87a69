import {DefectPlan, type InjectedDefect} from "../defects/defectPlan.js";
import type {RegistryTruth} from "../latentTruth.js";
import {drawMutations} from "../mutations.js";
import type {RegistryParameters} from "../parameters.js";
import type {MutationTruth, PatientTruth} from "../patientTruth.js";
import type {Random} from "../random.js";
import type {VariantCatalogue} from "../variantCatalogue.js";
import {unparsableText} from "./unparsableText.js";

/** What the registry delivers beside, or instead of, the truth. */
export interface RegistryDefects {
  /** Patients as delivered: with karyotypes and mutations that are not theirs. */
  readonly patients: readonly PatientTruth[];
  /** Second rows of patients, and behind how many rows of the file they stand. */
  readonly duplicates: readonly {readonly patient: PatientTruth; readonly after: number}[];
  /** Day of remission as written, by patient, where it is not the true one. */
  readonly remissionDays: ReadonlyMap<string, number>;
  /** Gene symbol as written, of calls where no one knows it. */
  readonly symbols: ReadonlyMap<MutationTruth, string>;
  /** Patients whose karyotype cannot be read. */
  readonly unparsable: ReadonlySet<string>;
  /** Patients whose karyotype has the chromosomes of the other sex. */
  readonly sexDiscordant: ReadonlySet<string>;
  /** File whose columns are not in the agreed order. */
  readonly permutedFile: string;
  readonly injected: readonly InjectedDefect[];
}

const clinical = "clinical.tsv";
const karyotypes = "karyotypes.tsv";
const genetic = "genetic.tsv";

/** Puts the declared defects into the registry's delivery, each into another patient; the truth stays as it is. */
export function injectRegistryDefects(
  truth: RegistryTruth,
  catalogue: VariantCatalogue,
  parameters: RegistryParameters,
  open: (block: string) => Random
): RegistryDefects {
  const {defects: counts} = parameters;
  const plan = new DefectPlan(open);
  const changed = new Map<string, PatientTruth>();
  const {patients} = truth;

  const duplicates = plan.choose("duplicate patient", counts.duplicatePatients, patients).map((patient) => {
    const random = plan.random("duplicate patient");
    const {labs, course} = patient;
    const second = {
      ...patient,
      labs: {...labs, wbc: Math.round(labs.wbc * 11) / 10 + 0.1, ldh: labs.ldh + random.integer(1, 30)},
      course: {...course, osDays: course.dead ? course.osDays : course.osDays + random.integer(10, 90)}
    };
    const what = "a second row of the patient, in which some values differ";
    plan.record({defect: "duplicate patient", file: clinical, patient: patient.id, what});
    return {patient: second, after: random.integer(patients.indexOf(patient) + 1, patients.length)};
  });

  const remissionDays = new Map<string, number>();
  const relapsed = patients.filter(
    ({course: {remissionDay, relapseDay, osDays}}) =>
      remissionDay !== null && relapseDay !== null && relapseDay + 21 <= osDays
  );
  for (const {id, course} of plan.choose("relapse before remission", counts.relapseBeforeRemission, relapsed)) {
    const late = plan.random("relapse before remission").integer(3, 21);
    remissionDays.set(id, course.relapseDay! + late);
    const what = `the remission is dated ${late} days after the relapse`;
    plan.record({defect: "relapse before remission", file: clinical, patient: id, what});
  }

  const told = patients.filter(({karyotype: {text}}) => /^\d[^,]*,X[XY][,[]/.test(text) && !text.includes("-Y"));
  const discordant = plan.choose("sex and karyotype discordant", counts.sexDiscordant, told);
  for (const patient of discordant) {
    const text = patient.karyotype.text.replace(/,X([XY])(?=[,[])/g, (_, last) => (last === "X" ? ",XY" : ",XX"));
    changed.set(patient.id, {...patient, karyotype: {...patient.karyotype, text}});
    const what = "the karyotype has the chromosomes of the other sex";
    plan.record({defect: "sex and karyotype discordant", file: karyotypes, patient: patient.id, what});
  }

  const symbols = new Map<MutationTruth, string>();
  for (const [gene, symbol] of Object.entries(counts.unmappedSymbols)) {
    const calls = patients.flatMap(({id, mutations}) =>
      mutations.filter((call) => call.gene === gene && !call.isQuestionable).map((call) => ({id, call}))
    );
    for (const {id, call} of plan.choose(`unmapped gene symbol/${gene}`, 1, calls)) {
      symbols.set(call, symbol);
      const what = `${gene} is written “${symbol}” in a call`;
      plan.record({defect: "unmapped gene symbol", file: genetic, patient: id, what});
    }
  }

  const wildType = patients.filter(
    ({features, karyotype}) =>
      features.includes("t_8_21") && !features.includes("NPM1") && karyotype.status === "abnormal"
  );
  for (const patient of plan.choose("NPM1 with t(8;21)", counts.npm1WithCoreBindingFactor, wildType)) {
    const {id, sex, features, mutations} = patient;
    const [call] = drawMutations(["NPM1"], sex, catalogue, parameters, plan.random("NPM1 with t(8;21)"));
    changed.set(id, {...patient, features: [...features, "NPM1"], mutations: [...mutations, call]});
    const what = "NPM1 is reported mutated, with a call, in a patient with t(8;21)";
    plan.record({defect: "NPM1 with t(8;21)", file: clinical, patient: id, what});
  }

  const readable = patients.filter(
    ({features, karyotype: {status, text}}) =>
      status === "abnormal" && !features.includes("abn3q_other") && !/ish|FISH|,-9[,[/]/.test(text)
  );
  const unparsable = plan.choose("unparsable karyotype", counts.unparsableKaryotypes, readable);
  for (const patient of unparsable) {
    const text = unparsableText(patient.karyotype.text, plan.random("unparsable karyotype"));
    changed.set(patient.id, {...patient, karyotype: {...patient.karyotype, text}});
    const what = "a part of the karyotype, or all of it, cannot be read";
    plan.record({defect: "unparsable karyotype", file: karyotypes, patient: patient.id, what});
  }

  const what = "the columns stand in another order than agreed";
  plan.record({defect: "permuted columns", file: counts.permutedFile, patient: null, what});
  return {
    patients: patients.map((patient) => changed.get(patient.id) ?? patient),
    duplicates,
    remissionDays,
    symbols,
    unparsable: new Set(unparsable.map(({id}) => id)),
    sexDiscordant: new Set(discordant.map(({id}) => id)),
    permutedFile: counts.permutedFile,
    injected: plan.injected
  };
}
