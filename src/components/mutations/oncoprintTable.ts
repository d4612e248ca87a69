import {type OncoprintOrder, oncoprintStates} from "../../cohort/mutations/oncoprintOrder.js";
import type {FigureTable} from "../plainTable.js";

/** What an oncoprint shows of each alteration: counts of all patients, and of those drawn with their positions. */
export function oncoprintTable({rows, states, patients}: OncoprintOrder): FigureTable {
  const drawn = patients.length;
  return {
    columns: [
      "alteration",
      "mutated",
      "tested",
      "mutated_of_drawn",
      "tested_of_drawn",
      "not_tested_of_drawn",
      "first_patient",
      "last_patient"
    ],
    rows: rows.map(({name, mutated, tested}, r) => {
      const own = states.subarray(r * drawn, (r + 1) * drawn);
      const count = (wanted: number) => own.reduce((sum, state) => sum + (state === wanted ? 1 : 0), 0);
      const [found, untested] = [count(oncoprintStates.mutated), count(oncoprintStates.notTested)];
      const first = own.indexOf(oncoprintStates.mutated);
      const last = own.lastIndexOf(oncoprintStates.mutated);
      const position = (i: number) => (i < 0 ? null : i + 1);
      return [name, mutated, tested, found, drawn - untested, untested, position(first), position(last)];
    })
  };
}

/** The states themselves: a row for each run of patients with the same, in drawing order; 1 mutated, 0 wild type, empty not tested. */
export function oncoprintStatesTable({rows, states, patients}: OncoprintOrder): FigureTable {
  const drawn = patients.length;
  const values = {[oncoprintStates.mutated]: 1, [oncoprintStates.wildType]: 0, [oncoprintStates.notTested]: null};
  const stateOf = (r: number, patient: number) => states[r * drawn + patient] as 0 | 1 | 2;
  const same = (a: number, b: number) => rows.every((_, r) => stateOf(r, a) === stateOf(r, b));
  const runs: (number | null)[][] = [];
  for (let start = 0; start < drawn;) {
    let end = start + 1;
    while (end < drawn && same(start, end)) ++end;
    runs.push([start + 1, end - start, ...rows.map((_, r) => values[stateOf(r, start)])]);
    start = end;
  }
  return {columns: ["first_patient", "patients", ...rows.map(({name}) => name)], rows: runs};
}
