import {expect, test} from "vitest";
import type {ExactCube} from "../../../loaders/disclosure/cube/computeCube.js";
import type {CubeDeclaration} from "../../../loaders/disclosure/cube/cubeSchema.js";
import {gateCube} from "../../../loaders/disclosure/cube/gateCube.js";
import {internalRules} from "../../../loaders/disclosure/gate/internalRules.js";
import type {Count} from "../../../src/model/report.js";
import {contextOf, crossTable} from "../support/invented.js";

const patients = Array.from({length: 80}, (_, i) => ({arm: i % 4 < 2 ? "a" : "b", sex: i % 2 ? "f" : "m"}));
const context = contextOf(patients);
const level = (id: string) => ({id, label: id, set: {key: `sex=${id}`}, reason: null});
const entry = (cohort: string, split: string) => ({
  figure: "table",
  cohort,
  split,
  blocks: [crossTable(context, "table", ["arm", ["a", "b"]], ["sex", ["f", "m"]])]
});
const exact = {
  dimensions: [{declared: {id: "sex", label: "Sex"}, levels: [level("f"), level("m")]}],
  entries: [entry("all", "none"), entry("sex:f", "none"), entry("sex:m", "none")],
  gaps: [{figure: "table", cohort: "sex:m", split: "arm", reason: "Too small."}]
} as unknown as ExactCube;
const declared = {figures: [{page: "cohort", name: "Table", block: {id: "table"}}]} as unknown as CubeDeclaration;
const rules = {...internalRules, count: (count: Count) => count};

test("a group whose number is hidden is no cohort, and has neither a figure nor a gap of its own", () => {
  const cube = gateCube(exact, declared, rules, (set) => (set === "sex=m" ? null : 40));
  const [{levels}] = cube.dimensions;
  expect(levels.map(({count, id, reason}) => [id, count.n, reason === null])).toEqual([
    ["f", 40, true],
    ["m", null, false]
  ]);
  expect(levels[1].reason).toMatch(/worked out/u);
  expect([...cube.entries, ...cube.gaps].map(({cohort}) => cohort)).toEqual(["all", "sex:f"]);
});
