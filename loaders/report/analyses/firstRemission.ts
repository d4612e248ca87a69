import {columnOf} from "../../release/columnOf.js";
import {hasTable} from "../../release/hasTable.js";
import type {ReportContext} from "../reportContext.js";
import {cohortPositions} from "./cohortPatients.js";

/** The state of the disease at an allogeneic transplantation; the first of each patient. */
export interface Transplants {
  /** Day from the index event; NaN if none, or of unknown day. */
  readonly day: Float64Array;
  /** Code of the vocabulary `remissionAtHct`; null if none or not known. */
  readonly state: readonly (string | null)[];
  /** Day of the transplantation in the first remission; NaN if none. */
  readonly inFirstRemission: Float64Array;
}

const known = new WeakMap<ReportContext, Transplants>();

/**
 * Allogeneic transplantations of each patient of the cohort extract. One counts as done in the first remission if it was
 * done on or after the day of remission, not after a relapse, and the source does not call the disease otherwise then.
 */
export function transplants(context: ReportContext): Transplants {
  const found = known.get(context) ?? readTransplants(context);
  known.set(context, found);
  return found;
}

function readTransplants(context: ReportContext): Transplants {
  const {release, patients, catalogue} = context;
  const day = new Float64Array(patients).fill(NaN);
  const state = new Array<string | null>(patients).fill(null);
  const inFirstRemission = new Float64Array(patients).fill(NaN);
  if (!hasTable(release, "treatments")) return {day, state, inFirstRemission};
  const never = new Float64Array(patients).fill(NaN);
  const [remission, relapse] = ["cr_day", "relapse_day"].map((d) =>
    catalogue.days.has(d) ? context.rows.number(d) : never
  );
  const positions = cohortPositions(context);
  const table = release.table("treatments");
  const [phases, days, states] = ["phase", "start_day", "remission_at_hct"].map((name) => columnOf(table, name));
  columnOf(table, "patient_id").forEach((patient, row) => {
    const i = positions.get(String(patient));
    const start = days[row];
    if (i === undefined || phases[row] !== "hct_allo" || typeof start !== "number") return;
    const own = states[row] === null ? null : String(states[row]);
    if (!(start >= day[i])) {
      day[i] = start;
      state[i] = own;
    }
    const inRemission = (own === null || own === "CR1") && start >= remission[i] && !(start >= relapse[i]);
    if (inRemission && !(start >= inFirstRemission[i])) inFirstRemission[i] = start;
  });
  return {day, state, inFirstRemission};
}
