import {labNames, type LabName} from "../parameters.js";
import type {Random} from "../random.js";
import type {RawFile} from "../rawFile.js";
import {adamTable, missingToken} from "./adamTable.js";
import type {RatifyParameters} from "./ratifyParameters.js";
import type {RatifyTruth, TrialPatient, TrialSite} from "./ratifyTruth.js";
import type {TrialDefects} from "./trialDefects.js";

interface LabRow {
  readonly id: string;
  readonly lab: LabName;
  readonly visit: string;
  readonly baseline: string;
  readonly value: string;
  readonly unit: string;
}

const parameters: Readonly<Record<LabName, readonly [code: string, name: string]>> = {
  wbc: ["WBC", "Leukocytes"],
  haemoglobin: ["HGB", "Haemoglobin"],
  platelets: ["PLAT", "Platelets"],
  ldh: ["LDH", "Lactate Dehydrogenase"],
  bmBlasts: ["BLSTBM", "Blasts, Bone Marrow"],
  pbBlasts: ["BLSTPB", "Blasts, Blood"]
};

/**
 * Laboratory values: one row a patient, parameter and visit, in the units of the site; `ABLFL` marks the baseline. Missing values
 * have a token, or no row.
 */
export function labFile(
  {sites, patients}: RatifyTruth,
  {wbcWithoutUnit}: TrialDefects,
  {quirks, sites: units}: RatifyParameters,
  random: Random
): RawFile {
  const rows = patients.flatMap((patient) => {
    const site = sites[patient.site];
    const baseline = labNames.flatMap((lab): LabRow[] => {
      const isMissing = patient.missing.includes(lab);
      const hasRow = !isMissing || !random.chance(quirks.noRow);
      const [value, unit] = inUnitsOf(site, lab, patient.labs[lab], units.upperLimitOfNormal);
      const row = {
        id: patient.id,
        lab,
        visit: "Baseline",
        baseline: "Y",
        value: isMissing ? missingToken(random) : value,
        unit: lab === "wbc" && wbcWithoutUnit.has(patient.id) ? "" : unit
      };
      return hasRow ? [row] : [];
    });
    return random.chance(quirks.earlierLabs) ? [earlier(patient, site, random), ...baseline] : baseline;
  });
  return adamTable<LabRow>(
    "adlb.csv",
    [
      ["USUBJID", ({id}) => id],
      ["PARAMCD", ({lab}) => parameters[lab][0]],
      ["PARAM", ({lab}) => parameters[lab][1]],
      ["AVISIT", ({visit}) => visit],
      ["ABLFL", ({baseline}) => baseline],
      ["AVAL", ({value}) => value],
      ["LBORRESU", ({unit}) => unit]
    ],
    rows
  );
}

/** A row of the screening visit, which is not the baseline. */
function earlier({id, labs}: TrialPatient, site: TrialSite, random: Random): LabRow {
  const before = Math.round(10 * labs.wbc * (0.5 + 0.5 * random.uniform())) / 10;
  const [value, unit] = inUnitsOf(site, "wbc", before, 1);
  return {id, lab: "wbc", visit: "Screening", baseline: "", value, unit};
}

/** A value as the laboratory of the site writes it, with its unit. */
function inUnitsOf(site: TrialSite, lab: LabName, value: number, upperLimit: number): [value: string, unit: string] {
  switch (lab) {
    case "wbc":
      return [site.wbcUnit === "/uL" ? String(Math.round(1000 * value)) : String(value), site.wbcUnit];
    case "haemoglobin":
      return site.haemoglobinInGramsPerLitre ? [String(Math.round(10 * value)), "g/L"] : [value.toFixed(1), "g/dL"];
    case "platelets":
      return [String(value), "10^9/L"];
    case "ldh":
      return site.ldhInMultiples ? [(value / upperLimit).toFixed(2), "xULN"] : [String(value), "U/L"];
    default:
      return site.blastsAsFraction ? [(value / 100).toFixed(2), "fraction"] : [String(value), "%"];
  }
}
