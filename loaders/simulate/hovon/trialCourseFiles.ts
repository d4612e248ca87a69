import type {Random} from "../random.js";
import type {RawFile} from "../rawFile.js";
import {dutchTable} from "./dutchTable.js";
import {dutchDate} from "./trialDates.js";
import type {TrialTruth} from "./trialTruth.js";

/** Karyotypes by ISCN 2009, or the words that stand for them. */
export function trialKaryotypeFile({patients}: TrialTruth): RawFile {
  return dutchTable(
    "cytogenetica.csv",
    ["patientnr", "karyotype_ISCN2009"],
    patients.map(({id, karyotype}) => [id, karyotype.text])
  );
}

/** Responses: a row for each of three cycles; not applicable where the marrow was not looked at. */
export function responseFile({patients}: TrialTruth): RawFile {
  const rows = patients.flatMap(({id, registrationDay, course}) =>
    [1, 2, 3].map((cycle) => {
      const found = course.responses.find((d) => d.cycle === cycle);
      return [id, String(cycle), found ? dutchDate(registrationDay + found.day) : "nvt", found?.response ?? "nvt"];
    })
  );
  return dutchTable("respons.csv", ["patientnr", "cyclus", "datum", "respons"], rows);
}

const states: Readonly<Record<string, string>> = {CR1: "1", CR2: "2", RD1: "refractair", Rez1: "recidief"};

/** Transplants: one row each, with conditioning. */
export function transplantFile({patients}: TrialTruth, random: Random): RawFile {
  const rows = patients.flatMap(({id, registrationDay, ageYears, course: {transplant}}) => {
    if (!transplant) return [];
    const isAuto = transplant.type === "AUTO";
    const isReduced = random.chance(ageYears >= 50 ? 0.75 : 0.25);
    return [
      [
        id,
        dutchDate(registrationDay + transplant.day),
        isAuto ? "auto" : "allo",
        isAuto ? "nvt" : transplant.type,
        isAuto ? "BuCy" : isReduced ? "RIC" : "MAC",
        states[transplant.phase]
      ]
    ];
  });
  return dutchTable("hct.csv", ["patientnr", "datum_HCT", "type", "donor", "conditionering", "CR_nummer"], rows);
}
