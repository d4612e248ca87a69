import type {ReleaseComparison} from "../../model/releaseComparison.js";
import type {ChangesData} from "../../model/siteChanges.js";
import {changeFigure} from "./changeFigure.js";

/** Patients who have another class than in the release before. */
export function shiftsSection(data: ChangesData, {shifts}: Pick<ReleaseComparison, "shifts">): HTMLElement {
  const moved = shifts.filter(({from, to}) => from !== to).sort((a, b) => b.patients - a.patients);
  const words = (value: string | null): string => value ?? "could not be told";
  return changeFigure(data, {
    id: "shifts",
    title: "Patients with another class than before",
    subtitle: "Patients of both releases, by classification.",
    caption: "A class changes if the patient's values, the rule table or what could not be told before did.",
    columns: [{label: "Classification"}, {label: "Before"}, {label: "After"}, {label: "Patients", number: true}],
    rows: moved.map((d) => ({cells: [d.system, words(d.from), words(d.to), d.patients], data: {system: d.system}})),
    table: {
      columns: ["classification", "before", "after", "patients"],
      rows: shifts.map((d) => [d.system, words(d.from), words(d.to), d.patients])
    },
    none: "Every patient of both releases has the same class in every classification that both hold."
  });
}
