import type {ClassificationsData} from "../../model/siteClassifications.js";
import {partsInWords} from "../disclosure/partsInWords.js";
import {el} from "../dom.js";
import {reflowTable} from "../reflowTable.js";
import {classSizes, statusTotals} from "./classSizes.js";

/** Every classification in a line: how many patients it puts into a class, and how surely. */
export function systemsTable({systems, sources}: ClassificationsData, choose: (system: string) => void): HTMLElement {
  return el(
    "section",
    {id: "systems", class: "figure"},
    el("h2", {}, "The classifications"),
    reflowTable(
      [
        {label: "Classification"},
        {label: "Version"},
        {label: "Patients", number: true},
        {label: "Definite", number: true},
        {label: "Provisional", number: true},
        {label: "Cannot be told", number: true}
      ],
      systems.map((system) => {
        const sizes = classSizes(
          system,
          sources.map(({id}) => id)
        );
        const {n} = sizes.panels[0];
        const totals = statusTotals(system);
        const statuses = ["definite", "provisional", "unresolved"] as const;
        const parts = partsInWords(
          statuses.map((status) => totals[status]),
          n
        );
        const name = el("button", {type: "button", class: "as-link", onclick: () => choose(system.id)}, system.title);
        return {
          cells: [
            name,
            system.version,
            n,
            ...parts.map(({count, share, isHidden}) => (isHidden ? count : `${count} (${share})`))
          ],
          data: {
            system: system.id,
            ...Object.fromEntries(
              statuses.flatMap((status, i) => (parts[i].isHidden ? [] : [[status, totals[status]]]))
            )
          }
        };
      }),
      "The classifications"
    ),
    el(
      "p",
      {class: "note"},
      "Definite: no missing fact could change the class. Provisional: read as if missing facts were absent, and some of them could change it. Cannot be told: a needed fact is missing."
    )
  );
}
