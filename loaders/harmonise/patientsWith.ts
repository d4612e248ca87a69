import type {Mapping} from "../study/mappingSchema.js";
import {rowTest} from "./conditions.js";
import {missingTokens} from "./mappedRaw.js";
import type {OpenFile} from "./openSource.js";
import type {Cohort} from "./patients.js";
import type {SourceContext} from "./sourceContext.js";

/** 1 for the patients of the cohort whom a declaration means: all, those with a used row in a file, or with one that fulfils a condition. */
export function patientsWith(
  patients: Mapping["assays"][string]["patients"],
  cohort: Cohort,
  files: readonly OpenFile[],
  joins: ReadonlyMap<OpenFile, Int32Array>,
  {rejects}: SourceContext
): Uint8Array {
  if (patients === "all") return new Uint8Array(cohort.size).fill(1);
  const had = new Uint8Array(cohort.size);
  const file = files.find(({name}) => name === patients.file)!;
  const joined = joins.get(file)!;
  const test = rowTest(patients.when, file.raw, missingTokens(file.spec), rejects);
  for (const row of file.ledger.usedRows()) if (test(row) === true) had[joined[row]] = 1;
  return had;
}
