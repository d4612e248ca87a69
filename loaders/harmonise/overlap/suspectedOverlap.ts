import type {Cell} from "../../release/tableData.js";
import type {HarmonisedTables} from "../harmonisedTables.js";

/** A set of facts that two patients rarely share by chance. */
interface Fingerprint {
  /** The facts in words. */
  readonly key: string;
  /** The facts of the patient in a row of the table `patients`; one that is not known spoils the fingerprint. */
  readonly facts: (row: number) => readonly Cell[];
}

/**
 * Patients of different sources who are alike in facts that two people rarely share: laboratory values on the day of
 * diagnosis, or the course of the disease. Only a suspicion; patients already known to be in several sources are left out.
 *
 * @param resolved records known to be those of a person with several
 * @returns per fingerprint and pair of sources, how many patients of the later one have a like in the earlier
 */
export function suspectedOverlap(
  tables: HarmonisedTables,
  sources: readonly string[],
  resolved: ReadonlySet<Cell>
): {key: string; first: string; second: string; n: number}[] {
  const {patients} = tables;
  const ids = patients.column("patient_id").values;
  const sourceIds = patients.column("source_id").values;
  return fingerprints(tables).flatMap(({key, facts}) => {
    const seen = new Map<string, Map<string, number>>(sources.map((source) => [source, new Map()]));
    for (let row = 0; row < ids.length; ++row) {
      if (resolved.has(ids[row])) continue;
      const values = facts(row);
      if (values.some((value) => value === null)) continue;
      const print = JSON.stringify(values);
      const counts = seen.get(String(sourceIds[row]));
      counts?.set(print, (counts.get(print) ?? 0) + 1);
    }
    return pairs(sources).map(([first, second]) => {
      let n = 0;
      for (const [print, count] of seen.get(second)!) if (seen.get(first)!.has(print)) n += count;
      return {key, first, second, n};
    });
  });
}

/** Every pair of sources, the earlier of the study first. */
export function pairs(sources: readonly string[]): [string, string][] {
  return sources.flatMap((first, i) => sources.slice(i + 1).map((second): [string, string] => [first, second]));
}

function fingerprints({patients, outcomes}: HarmonisedTables): Fingerprint[] {
  const ids = patients.column("patient_id").values;
  const cells = (names: readonly string[]): ((row: number) => Cell[]) => {
    const columns = names.map((name) => patients.column(name).values);
    return (row) => columns.map((values) => values[row]);
  };
  const dead = new Map<Cell, Cell>();
  const remission = new Map<Cell, Cell>();
  const definitions = outcomes.column("definition").values;
  outcomes.column("patient_id").values.forEach((id, i) => {
    if (definitions[i] === "OS") dead.set(id, outcomes.column("status").values[i]);
    else if (definitions[i] === "RFS") remission.set(id, outcomes.column("start_day").values[i]);
  });
  const person = cells(["sex", "age_years", "followup_days"]);
  return [
    {
      key: "sex, age, white blood cells, haemoglobin, platelets",
      facts: cells(["sex", "age_years", "wbc", "haemoglobin", "platelets"])
    },
    {
      key: "sex, age, days of follow-up, vital status, day of remission",
      facts: (row) => [...person(row), dead.get(ids[row]) ?? null, remission.get(ids[row]) ?? null]
    }
  ];
}
