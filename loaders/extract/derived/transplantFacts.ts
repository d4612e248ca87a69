import {column} from "../../../src/model/tables/columns.js";
import {columnOf} from "../../release/columnOf.js";
import type {Release} from "../../release/readRelease.js";
import type {Cell} from "../../release/tableData.js";
import type {PatientRows} from "../patientRows.js";
import type {DerivedColumn} from "./derivedColumn.js";

/**
 * The first allogeneic transplantation of each patient: whether, on which day, from which donor. "No" needs a source
 * that records transplantations. Among episodes of one patient those with a day come first.
 */
export function transplantFacts(release: Release, rows: PatientRows): DerivedColumn[] {
  const treatments = release.table("treatments");
  const patients = rows.rowsOf("treatments");
  const sources = columnOf(release.table("patients"), "source_id");
  const [days, donors] = [columnOf(treatments, "start_day"), columnOf(treatments, "donor")];
  const first = new Array<number | undefined>(rows.count);
  const recorded = new Set<Cell>();
  columnOf(treatments, "phase").forEach((phase, i) => {
    if (phase !== "hct_allo") return;
    const patient = patients[i];
    recorded.add(sources[patient]);
    const known = first[patient];
    if (known === undefined || dayOf(days[i]) < dayOf(days[known])) first[patient] = i;
  });
  const cells = <T extends Cell>(cell: (episode: number | undefined, patient: number) => T): T[] =>
    Array.from(first, (episode, patient) => cell(episode, patient));
  return [
    {
      column: column("hct", "bool", "Allogeneic transplantation", "Ever transplanted, in any remission", {
        nullable: true,
        privacyClass: "sensitive"
      }),
      cells: cells((episode, patient) => (episode !== undefined ? true : recorded.has(sources[patient]) ? false : null))
    },
    {
      column: column("hct_donor", "code", "Donor", "Donor of the first allogeneic transplantation", {
        vocabulary: "donor",
        nullable: true,
        privacyClass: "quasi"
      }),
      cells: cells((episode) => (episode === undefined || donors[episode] === "unknown" ? null : donors[episode]))
    },
    {
      column: column(
        "hct_day",
        "i32",
        "Transplantation",
        "Days from the index event to the first allogeneic transplantation; null if none",
        {nullable: true, unit: "d", privacyClass: "quasi"}
      ),
      cells: cells((episode) => (episode === undefined ? null : days[episode]))
    }
  ];
}

function dayOf(cell: Cell): number {
  return typeof cell === "number" ? cell : Infinity;
}
