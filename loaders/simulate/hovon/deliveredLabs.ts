import {labNames, type LabName} from "../parameters.js";
import {commaNumber} from "./dutchTable.js";
import type {TrialDefects} from "./trialDefects.js";
import type {OtherDiseaseTruth} from "./trialTruth.js";

/** A blood value as the partner writes it, and what it is in the unit of the model. */
export interface DeliveredLab {
  readonly text: string;
  /** Null where it is missing or cannot be. */
  readonly value: number | null;
}

/**
 * The blood values of one patient as delivered. Haemoglobin is measured in mmol/L to one decimal, lactate dehydrogenase in
 * Swiss hospitals in µkat/L to two; what harmonisation must give is the measured number times 1.6114 and 60. One trial
 * writes extreme shares of blasts as `>90` and `<5`, which stand for their limit.
 */
export function deliveredLabs(
  patient: Pick<OtherDiseaseTruth, "id" | "labs" | "country" | "studyCode" | "missing">,
  defects: TrialDefects
): Record<LabName, DeliveredLab> {
  const {labs, country, studyCode, missing} = patient;
  const measured = (value: number, decimals: number, factor = 1): DeliveredLab => ({
    text: commaNumber(value, decimals),
    value: Number(value.toFixed(decimals)) * factor
  });
  const blasts = (percent: number): DeliveredLab => {
    if (studyCode === "HOVON-42A" && percent > 90) return {text: ">90", value: 90};
    if (studyCode === "HOVON-42A" && percent < 5) return {text: "<5", value: 5};
    return measured(percent, 0);
  };
  const all: Record<LabName, DeliveredLab> = {
    wbc: measured(labs.wbc, 1),
    haemoglobin: measured(labs.haemoglobin / 1.6114, 1, 1.6114),
    platelets: measured(labs.platelets, 0),
    ldh: country === "CH" ? measured(labs.ldh / 60, 2, 60) : measured(labs.ldh, 0),
    bmBlasts: blasts(labs.bmBlasts),
    pbBlasts: blasts(labs.pbBlasts)
  };
  for (const name of labNames) {
    const error = defects.outOfRange.find(({id, lab}) => id === patient.id && lab === name);
    if (error) all[name] = {text: error.text, value: null};
    else if (missing.includes(name)) all[name] = {text: "-9", value: null};
  }
  return all;
}
