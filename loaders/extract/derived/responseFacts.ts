import {column} from "../../../src/model/tables/columns.js";
import {vocabularies} from "../../../src/model/vocabulary.js";
import {columnOf} from "../../release/columnOf.js";
import {hasTable} from "../../release/hasTable.js";
import type {Release} from "../../release/readRelease.js";
import type {Cell} from "../../release/tableData.js";
import type {PatientRows} from "../patientRows.js";
import type {DerivedColumn} from "./derivedColumn.js";

const induction = new Set<Cell>(["induction1", "induction2"]);
/** Best first: the order of the vocabulary. */
const order: readonly string[] = vocabularies.response.map(({code}) => code).filter((code) => code !== "not_evaluable");

/** The best response to induction, with the day on which it was first found; null where none could be assessed. */
export function responseFacts(release: Release, rows: PatientRows): DerivedColumn[] {
  if (!hasTable(release, "responses")) return [];
  const responses = release.table("responses");
  const patients = rows.rowsOf("responses");
  const found = columnOf(responses, "response");
  const days = columnOf(responses, "day");
  const best = new Array<number>(rows.count).fill(order.length);
  const since = new Array<Cell>(rows.count).fill(null);
  columnOf(responses, "after_phase").forEach((phase, i) => {
    const rank = order.indexOf(String(found[i]));
    const patient = patients[i];
    if (!induction.has(phase) || rank < 0 || rank > best[patient]) return;
    const day = days[i];
    const known = since[patient];
    if (rank < best[patient]) since[patient] = day;
    else if (typeof day === "number" && (typeof known !== "number" || day < known)) since[patient] = day;
    best[patient] = rank;
  });
  return [
    {
      column: column(
        "response",
        "code",
        "Response to induction",
        "Best response after one or two cycles of induction",
        {
          vocabulary: "response",
          nullable: true,
          privacyClass: "sensitive"
        }
      ),
      cells: best.map((rank) => order.at(rank) ?? null)
    },
    {
      column: column("response_day", "i32", "Response, day", "Days from the index event to the best response", {
        nullable: true,
        unit: "d",
        privacyClass: "quasi"
      }),
      cells: since
    }
  ];
}
