import {codedReader} from "./codedReader.js";
import {dayReader} from "./dayReader.js";
import type {Outcome} from "./endpoints/outcome.js";
import type {OpenFile} from "./openSource.js";
import {defaultDefinition, type SourceOutcomes} from "./outcomes.js";
import type {Cohort} from "./patients.js";
import type {SourceContext} from "./sourceContext.js";

/** Appends the endpoints that the partner sent ready-made, and counts where the rebuilt ones differ. */
export function addReportedOutcomes(
  cohort: Cohort,
  files: readonly OpenFile[],
  joins: ReadonlyMap<OpenFile, Int32Array>,
  rebuilt: SourceOutcomes,
  context: SourceContext
): void {
  const {tables, rejects} = context;
  const table = tables.reported_outcomes;
  for (const file of files)
    for (const {endpoint, definition, time, unit, status} of file.spec.reported) {
      const readTime = dayReader(file.spec, time, unit);
      const readStatus = codedReader(file.spec, status);
      const times = file.raw.column(time);
      const statuses = file.raw.column(status.column);
      const outcomes = rebuilt.get(definition ?? defaultDefinition(endpoint, context.study.disease) ?? "");
      const tally = new Map<Agreement, number>();
      let compared = 0;
      for (const row of file.ledger.usedRows()) {
        const patient = joins.get(file)![row];
        const days = readTime(times[row]);
        const code = readStatus(statuses[row]);
        if (days.refusal) rejects.value(file.raw, row, time, times[row].trim(), days.refusal);
        if (code.refusal) rejects.value(file.raw, row, status.column, statuses[row].trim(), code.refusal);
        const known = typeof days.value === "number" && typeof code.value === "number";
        if (known) {
          table.column("patient_id").push(cohort.ids[patient]);
          table.column("endpoint").push(endpoint);
          table.column("time_days").push(days.value);
          table.column("status").push(code.value);
        }
        if (!outcomes) continue;
        ++compared;
        const kind = agreement(days.value as number | null, code.value as number | null, outcomes[patient]);
        if (kind) tally.set(kind, (tally.get(kind) ?? 0) + 1);
      }
      for (const [kind, words] of Object.entries(descriptions) as [Agreement, string][])
        if (outcomes)
          context.findings.add({
            file: file.raw.file,
            rule: `reported_${endpoint}_${kind}`,
            severity: "warning",
            n: tally.get(kind) ?? 0,
            checked: compared,
            description: `${endpoint}: ${words}`
          });
    }
}

const descriptions = {
  no_time: "the source reports a status without a time; rebuilt from events",
  not_reported: "the source reports nothing; rebuilt from events",
  not_rebuilt: "reported by the source, but the events do not support it",
  censored_at_death: "reported as censored on the day on which the patient died; rebuilt as an event",
  status_differs: "reported and rebuilt status differ",
  earlier: "same status, but reported before the first event on record",
  later: "same status, but reported after the first event on record"
} as const;
type Agreement = keyof typeof descriptions;

/** How a reported endpoint differs from the rebuilt one; null where they agree. */
function agreement(time: number | null, status: number | null, rebuilt: Outcome | null): Agreement | null {
  if (status === null && time === null) return rebuilt ? "not_reported" : null;
  if (!rebuilt) return "not_rebuilt";
  if (time === null || status === null) return "no_time";
  if (status === rebuilt.status) return time === rebuilt.time ? null : time < rebuilt.time ? "earlier" : "later";
  if (status === 0 && rebuilt.event === "death" && time === rebuilt.time) return "censored_at_death";
  return "status_differs";
}
