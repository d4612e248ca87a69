import type {Random} from "../random.js";
import type {RawFile} from "../rawFile.js";
import {adamTable, flag, missingToken} from "./adamTable.js";
import {dateAfter} from "./calendar.js";
import type {RatifyTruth, Risk2017, Stratum, TrialPatient} from "./ratifyTruth.js";
import type {TrialDefects} from "./trialDefects.js";

const strata: Readonly<Record<Stratum, string>> = {TKD: "TKD", ITD_low: "ITD<0.7", ITD_high: "ITD>=0.7"};
const risks: Readonly<Record<Risk2017, string>> = {favourable: "1", intermediate: "2", adverse: "3"};

/** The subjects: one row a patient, arms as planned and as treated, cytogenetics as a coded risk group only. */
export function subjectFile(
  {sites, patients}: RatifyTruth,
  {ageInMonths, sexUnknown}: TrialDefects,
  firstDay: string,
  random: Random
): RawFile {
  const age = ({id, ageYears}: TrialPatient): string =>
    ageInMonths.has(id) ? String(12 * ageYears + 7) : String(ageYears);
  return adamTable<TrialPatient>(
    "adsl.csv",
    [
      ["STUDYID", ({id}) => id.split("-")[0]],
      ["USUBJID", ({id}) => id],
      ["SITEID", ({site}) => sites[site].code],
      ["AGE", age],
      ["AGEU", ({id}) => (ageInMonths.has(id) ? "MONTHS" : "YEARS")],
      ["SEX", ({id, sex}) => (sexUnknown.has(id) ? "U" : sex === "male" ? "M" : "F")],
      ["AMLTYPE", ({amlType}) => (amlType === "AML" ? "DE NOVO" : "SECONDARY")],
      ["RANDDT", ({randomisedOn}) => dateAfter(firstDay, randomisedOn)],
      ["TRT01P", ({arm}) => arm.toUpperCase()],
      ["TRT01A", ({arm, isTreated}) => (isTreated ? arm.toUpperCase() : "")],
      ["FLT3STR", ({stratum}) => strata[stratum]],
      ["FLT3AR", ({allelicRatio}) => allelicRatio?.toFixed(2) ?? "."],
      ["ITTFL", () => "Y"],
      ["SAFFL", ({isTreated}) => flag(isTreated)],
      ["NGSFL", ({isSequenced}) => flag(isSequenced)],
      ["CYTORSK", ({missing, risk}) => (missing.includes("risk") ? missingToken(random) : risks[risk])]
    ],
    patients
  );
}
