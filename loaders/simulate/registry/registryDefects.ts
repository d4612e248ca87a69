import {DefectPlan, type InjectedDefect} from "../defects/defectPlan.js";
import type {RegistryTruth} from "../latentTruth.js";
import type {RegistryParameters} from "../parameters.js";
import type {MutationTruth, PatientTruth} from "../patientTruth.js";
import type {Random} from "../random.js";
import type {VariantCatalogue} from "../variantCatalogue.js";
import {duplicatePatients, remissionsAfterRelapse, type DuplicateRow} from "./clinicalDefects.js";
import {npm1WithCoreBindingFactor, unmappedSymbols} from "./geneticDefects.js";
import {sexDiscordant, unparsable} from "./karyotypeDefects.js";

/** What the registry delivers beside, or instead of, the truth. */
export interface RegistryDefects {
  /** Patients as delivered: some with karyotypes and mutations that are not theirs. */
  readonly patients: readonly PatientTruth[];
  readonly duplicates: readonly DuplicateRow[];
  /** Day of remission as written, by patient, where it is not the true one. */
  readonly remissionDays: ReadonlyMap<string, number>;
  /** Gene symbol as written, of calls where no one knows it. */
  readonly symbols: ReadonlyMap<MutationTruth, string>;
  /** Number of karyotypes that cannot be read in full. */
  readonly unparsable: number;
  /** Number of karyotypes with the chromosomes of the other sex. */
  readonly sexDiscordant: number;
  /** File whose columns are not in the agreed order. */
  readonly permutedFile: string;
  readonly injected: readonly InjectedDefect[];
}

/**
 * Puts the declared defects into the registry's delivery, each into another patient; the truth stays as it is.
 *
 * @param open opens a sub-stream of the registry's raw files
 */
export function injectRegistryDefects(
  {patients}: RegistryTruth,
  catalogue: VariantCatalogue,
  parameters: RegistryParameters,
  open: (block: string) => Random
): RegistryDefects {
  const {defects} = parameters;
  const plan = new DefectPlan(open);
  const duplicates = duplicatePatients(plan, defects.duplicatePatients, patients);
  const remissionDays = remissionsAfterRelapse(plan, defects.relapseBeforeRemission, patients);
  const discordant = sexDiscordant(plan, defects.sexDiscordant, patients);
  const symbols = unmappedSymbols(plan, defects.unmappedSymbols, patients);
  const unlikely = npm1WithCoreBindingFactor(plan, defects.npm1WithCoreBindingFactor, patients, catalogue, parameters);
  const unreadable = unparsable(plan, defects.unparsableKaryotypes, patients);
  const {permutedFile} = defects;
  const what = "the columns stand in another order than agreed";
  plan.record({defect: "permuted columns", file: permutedFile, patient: null, what});
  const changed = new Map([...discordant, ...unlikely, ...unreadable].map((patient) => [patient.id, patient]));
  return {
    patients: patients.map((patient) => changed.get(patient.id) ?? patient),
    duplicates,
    remissionDays,
    symbols,
    unparsable: unreadable.length,
    sexDiscordant: discordant.length,
    permutedFile,
    injected: plan.injected
  };
}
