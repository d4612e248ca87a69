import type {Cell} from "../../release/tableData.js";
import type {HarmonisedTables} from "../harmonisedTables.js";

/** For every row of the table `patients`, whether it counts where sources are taken together: a person counts once. */
export function countsOnce({patients}: Pick<HarmonisedTables, "patients">): boolean[] {
  return patients.column("duplicate_of").values.map((standIn) => standIn === null);
}

/** Ids of the records that do not count where sources are taken together. */
export function duplicateIds({patients}: Pick<HarmonisedTables, "patients">): Set<Cell> {
  const once = countsOnce({patients});
  return new Set(patients.column("patient_id").values.filter((_, row) => !once[row]));
}
