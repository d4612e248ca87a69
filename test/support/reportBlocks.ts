import {computeBlock} from "../../loaders/report/blocks/blockKinds.js";
import {blockSchema} from "../../loaders/report/blocks/blockKinds.js";
import type {ReportContext} from "../../loaders/report/reportContext.js";
import type {Count, ReportBlock} from "../../src/model/report.js";

/** Blocks of a declaration as YAML has it: every scalar is text. */
export function blocksOf(context: ReportContext, declared: Readonly<Record<string, unknown>>): readonly ReportBlock[] {
  return computeBlock(context, blockSchema.parse({id: "b", title: "B", ...declared}));
}

/** The only block, which is of this kind. */
export function blockOf<K extends ReportBlock["kind"]>(
  context: ReportContext,
  kind: K,
  declared: Readonly<Record<string, unknown>>
): Extract<ReportBlock, {kind: K}> {
  const blocks = blocksOf(context, declared);
  const [block] = blocks;
  if (blocks.length !== 1 || block.kind !== kind)
    throw new Error(`expected one ${kind}: ${blocks.map((d) => d.kind).join()}`);
  return block as Extract<ReportBlock, {kind: K}>;
}

/** Every count in a result. */
export function countsIn(value: unknown): Count[] {
  if (typeof value !== "object" || value === null) return [];
  if ("set" in value && "n" in value && typeof value.set === "string") return [value as Count];
  return Object.values(value).flatMap(countsIn);
}

/** Patients in the set that a count names. */
export function membersOf(context: ReportContext, {set}: Count): number {
  return context.members(set).reduce((sum, d) => sum + d, 0);
}
