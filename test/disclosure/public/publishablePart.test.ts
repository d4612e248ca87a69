import {expect, test} from "vitest";
import {publishablePart} from "../../../loaders/disclosure/cube/publishablePart.js";
import type {CountsBlock} from "../../../src/model/report.js";
import {contextOf, crossTable, type Invented} from "../support/invented.js";

const many = (n: number, patient: Readonly<Record<string, string>>): Invented => Array.from({length: n}, () => patient);

function publishable(patients: Invented, population = "", least = 10) {
  const context = contextOf(patients);
  const block = crossTable(context, "table", ["arm", ["a", "b"]], ["sex", ["f", "m"]], population);
  return {context, block, made: publishablePart(block, least, (set) => [context.count(set).n ?? 0])};
}

test("a table without small numbers is published as it is", () => {
  const {block, made} = publishable([
    ...many(20, {arm: "a", sex: "f"}),
    ...many(20, {arm: "b", sex: "f"}),
    ...many(20, {arm: "a", sex: "m"}),
    ...many(20, {arm: "b", sex: "m"})
  ]);
  expect(made).toEqual({block});
});

test("a variable with a small number is left out, with a note that names it and no number", () => {
  const patients = [
    ...many(20, {arm: "a", sex: "f", age: "young"}),
    ...many(4, {arm: "b", sex: "f", age: "young"}),
    ...many(20, {arm: "a", sex: "m", age: "old"}),
    ...many(20, {arm: "b", sex: "m", age: "old"})
  ];
  const context = contextOf(patients);
  const arm = crossTable(context, "table", ["arm", ["a", "b"]], ["sex", ["f", "m"]]);
  const age = crossTable(context, "table", ["age", ["young", "old"]], ["sex", ["f", "m"]]);
  const block: CountsBlock = {...arm, rows: [...arm.rows, ...age.rows]};
  const made = publishablePart(block, 10, (set) => [context.count(set).n ?? 0]);
  expect("block" in made && made.block.kind === "counts" && made.block.rows.map(({label}) => label)).toEqual([
    "young",
    "old"
  ]);
  expect("block" in made && made.block.notes.at(-1)).toMatch(/^Left out.*: arm\.$/);
});

test("a number that is small without the rows of a public source is as good as small", () => {
  const {block, context} = publishable([...many(40, {arm: "a", sex: "f"}), ...many(40, {arm: "b", sex: "m"})]);
  const made = publishablePart(block, 10, (set) => [context.count(set).n ?? 0, context.count(set).n === 40 ? 3 : 0]);
  expect(made).toHaveProperty("reason");
});

test("patients are told apart by three things at most, and no two sources are counted together", () => {
  const patients = many(40, {arm: "a", sex: "f", age: "young", eln: "good", source_id: "A"});
  expect(publishable(patients, "age=young").made).toHaveProperty("block");
  expect(publishable([...patients, ...many(40, {arm: "b", sex: "m", age: "young", eln: "good"})], "age=young & eln=good").made).toHaveProperty("reason"); // prettier-ignore
  expect(publishable(patients, "source_id=A|B").made).toHaveProperty("reason");
});
