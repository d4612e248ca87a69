import {flagNames} from "./features.js";

const adverse = ["inv3", "t_6_9", "kmt2a_other", "loss5q", "minus7", "abn17p", "complex"];
const favourable = ["t_8_21", "inv16", "t_15_17"];

/**
 * Genetic risk as the registry codes it (European LeukemiaNet 2010, Döhner et al., Blood 2010;115:453, with t(15;17)
 * coded favourable): Favorable, Inter-1, Inter-2, Adverse.
 */
export function riskEln2010(features: readonly string[]): string {
  const any = (names: readonly string[]): boolean => names.some((name) => features.includes(name));
  if (any(favourable)) return "Favorable";
  if (any(adverse)) return "Adverse";
  if (any(flagNames)) return "Inter-2";
  const isFavourable = (any(["NPM1"]) && !any(["FLT3_ITD"])) || any(["CEBPA_bi", "CEBPA_mono"]);
  return isFavourable ? "Favorable" : "Inter-1";
}
