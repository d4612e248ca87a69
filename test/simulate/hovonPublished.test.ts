import {describe, expect, it} from "vitest";
import {compareHovonWithPublished} from "../../loaders/simulate/hovon/compareHovonWithPublished.js";
import {factsFromTruth} from "../../loaders/simulate/hovon/factsFromTruth.js";
import {readHovonAnchors} from "../../loaders/simulate/hovon/hovonAnchors.js";
import {normalQuantile} from "../../loaders/simulate/normalDistribution.js";
import {root} from "./registry.js";
import {trialTruth} from "./trials.js";

const {truth} = await trialTruth();
const rows = compareHovonWithPublished(factsFromTruth(truth), await readHovonAnchors(root));

// As in published.test.ts: a figure fails outside its tolerance and further away than chance explains over all of them.
const limit = -normalQuantile(0.025 / rows.length);

/** Figures outside their tolerance; data/demo/README.md gives the reasons. */
const outside = ["relapse at 4 y, non-DTA persistence", "OS at 4 y, non-DTA persistence", "OS at 4 y, without"];

describe("the simulated trials beside published figures", () => {
  it("prints them side by side", () => {
    const line = ({block, quantity, published, simulated, isWithin, z}: (typeof rows)[number]) =>
      `${isWithin ? " " : "!"} ${block.padEnd(18)} ${quantity.padEnd(36)} ${published.toFixed(2).padStart(8)} ${simulated.toFixed(2).padStart(8)} ${z.toFixed(1).padStart(5)}`;
    const count = rows.filter(({isWithin}) => !isWithin).length;
    console.log(
      [
        `  ${"block".padEnd(18)} ${"figure".padEnd(36)} published simulated z`,
        ...rows.map(line),
        `${count} of ${rows.length} outside their tolerance; chance explains up to z = ${limit.toFixed(2)}`
      ].join("\n")
    );
    expect(rows.length).toBeGreaterThan(30);
    expect(rows.every(({simulated, z}) => !Number.isNaN(simulated) && !Number.isNaN(z))).toBe(true);
  });

  it("has no figure outside its tolerance but those listed", () => {
    const found = rows.filter(({isWithin}) => !isWithin).map(({quantity}) => quantity);
    expect(found.filter((quantity) => !outside.includes(quantity))).toEqual([]);
    expect(found).toHaveLength(outside.length);
  });

  it("keeps every figure within its tolerance, or within what chance explains", () => {
    expect(rows.filter(({isWithin, z}) => !isWithin && z > limit)).toEqual([]);
  });
});
