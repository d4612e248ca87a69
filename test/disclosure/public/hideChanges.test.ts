import {describe, expect, it} from "vitest";
import {mainWeight} from "../../../loaders/disclosure/public/cell.js";
import {CellRegistry} from "../../../loaders/disclosure/public/cellRegistry.js";
import {packBits} from "../../../loaders/disclosure/public/bits.js";
import {readPublicPolicy} from "../../../loaders/disclosure/public/policy.js";
import {nestedBetween} from "../../../loaders/disclosure/public/nestedBetween.js";
import {renamedSets} from "../../../loaders/disclosure/public/renamedSets.js";
import {publicGate} from "../../../loaders/disclosure/public/publicGate.js";
import {compareRegistries} from "../../../loaders/disclosure/public/compareRegistries.js";
import {splitTwoSources} from "../../../loaders/disclosure/public/splitTwoSources.js";
import {loadLinearBounds} from "../../../loaders/disclosure/public/linearBounds.js";
import {breaches} from "../../../loaders/disclosure/public/protectCells.js";
import {root} from "../../support/sharedData.js";
import {contextOf, crossTable, type Invented, reportOf} from "../support/invented.js";

const policy = readPublicPolicy(root);
const names = ["B", "C", "D"];

/** So many invented patients of three sources. */
function invented(n: number): Invented {
  return Array.from({length: n}, (_, i) => ({
    source_id: names[i % 3],
    sex: i % 2 === 0 ? "f" : "m",
    aml_type: i % 19 === 0 ? "secondary" : i % 7 === 0 ? "therapy" : "de_novo"
  }));
}

async function gateOf(patients: Invented, previous?: readonly {set: string; n: number | null}[]) {
  const context = contextOf(patients);
  const blocks = [
    crossTable(context, "types", ["aml_type", ["de_novo", "secondary", "therapy"]], ["source_id", names]),
    crossTable(context, "sex", ["aml_type", ["de_novo", "secondary", "therapy"]], ["sex", ["f", "m"]])
  ];
  const sources = names.map((id) => ({id, members: context.members(`source_id=${id}`)}));
  const {registry} = await publicGate(context, {reports: [], blocks, sources, previous}, policy);
  const cells = registry.cells.flatMap(({hidden, keys, n}) =>
    keys.map((set) => ({set, n: hidden === null ? n : null}))
  );
  const sizes = sources.map(({id, members}) => ({id, n: members.reduce((sum, d) => sum + d, 0)}));
  return {registry, cells, sizes};
}

describe("a release after another", () => {
  it("is not published if it differs by 3 patients, in one line", async () => {
    const [before, now] = [await gateOf(invented(900)), await gateOf(invented(897))];
    const sources = now.sizes.map(({id, n}, i) => ({id, before: before.sizes[i].n, now: n}));
    const lines = compareRegistries(before.cells, now.cells, sources.slice(0, 1), policy);
    expect(lines).toEqual(["source B: 1 patients more or fewer than in the previous release, expected none or 50"]);
  });

  it("hides what changed by few when 60 patients of each source go, so that nothing is left to subtract", async () => {
    const before = await gateOf(invented(900));
    const blind = await gateOf(invented(720));
    const now = await gateOf(invented(720), before.cells);
    const sources = now.sizes.map(({id, n}, i) => ({id, before: before.sizes[i].n, now: n}));
    expect(sources.map((d) => d.before - d.now)).toEqual([60, 60, 60]);
    expect(compareRegistries(before.cells, blind.cells, sources, policy)[0]).toMatch(
      /differ from the previous release/u
    );
    expect(compareRegistries(before.cells, now.cells, sources, policy)).toEqual([]);
    expect(now.cells.filter(({n}) => n !== null).length).toBeGreaterThan(10);
    // What is hidden for its change is protected as small counts are.
    expect(now.registry.cells.some((cell) => cell.changed)).toBe(true);
    expect(breaches(now.registry, {bounds: await loadLinearBounds()})).toEqual([]);
  });
});

describe("sets of two releases", () => {
  const young: Invented = Array.from({length: 600}, (_, i) => ({
    source_id: names[i % 3],
    aml_type: i % 2 === 0 ? "de_novo" : "secondary",
    // Of the de novo, four are not young.
    young: i < 8 && i % 2 === 0 ? "no" : i % 2 === 0 || i % 3 === 0 ? "yes" : "no"
  }));
  const context = contextOf(young);
  const types = ["aml_type", ["de_novo", "secondary"]] as const;
  const whole = crossTable(context, "types", types, ["source_id", names]);
  const byAge = crossTable(context, "young", types, ["young", ["yes"]]);
  // Without the column of all, so that the types themselves are not in the later release.
  const part = {...byAge, columns: byAge.columns.slice(1), rows: byAge.rows.map((row) => ({...row, cells: row.cells.slice(1)}))}; // prettier-ignore
  const sources = names.map((id) => ({id, members: context.members(`source_id=${id}`)}));
  const cellsOf = async (blocks: readonly (typeof whole)[], previous?: readonly {set: string; n: number | null}[]) => {
    const {registry} = await publicGate(context, {reports: [], blocks, sources, previous}, policy);
    return new Map(
      registry.cells.flatMap(({hidden, keys, n}) => keys.map((set) => [set, hidden === null ? n : null] as const))
    );
  };

  it("are not shown where one of the later is nearly one of the release before", async () => {
    const before = await cellsOf([whole]);
    expect(before.get("aml_type=de_novo")).toBe(300);
    const blind = await cellsOf([part]);
    expect(blind.get("aml_type=de_novo & young=yes")).toBe(296);
    const found = {large: "aml_type=de_novo", small: "aml_type=de_novo & young=yes", before: "large", n: 4};
    expect(nestedBetween(before, blind, policy)).toContainEqual(found);
    const previous = [...before].map(([set, n]) => ({set, n}));
    const now = await cellsOf([part], previous);
    expect(now.get("aml_type=de_novo & young=yes")).toBeNull();
    expect(nestedBetween(before, now, policy)).toEqual([]);
    // What readers have already stays, and counts as shown.
    expect(now.get("aml_type=de_novo")).toBe(300);
  });

  it("are the same where they stand in the same place, though named by members who are not the same any more", () => {
    const named = (name: string, n: number) => {
      const [row] = whole.rows;
      const [first, ...further] = row.cells;
      return {...whole, rows: [{...row, cells: [{count: {set: `in:${name}`, n}, of: first!.of}, ...further]}]};
    };
    const places = (block: typeof whole) => ({reports: [reportOf([block])], blocks: [block]});
    const [old, next] = ["0123456789abcdef", "fedcba9876543210"];
    const renamed = renamedSets(places(named(old, 119)), places(named(next, 118)));
    expect(renamed).toEqual([{set: `in:${next}`, n: 119}]);
    // Under its own name nothing was comparable; so it is one patient.
    const now = [{set: `in:${next}`, n: 118}];
    expect(compareRegistries([{set: `in:${old}`, n: 119}], now, [], policy)).toEqual([]);
    expect(compareRegistries(renamed, now, [], policy)[0]).toMatch(/first in:fedcba9876543210: by 1, expected/u);
    expect(renamedSets(places(whole), places(whole))).toEqual([]);
  });

  it("are looked at both ways, and not where both releases say the same", () => {
    const [a, b] = [new Map([["all", 500], ["sex=f", 250]]), new Map([["all", 560], ["sex=f & young=yes", 247]])]; // prettier-ignore
    expect(nestedBetween(a, b, policy)).toEqual([{large: "sex=f", small: "sex=f & young=yes", before: "large", n: 3}]);
    expect(nestedBetween(b, a, policy)).toEqual([{large: "sex=f", small: "sex=f & young=yes", before: "small", n: 3}]);
    expect(nestedBetween(a, new Map([...a, ["sex=f & young=yes", 230]]), policy)).toEqual([]);
    // Sixty came: of whom the 247 are, and how many women there are now, is not told by the difference to those before.
    const [few, more] = [new Map([...a, ["source_id=B", 500]]), new Map([...b, ["source_id=B", 560]])];
    expect(nestedBetween(few, more, policy)).toEqual([]);
    expect(nestedBetween(more, few, policy)).toEqual([]);
    // Sixty went, and the women of before are hardly more than the young ones now: few went of them.
    const shrunk = new Map<string, number | null>([["source_id=B", 440], ["sex=f & young=yes", 247]]); // prettier-ignore
    expect(nestedBetween(few, shrunk, policy)).toEqual([{large: "sex=f", small: "sex=f & young=yes", before: "large", n: 3}]); // prettier-ignore
  });
});

describe("the cell registry", () => {
  const context = contextOf(invented(900));

  it("makes what is registered as a main block dearer to hide, and only that", () => {
    const registry = new CellRegistry(context, policy);
    registry.weighing(mainWeight, () => registry.add("sex=f"));
    expect(registry.add("sex=m").cost * mainWeight).toBe(registry.get("sex=f")!.cost);
  });

  it("has the count of the other source for every total of two of which one is public", () => {
    const registry = new CellRegistry(context, policy);
    const sources = names.map((id) => ({
      id,
      known: id === "B",
      bits: packBits(context.members(`source_id=${id}`))
    }));
    for (const key of ["sex=f & source_id=B|C", "sex=f & source_id=C|D", "sex=f"]) registry.add(key);
    splitTwoSources(registry, sources);
    expect(registry.cells.flatMap(({keys}) => keys)).toEqual([
      "sex=f & source_id=B|C",
      "sex=f & source_id=C|D",
      "sex=f",
      "sex=f & source_id=C"
    ]);
  });
});
