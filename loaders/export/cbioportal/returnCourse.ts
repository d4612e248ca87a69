import type {ReleaseRow} from "./exportedRelease.js";
import {type Declared, missing, table} from "./returnFormat.js";
import {identity} from "./returnSource.js";

/** A timeline leads to patients by way of the clinical file, so that those of other sources are left out. */
const timelineKey = {column: "PATIENT_ID", through: {file: "clinical", column: "PATIENT_ID"}};

const codes = (rows: readonly ReleaseRow[], column: string): string[] =>
  Object.keys(identity(rows.map((row) => row[column])));

/** The timeline of events in a mapping. */
export function events(rows: readonly ReleaseRow[]): Declared {
  const causes = identity(rows.map((row) => row.cause));
  return {
    file: "data_timeline_status.txt",
    format: table,
    rows: "facts",
    key: timelineKey,
    missing,
    events: codes(rows, "event").map((event) => ({
      event,
      day: "START_DATE",
      when: {EVENT: [event]},
      ...(event === "death" && Object.keys(causes).length > 0 ? {cause: {column: "CAUSE", codes: causes}} : {})
    }))
  };
}

/** The timeline of treatments in a mapping. */
export function treatments(rows: readonly ReleaseRow[]): Declared {
  return {
    file: "data_timeline_treatment.txt",
    format: table,
    rows: "facts",
    key: timelineKey,
    missing,
    treatments: codes(rows, "phase").map((phase) => {
      const told = (["donor", "remission_at_hct"] as const).map((name): [string, Declared | undefined] => {
        const list = identity(rows.filter((row) => row.phase === phase).map((row) => row[name]));
        return [name, Object.keys(list).length === 0 ? undefined : {column: name.toUpperCase(), codes: list}];
      });
      return {
        phase,
        start: "START_DATE",
        when: {PHASE: [phase]},
        ...(Object.fromEntries(told.filter(([, declared]) => declared)) as Declared)
      };
    })
  };
}

/** The timeline of responses in a mapping. */
export function responses(rows: readonly ReleaseRow[]): Declared {
  const phases = identity(rows.map((row) => row.after_phase));
  const criteria = [...new Set(rows.map((row) => row.criteria))];
  return {
    file: "data_timeline_response.txt",
    format: table,
    rows: "facts",
    key: timelineKey,
    missing,
    responses: criteria.map((by) => ({
      day: "START_DATE",
      ...(Object.keys(phases).length > 0 ? {after_phase: {column: "AFTER_PHASE", codes: phases}} : {}),
      response: {column: "RESPONSE", codes: identity(rows.map((row) => row.response))},
      ...(by === null ? {} : {criteria: by, when: {CRITERIA: [by]}})
    }))
  };
}
