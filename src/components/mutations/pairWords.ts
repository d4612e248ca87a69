import {oddsRatioText, probabilityText} from "../../charts/coMutationMatrix.js";
import {formatCount} from "../../charts/format.js";
import {testNames} from "../../cohort/mutations/association.js";
import type {CoMutation} from "../../cohort/mutations/coMutation.js";
import {pairLimits} from "./pairTable.js";

/** A pair in one or two sentences: estimate and interval first, the test last. */
export function pairWords(pair: CoMutation, stratified: boolean): string {
  const names = `${pair.first} and ${pair.second}`;
  if (pair.state === "not_tested") return `${names}: no patient was tested for both.`;
  const counts = `${formatCount(pair.both)} of ${formatCount(pair.tested)} patients tested for both have both`;
  if (pair.state === "same_gene") return `${names}: ${counts}. Alterations of one gene are not compared.`;
  if (pair.state === "few") {
    return `${names}: ${counts}; ${pair.expected.toFixed(1)} expected, fewer than one: nothing is estimated.`;
  }
  const {lower, upper} = pairLimits(pair, stratified);
  const ratio = `odds ratio ${oddsRatioText(pair.oddsRatio, lower, upper)}`;
  const test =
    pair.test === null
      ? "not tested: it varies in no stratum"
      : `${probabilityText("q", pair.q)} (${testNames[pair.test]})`;
  const crude = stratified
    ? ` All patients together: ${oddsRatioText(pair.crudeOddsRatio, null, null)}${pair.reversed ? ", the opposite direction" : ""}.`
    : "";
  const heterogeneity =
    stratified && pair.heterogeneityP !== null
      ? ` Equal in the strata: ${probabilityText("p", pair.heterogeneityP)} (Breslow–Day).`
      : "";
  return `${names}: ${ratio}; ${counts}, ${pair.expected.toFixed(1)} expected; ${test}.${crude}${heterogeneity}`;
}
