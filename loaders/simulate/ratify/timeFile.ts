import type {RawFile} from "../rawFile.js";
import {adamTable} from "./adamTable.js";
import type {RatifyTruth, TrialPatient} from "./ratifyTruth.js";
import type {TrialDefects} from "./trialDefects.js";

interface TimeRow {
  readonly id: string;
  readonly code: string;
  readonly days: number;
  readonly isEvent: boolean;
  readonly words: string;
  readonly isNegative: boolean;
}

const names: Readonly<Record<string, string>> = {
  OS: "Overall Survival",
  EFS: "Event-Free Survival",
  RFS: "Relapse-Free Survival"
};
const events = {failure: "No CR within 60 days", relapse: "Relapse", death: "Death"} as const;

/** Times to events: one row a patient and endpoint, in months to two decimals, `CNSR` 1 = censored, what happened in words. */
export function timeFile({patients}: RatifyTruth, {negativeSurvival}: TrialDefects): RawFile {
  return adamTable<TimeRow>(
    "adtte.csv",
    [
      ["USUBJID", ({id}) => id],
      ["PARAMCD", ({code}) => code],
      ["PARAM", ({code}) => `${names[code]} (Months)`],
      ["AVAL", ({days, isNegative}) => `${isNegative ? "-" : ""}${(days / 30.4375).toFixed(2)}`],
      ["AVALU", () => "MONTHS"],
      ["CNSR", ({isEvent}) => (isEvent ? "0" : "1")],
      ["EVNTDESC", ({words}) => words]
    ],
    patients.flatMap((patient) => rowsOf(patient, negativeSurvival.has(patient.id)))
  );
}

function rowsOf({id, course}: TrialPatient, isNegative: boolean): TimeRow[] {
  const {osDays, dead, remissionDay, relapseDay, efsDays, efsEvent} = course;
  const row = (code: string, days: number, words: string | null, censored: string): TimeRow => ({
    id,
    code,
    days,
    isEvent: words !== null,
    words: words ?? censored,
    isNegative: isNegative && code === "OS"
  });
  const overall = row("OS", osDays, dead ? events.death : null, "Alive at last contact");
  const eventFree = row("EFS", efsDays, efsEvent && events[efsEvent], "Ongoing without event");
  if (remissionDay === null) return [overall, eventFree];
  const ended = relapseDay !== null ? events.relapse : dead ? events.death : null;
  return [overall, eventFree, row("RFS", (relapseDay ?? osDays) - remissionDay, ended, "Ongoing in remission")];
}
