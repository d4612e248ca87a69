import type {DefectPlan} from "../defects/defectPlan.js";
import {drawMutations} from "../mutations.js";
import type {RegistryParameters} from "../parameters.js";
import type {MutationTruth, PatientTruth} from "../patientTruth.js";
import type {VariantCatalogue} from "../variantCatalogue.js";

/**
 * Writes gene symbols that no one knows, each in a call of another patient.
 *
 * @param symbols gene and what is written for it
 * @returns what is written, by call
 */
export function unmappedSymbols(
  plan: DefectPlan,
  symbols: Readonly<Record<string, string>>,
  patients: readonly PatientTruth[]
): Map<MutationTruth, string> {
  const defect = "unmapped gene symbol";
  const written = new Map<MutationTruth, string>();
  for (const [gene, symbol] of Object.entries(symbols)) {
    const calls = patients.flatMap(({id, mutations}) =>
      mutations.filter((call) => call.gene === gene && !call.isQuestionable).map((call) => ({id, call}))
    );
    for (const {id, call} of plan.choose(defect, 1, calls)) {
      written.set(call, symbol);
      plan.record({defect, file: "genetic.tsv", patient: id, what: `${gene} is written “${symbol}” in a call`});
    }
  }
  return written;
}

/** Reports NPM1 as mutated, with a call, in patients with t(8;21). */
export function npm1WithCoreBindingFactor(
  plan: DefectPlan,
  count: number,
  patients: readonly PatientTruth[],
  catalogue: VariantCatalogue,
  parameters: RegistryParameters
): PatientTruth[] {
  const defect = "NPM1 with t(8;21)";
  const wildType = patients.filter(
    ({features, karyotype}) =>
      features.includes("t_8_21") && !features.includes("NPM1") && karyotype.status === "abnormal"
  );
  return plan.choose(defect, count, wildType).map((patient) => {
    const {id, sex, features, mutations} = patient;
    const [call] = drawMutations(["NPM1"], sex, catalogue, parameters, plan.random(defect));
    const what = "NPM1 is reported mutated, with a call, in a patient with t(8;21)";
    plan.record({defect, file: "clinical.tsv", patient: id, what});
    return {...patient, features: [...features, "NPM1"], mutations: [...mutations, call]};
  });
}
