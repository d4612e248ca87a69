import type {Random} from "../random.js";
import type {RawFile} from "../rawFile.js";
import {adamTable, flag, missingToken} from "./adamTable.js";
import {dateAfter} from "./calendar.js";
import type {RatifyTruth, TrialPatient} from "./ratifyTruth.js";
import type {TrialDefects} from "./trialDefects.js";

/** The response: one row a patient, remission by day 60 with its date, of which some give only the month. */
export function responseFile(
  {patients}: RatifyTruth,
  {partialRemission}: TrialDefects,
  firstDay: string,
  random: Random
): RawFile {
  const date = ({id, randomisedOn, course}: TrialPatient): string => {
    if (course.remissionDay === null) return missingToken(random);
    const full = dateAfter(firstDay, randomisedOn + course.remissionDay);
    return partialRemission.has(id) ? full.slice(0, 7) : full;
  };
  return adamTable<TrialPatient>(
    "adrs.csv",
    [
      ["USUBJID", ({id}) => id],
      ["PARAMCD", () => "CR60"],
      ["PARAM", () => "Complete Remission within 60 Days"],
      ["AVALC", ({course}) => flag(course.remissionDay !== null)],
      ["ADT", date]
    ],
    patients
  );
}

/** Allogeneic transplants: one row a patient. */
export function transplantFile({patients}: RatifyTruth, firstDay: string): RawFile {
  return adamTable<TrialPatient>(
    "adhct.csv",
    [
      ["USUBJID", ({id}) => id],
      ["HCTFL", ({course}) => flag(course.transplant !== null)],
      [
        "HCTDT",
        ({randomisedOn, course: {transplant}}) =>
          transplant === null ? "" : dateAfter(firstDay, randomisedOn + transplant.day)
      ],
      ["HCTCR1FL", ({course: {transplant}}) => (transplant === null ? "" : flag(transplant.inFirstRemission))]
    ],
    patients
  );
}
