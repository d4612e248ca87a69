import {column} from "../../../src/model/tables/columns.js";
import type {Release} from "../../release/readRelease.js";
import type {Cell} from "../../release/tableData.js";
import {numberCell, type OptionalRow, optionalRows, textCell} from "../optionalRows.js";
import type {PatientRows} from "../patientRows.js";
import type {DerivedColumn} from "./derivedColumn.js";

/** Statuses from the one that decides most: a single positive test makes the sample positive. */
const deciding = ["pos", "low_level", "neg"];

/**
 * Residual disease in the first tested sample of the first remission, with its day. Mutations of DNMT3A, TET2 and ASXL1,
 * which may be clonal haematopoiesis, do not count; nor does the summary of a sample of which single targets are known.
 *
 * @param remission day of the first complete remission by patient
 * @param relapse day of the first relapse by patient
 */
export function mrdFacts(
  release: Release,
  rows: PatientRows,
  {remission, relapse}: {readonly remission: readonly Cell[]; readonly relapse: readonly Cell[]}
): DerivedColumn[] {
  const tests = optionalRows(release, "mrd");
  if (tests.length === 0) return [];
  const sampleDays = new Map(
    optionalRows(release, "samples").map((row) => [textCell(row, "sample_id"), numberCell(row, "day")])
  );
  const patients = rows.rowsOf("mrd");
  const byDay = new Map<number, {day: number; tests: OptionalRow[]}>();
  tests.forEach((test, i) => {
    const patient = patients[i];
    const day = sampleDays.get(textCell(test, "sample_id"));
    const [from, to] = [remission[patient], relapse[patient]];
    if (typeof day !== "number" || typeof from !== "number" || day < from) return;
    if (typeof to === "number" && day > to) return;
    const known = byDay.get(patient);
    if (known === undefined || day < known.day) byDay.set(patient, {day, tests: [test]});
    else if (day === known.day) known.tests.push(test);
  });
  const status = new Array<Cell>(rows.count).fill(null);
  const days = new Array<Cell>(rows.count).fill(null);
  for (const [patient, {day, tests: own}] of byDay) {
    status[patient] = statusOf(own);
    if (status[patient] !== null) days[patient] = day;
  }
  return [
    {
      column: column(
        "mrd",
        "code",
        "Residual disease (MRD)",
        "Residual disease in the first tested sample of the first remission, DNMT3A, TET2 and ASXL1 left out",
        {vocabulary: "mrdStatus", nullable: true, privacyClass: "sensitive"}
      ),
      cells: status
    },
    {
      column: column("mrd_day", "i32", "MRD sample, day", "Days from the index event to that sample", {
        nullable: true,
        unit: "d",
        privacyClass: "quasi"
      }),
      cells: days
    }
  ];
}

/** Negative only if every test that counts was. */
function statusOf(tests: readonly OptionalRow[]): string | null {
  const single = tests.filter((test) => test.target !== "any");
  const counted = (single.length > 0 ? single : tests).filter((test) => test.is_dta !== true);
  const found = counted.map((test) => textCell(test, "status") ?? "not_evaluable");
  const decided = deciding.find((status) => found.includes(status));
  return decided === "neg" && found.includes("not_evaluable") ? null : (decided ?? null);
}
