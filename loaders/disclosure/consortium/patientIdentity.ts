import {ageBand} from "../../../src/model/ageBands.js";
import type {Cell, TableData} from "../../release/tableData.js";
import type {LadderLevel} from "../policySchema.js";

/** Ten-year bands of age nest in a level's bands if these have no cut between their own cuts. */
const decades = [18, 30, 40, 50, 60, 70];

/**
 * The exact quasi-identifiers of every patient: the columns of the table, but for age the band where a source knows no
 * more than that.
 */
export function identifyingColumns(patients: TableData, names: readonly string[]): Cell[][] {
  return names.map((name) => {
    const cells = Array.from(patients.columns[name]);
    const bands = patients.columns.age_band;
    if (name !== "age_years" || bands === undefined) return cells;
    return cells.map((cell, row) => cell ?? bands[row]);
  });
}

/**
 * Age and its ten-year band as released: of what is shown of the age, the years if it is a number, else the band. A number
 * from bands that are wider than ten years, or cut them, has no ten-year band.
 */
export function releasedAge(shown: readonly Cell[], {cuts}: LadderLevel): {years: Cell[]; band: Cell[]} {
  const nested = cuts === undefined || decades.every((cut) => cuts.includes(cut));
  return {
    years: shown.map((cell) => (typeof cell === "number" ? cell : null)),
    band: shown.map((cell) => (typeof cell === "number" ? (nested ? ageBand(cell) : null) : cell))
  };
}
