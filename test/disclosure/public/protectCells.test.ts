import {describe, expect, it} from "vitest";
import {CellRegistry} from "../../../loaders/disclosure/public/cellRegistry.js";
import {collectCells} from "../../../loaders/disclosure/public/collectCells.js";
import {candidates, loadLinearBounds} from "../../../loaders/disclosure/public/linearBounds.js";
import {type PublicPolicy, readPublicPolicy} from "../../../loaders/disclosure/public/policy.js";
import {breaches, protectCells} from "../../../loaders/disclosure/public/protectCells.js";
import {attack} from "../support/attack.js";
import {contextOf, crossTable, type Invented, keyOf, randomNumbers, reportOf} from "../support/invented.js";

const declared = readPublicPolicy(".");
const withK = (k: number): PublicPolicy => ({...declared, k: {plain: k, sensitive: k}});
const bounds = await loadLinearBounds();

const rowNames = ["a", "b", "c", "d", "e", "f"];
const columnNames = ["x", "y", "z", "u", "v", "w"];

/** Patients of a table of counts: rows are levels a, b, c …, columns x, y, z …. */
function patientsOf(table: readonly (readonly number[])[]): Invented {
  return table.flatMap((row, r) =>
    row.flatMap((n, c) => Array.from({length: n}, () => ({row: rowNames[r], column: columnNames[c]})))
  );
}

function registryOf(patients: Invented, policy: PublicPolicy, rows = 3, columns = 3): CellRegistry {
  const context = contextOf(patients);
  const registry = new CellRegistry(context, policy);
  const block = crossTable(
    context,
    "table",
    ["row", rowNames.slice(0, rows)],
    ["column", columnNames.slice(0, columns)]
  );
  collectCells(reportOf([block]), registry);
  return registry;
}

const hiddenOf = (registry: CellRegistry) =>
  registry.cells.flatMap(({hidden, keys}) => (hidden !== null && keys.length > 0 ? [keys[0]] : [])).sort();

describe("protectCells", () => {
  it("hides a small cell and what it follows from, and leaves large ones and zeros", async () => {
    const registry = registryOf(patientsOf([[3, 30, 40], [20, 0, 50], [60, 70, 80]]), withK(5)); // prettier-ignore
    await protectCells(registry, {bounds});
    const hidden = hiddenOf(registry);
    expect(hidden).toContain("column=x & row=a");
    // Its row and its column need another each at least.
    expect(hidden.filter((key) => key.endsWith("row=a")).length).toBeGreaterThan(1);
    expect(hidden.filter((key) => key.startsWith("column=x")).length).toBeGreaterThan(1);
    expect(hidden).not.toContain("column=y & row=b");
    expect(registry.get("all")?.hidden).toBeNull();
    expect(breaches(registry, {bounds})).toEqual([]);
  });

  it("shows all of a table without small cells or differences", async () => {
    const registry = registryOf(patientsOf([[10, 30, 40], [20, 0, 50], [60, 70, 80]]), withK(10)); // prettier-ignore
    const {hidden} = await protectCells(registry, {bounds});
    expect(hidden).toEqual({});
    expect(breaches(registry, {bounds})).toEqual([]);
  });

  it("says which rule is broken while nothing is protected", () => {
    const registry = registryOf(patientsOf([[3, 30, 40], [20, 0, 50], [60, 70, 80]]), withK(5)); // prettier-ignore
    expect(breaches(registry, {bounds})).toEqual(["small count shown: column=x & row=a"]);
    registry.get("column=x & row=a")!.hidden = "small";
    const [line] = breaches(registry, {bounds});
    expect(line).toBe("hidden count lies within 3 and 3: column=x & row=a");
    // The three largest corners of the row and the column do not protect it alone.
    registry.get("column=y & row=a")!.hidden = "complementary";
    expect(breaches(registry, {bounds})).toContain("hidden count lies within 3 and 3: column=x & row=a");
  });

  it("leaves every small count and difference of random tables at least k possible values for an attacker with all relations", async () => {
    const random = randomNumbers(7);
    let [attacked, weak] = [0, 0];
    for (let round = 0; round < 8; ++round) {
      const k = round % 2 ? 5 : 10;
      const [rows, columns] = [2 + Math.floor(random() * 4), 2 + Math.floor(random() * 3)];
      const size = () => Math.floor(random() ** 2 * 5 * k) * Number(random() > 0.1);
      const table = Array.from({length: rows}, () => Array.from({length: columns}, size));
      const registry = registryOf([...patientsOf(table), ...patientsOf([[k, k]])], withK(k), rows, columns);
      await protectCells(registry, {bounds});
      for (const {key, lower, n, upper} of (await attack(registry)).filter((found) => found.n < k)) {
        ++attacked;
        expect(candidates({lower, upper}), `${round}: ${key} = ${n} in ${lower}..${upper}`).toBeGreaterThanOrEqual(k);
      }
      for (const cell of registry.cells) if (cell.hidden === "complementary") cell.hidden = null;
      weak += (await attack(registry)).filter((found) => found.n < k && candidates(found) < k).length;
    }
    expect(attacked).toBeGreaterThan(30);
    // Without complementary suppression the same attack finds counts.
    expect(weak).toBeGreaterThan(5);
  });

  it("protects counts that several tables share", async () => {
    const random = randomNumbers(11);
    const pick = (levels: string) => levels[Math.floor(random() ** 1.7 * levels.length)];
    const patients = Array.from({length: 260}, () => ({
      row: pick("abcd"),
      column: pick("xyz"),
      gene: random() < 0.15 ? "mutated" : random() < 0.9 ? "wild_type" : null
    }));
    const context = contextOf(patients);
    const registry = new CellRegistry(context, withK(8));
    const blocks = [
      crossTable(context, "one", ["row", rowNames.slice(0, 4)], ["column", columnNames.slice(0, 3)]),
      crossTable(context, "two", ["gene", ["mutated", "wild_type", "unknown"]], ["column", columnNames.slice(0, 3)]),
      crossTable(context, "three", ["gene", ["mutated", "wild_type"]], ["row", rowNames.slice(0, 4)], "gene=known"),
      crossTable(context, "four", ["row", ["a|b", "c|d"]], ["column", ["x", "y|z"]])
    ];
    collectCells(reportOf(blocks), registry);
    await protectCells(registry, {bounds});
    for (const found of (await attack(registry)).filter(({n}) => n < 8)) {
      expect(candidates(found), `${found.key} = ${found.n} in ${found.lower}..${found.upper}`).toBeGreaterThanOrEqual(
        8
      );
    }
    expect(registry.get(keyOf("gene=known"))?.hidden).toBeNull();
  });
});
