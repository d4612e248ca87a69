import {hash} from "node:crypto";
import type {OpenFile} from "../openSource.js";
import type {Cohort} from "../patients.js";
import type {SourceContext} from "../sourceContext.js";
import {applySteps, transformStep} from "../transforms.js";

/**
 * Appends the identifiers by which a patient may be found in another source, hashed with the study and the identifier's
 * name: equal in two sources where the partners wrote the same, after their transforms.
 */
export function addLinkage(
  cohort: Cohort,
  files: readonly OpenFile[],
  joins: ReadonlyMap<OpenFile, Int32Array>,
  {study, linkage}: SourceContext
): void {
  for (const file of files)
    for (const [name, {column, transform = [], missing = file.spec.missing}] of Object.entries(file.spec.identifiers)) {
      const steps = transform.map(transformStep);
      const cells = file.raw.column(column);
      for (const row of file.ledger.usedRows()) {
        const token = cells[row].trim();
        const value = Object.hasOwn(missing, token) ? null : applySteps(steps, token);
        if (value === null || value === "") continue;
        linkage.column("patient_id").push(cohort.ids[joins.get(file)![row]]);
        linkage.column("key").push(name);
        linkage.column("value").push(hash("sha256", JSON.stringify([study.study.id, name, value])));
      }
    }
}
