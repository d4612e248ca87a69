import {formatCount} from "../charts/format.js";
import {controlRow} from "./controls.js";
import {el, fill} from "./dom.js";
import {download} from "./download.js";
import {csvFile, type ExportRelease} from "./exportFile.js";

/** Makes the tables of the calibration page filterable: only what is outside its tolerance; and offers them as CSV. */
export function calibrationTools(page: HTMLElement): void {
  const host = page.querySelector(".calibration-tools");
  const tables = [...page.querySelectorAll<HTMLElement>("table[data-block]")];
  if (host === null || tables.length === 0) return;
  const only = el("input", {type: "checkbox"});
  const count = el("p", {class: "note", role: "status"});
  const rowsOf = (table: HTMLElement) => [...table.querySelectorAll<HTMLElement>("tbody tr")];
  const show = () => {
    let shown = 0;
    for (const table of tables) {
      const rows = rowsOf(table);
      for (const row of rows) row.hidden = only.checked && row.dataset.within === "yes";
      table.parentElement!.hidden = rows.every((row) => row.hidden);
      shown += rows.filter((row) => !row.hidden).length;
    }
    fill(count, `${formatCount(shown)} figures shown`);
  };
  only.addEventListener("change", show);
  const save = () => {
    const words = {id: "calibration", title: "Published and simulated figures", notes: [], address: location.href};
    const rows = tables.flatMap((table) =>
      rowsOf(table)
        .filter((row) => !row.hidden)
        .map(({dataset}) => [
          table.dataset.source ?? "",
          table.dataset.block ?? "",
          dataset.quantity ?? "",
          Number(dataset.published),
          Number(dataset.simulated),
          Number(dataset.z),
          dataset.within ?? ""
        ])
    );
    const columns = ["source", "block", "figure", "published", "simulated", "standard_errors", "within_tolerance"];
    download(csvFile(JSON.parse(page.dataset.release!) as ExportRelease, words, {columns, rows}));
  };
  host.append(
    controlRow(
      el("label", {class: "check"}, only, " Only figures outside their tolerance"),
      el("button", {type: "button", onclick: save}, "CSV of what is shown")
    ),
    count
  );
  show();
}
