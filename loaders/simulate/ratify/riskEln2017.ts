import type {Risk2017} from "./ratifyTruth.js";

const favourable = ["t_8_21", "inv16", "CEBPA_bi"];
const adverseKaryotype = ["t_6_9", "kmt2a_other", "t_9_22", "inv3", "loss5q", "minus7", "abn17p", "complex"];
const adverseGenes = ["RUNX1", "ASXL1", "TP53"];

/**
 * Genetic risk by the European LeukemiaNet 2017 (Döhner et al., Blood 2017;129:424) as the trial codes it; monosomal karyotypes
 * count as far as they are complex.
 *
 * @param allelicRatio of FLT3-ITD; null without
 */
export function riskEln2017(features: readonly string[], allelicRatio: number | null): Risk2017 {
  const any = (names: readonly string[]): boolean => names.some((name) => features.includes(name));
  const isHigh = allelicRatio !== null && allelicRatio >= 0.5;
  if (any(["t_8_21", "inv16"])) return "favourable";
  if (any(["t_9_11"])) return "intermediate";
  if (any(adverseKaryotype)) return "adverse";
  if (any(favourable) || (any(["NPM1"]) && !isHigh)) return "favourable";
  if (any(adverseGenes)) return "adverse";
  if (any(["NPM1"])) return "intermediate";
  return isHigh ? "adverse" : "intermediate";
}
