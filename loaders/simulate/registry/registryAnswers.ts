import type {RegistryTruth} from "../latentTruth.js";
import type {ExpectedFinding, PartnerDelivery} from "../partners.js";
import {courseAnswers} from "./courseAnswers.js";
import {replaceMinus9} from "./laboratoryFiles.js";
import type {RegistryDefects} from "./registryDefects.js";
import {valueAnswers} from "./valueAnswers.js";

/**
 * The answer key of the registry: what quality control must find in its files, from the truth and the defects put in
 * alone.
 */
export function registryAnswers(
  {outside}: RegistryTruth,
  defects: RegistryDefects
): Pick<PartnerDelivery, "expectedFindings" | "expectedRejects"> {
  const {patients, duplicates, symbols, unparsable, sexDiscordant, permutedFile} = defects;
  const [clinical, genetic, karyotypes] = ["clinical.tsv", "genetic.tsv", "karyotypes.tsv"];
  const strangers = outside.filter(({mutations}) => mutations.length > 0);
  const strangeCalls = strangers.reduce((sum, {mutations}) => sum + mutations.length, 0);
  const strangeKaryotypes = outside.filter(({karyotype}) => karyotype !== null).length;
  const damaged = patients.filter(({karyotype: {text}}) => replaceMinus9(text) !== text).length;
  const missed = patients.filter(({features, itdCall}) => features.includes("FLT3_ITD") && itdCall.count === 0);
  const extra = patients.filter(({features, itdCall}) => !features.includes("FLT3_ITD") && itdCall.count > 0);
  const all = null;
  const found: ExpectedFinding[] = [
    finding("rows_refused", clinical, duplicates.length, "second rows of patients"),
    finding("rows_refused", genetic, strangeCalls + symbols.size, "calls of others, and genes that no one knows"),
    finding("rows_refused", karyotypes, strangeKaryotypes, "karyotypes of others"),
    finding("patients_outside_cohort", genetic, strangers.length, "samples of others"),
    finding("patients_outside_cohort", karyotypes, strangeKaryotypes, "samples of others"),
    finding("column_order", permutedFile, 1, "columns in another order than agreed"),
    finding("karyotype_unparsed", all, unparsable, "karyotypes that no one can read in full"),
    finding("karyotype_repaired:na_for_loss_of_9", all, damaged, "losses of chromosome 9 replaced as missing values"),
    finding("sex_karyotype_discordant", all, sexDiscordant, "karyotypes with the chromosomes of the other sex"),
    finding("disagreement:FLT3-ITD:only_decided", all, missed.length, "duplications that the caller missed"),
    finding("disagreement:FLT3-ITD:only_itd.FLT3_ITD_status", all, extra.length, "duplications only the caller saw"),
    ...courseAnswers(defects),
    ...valueAnswers(patients)
  ];
  return {
    expectedFindings: found.filter(({n}) => n > 0),
    expectedRejects: [
      {file: clinical, column: null, reason: "duplicate patient", n: duplicates.length},
      {file: genetic, column: null, reason: "patient not in the cohort", n: strangeCalls},
      ...[...symbols.values()].map((symbol) => ({
        file: genetic,
        column: null,
        reason: `unknown gene symbol: ${symbol}`,
        n: 1
      })),
      {file: karyotypes, column: null, reason: "patient not in the cohort", n: strangeKaryotypes}
    ].filter(({n}) => n > 0)
  };
}

function finding(rule: string, file: string | null, n: number, because: string): ExpectedFinding {
  return {rule, file, n, because};
}
