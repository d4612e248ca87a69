import type {LongitudinalSystem} from "../../../src/model/siteLongitudinal.js";
import type {Release} from "../../release/readRelease.js";
import {classLabels} from "../classLabels.js";
import {countCell, type OptionalRow, optionalRows, textCell} from "../optionalRows.js";

/** A classification with the class of each patient. */
export interface ClassifiedPatients {
  readonly system: LongitudinalSystem;
  /** Index into the classes of the system; a patient whose class cannot be told is absent. */
  readonly classOf: ReadonlyMap<string, number>;
}

/** Classifications by which expression and copy number are shown, the first of them unless another is asked for. */
const shown = ["nejm2016", "eln2022"];

/**
 * The classifications of a release that pages offer for genome-wide data, with the class of each patient; without any, all
 * patients are in one class.
 */
export function patientClasses(release: Release): ClassifiedPatients[] {
  const rows = optionalRows(release, "classifications");
  const rules = optionalRows(release, "classification_rules");
  const classified = shown.flatMap((id) => {
    const own = rows.filter((row) => row.system === id);
    if (own.length === 0) return [];
    const ordered = rules
      .filter((row) => row.system === id)
      .sort((a, b) => countCell(a, "order") - countCell(b, "order"));
    const classes = classLabels(ordered, own);
    const index = new Map(classes.map(({code}, i) => [code, i]));
    const title = textCell(ordered.at(0) ?? {}, "title") ?? id;
    return [{system: {id, title, classes}, classOf: new Map(own.flatMap((row) => entryOf(row, index)))}];
  });
  return classified.length > 0 ? classified : [everybody(release)];
}

function entryOf(row: OptionalRow, index: ReadonlyMap<string, number>): [string, number][] {
  const [patient, value] = [textCell(row, "patient_id"), index.get(textCell(row, "value") ?? "")];
  return patient === null || value === undefined ? [] : [[patient, value]];
}

function everybody(release: Release): ClassifiedPatients {
  const ids = optionalRows(release, "patients").flatMap((row) => textCell(row, "patient_id") ?? []);
  const system = {id: "all", title: "all patients", classes: [{code: "all", label: "All patients"}]};
  return {system, classOf: new Map(ids.map((id) => [id, 0]))};
}
