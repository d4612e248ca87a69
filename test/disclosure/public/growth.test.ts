import {describe, expect, it, vi} from "vitest";
import {CellRegistry} from "../../../loaders/disclosure/public/cellRegistry.js";
import {collectCells} from "../../../loaders/disclosure/public/collectCells.js";
import {loadLinearBounds} from "../../../loaders/disclosure/public/linearBounds.js";
import {readPublicPolicy} from "../../../loaders/disclosure/public/policy.js";
import {protectCells} from "../../../loaders/disclosure/public/protectCells.js";
import {Relations} from "../../../loaders/disclosure/public/relations.js";
import {everybody} from "../../../loaders/disclosure/public/view.js";
import {contextOf, crossTable, type Invented, reportOf} from "../support/invented.js";

const bounds = await loadLinearBounds();
const rows = ["a", "b", "c"];
const columns = ["x", "y", "z"];
const third = ["p", "q"];
const k = 5;
/** Patients by row and column; those of fewer than k are small cells however many others there are. */
const table = [
  [3, 30, 42],
  [20, 0, 50],
  [64, 70, 4]
];

/** The table with every large cell so many times as large. */
function patientsOf(times: number): Invented {
  return table.flatMap((counts, r) =>
    counts.flatMap((n, c) =>
      Array.from({length: n < k ? n : n * times}, (_, i) => ({row: rows[r], column: columns[c], third: third[i % 2]}))
    )
  );
}

/** What it takes to decide which counts are shown, in numbers that depend on no machine. */
async function workOf(patients: Invented) {
  const context = contextOf(patients);
  const registry = new CellRegistry(context, {...readPublicPolicy("."), k: {plain: k, sensitive: k}});
  const blocks = [
    crossTable(context, "columns", ["row", rows], ["column", columns]),
    crossTable(context, "thirds", ["row", rows], ["third", third])
  ];
  collectCells(reportOf(blocks), registry);
  const solving = vi.spyOn(bounds, "optimum");
  const {rounds, shown} = await protectCells(registry, {bounds});
  const systems = solving.mock.calls.map(([{equations, lower}]) => equations.length * lower.length);
  solving.mockRestore();
  const relations = new Relations(registry, everybody);
  const tables = new Set(registry.cells.flatMap((cell) => relations.of(cell)));
  const atoms = [...tables].reduce((sum, written) => sum + written.atoms.length, 0);
  return {rounds, shown, tables: tables.size, atoms, programmes: systems.length, largest: Math.max(...systems)};
}

describe("the work of the public gate", () => {
  it("depends on the tables and not on how many patients are counted in them", async () => {
    const few = await workOf(patientsOf(1));
    expect(few.programmes).toBeGreaterThan(0);
    expect(await workOf(patientsOf(20))).toEqual(few);
  });
});
