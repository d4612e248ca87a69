import type {Claim, ReportBlock, ReportResult} from "../../../src/model/report.js";
import type {ClaimDeclaration, ReportDeclaration} from "../declare/reportSchema.js";
import {ReportError} from "../reportError.js";
import {blockValue} from "./blockValues.js";
import {blocksOf, evaluate, parseExpression, type PathStep, type Value} from "./expression.js";
import {filledTemplate, parseTemplate, templateBlocks} from "./template.js";

/** What of a report's claims a builder of releases must know: one line each. */
export interface ClaimNotes {
  /** Claims that this release does not support. */
  readonly broken: readonly string[];
  /** Claims about something that this release does not have. */
  readonly absent: readonly string[];
}

/**
 * The report with its sentences made from the numbers of its blocks as they are: after a gate, from those that it left. A sentence with a hidden
 * number has no text; one about a block, row or group that the release does not have is left out.
 */
export function withClaims(result: ReportResult, declared: ReportDeclaration): ReportResult {
  const blocks = blocksById(result);
  const made = (claims: readonly ClaimDeclaration[]) => claims.flatMap((claim) => claimOf(claim, blocks) ?? []);
  return {
    ...result,
    answer: made(declared.answer),
    sections: result.sections.map((section) => {
      const own = declared.sections.find(({heading}) => heading === section.heading);
      return {...section, claims: made(own?.claims ?? [])};
    })
  };
}

/** What a build says of the claims of a report whose sentences are made. */
export function claimNotes(result: ReportResult, declared: ReportDeclaration): ClaimNotes {
  const blocks = blocksById(result);
  const all = [...declared.answer, ...declared.sections.flatMap(({claims}) => claims)];
  const found = new Map(
    [...result.answer, ...result.sections.flatMap(({claims}) => claims)].map((claim) => [claim.id, claim])
  );
  return {
    broken: all.flatMap(({id, assert}) =>
      found.get(id)?.holds === false ? [`report ${result.id}: claim ${id} is no longer supported: ${assert}`] : []
    ),
    absent: all.flatMap((claim) => {
      const reason = found.has(claim.id) || claim.optional ? null : absence(claim, blocks);
      return reason === null ? [] : [`report ${result.id}: claim ${claim.id} is left out: ${reason}`];
    })
  };
}

function blocksById({sections}: ReportResult): Map<string, ReportBlock> {
  return new Map(sections.flatMap((section) => section.blocks.map((block) => [block.id, block] as const)));
}

/** Null where the release does not have what the claim is about. */
function claimOf(declared: ClaimDeclaration, blocks: ReadonlyMap<string, ReportBlock>): Claim | null {
  if (absence(declared, blocks) !== null) return null;
  const valueAt = reader(blocks);
  const [template, assertion] = [parseTemplate(declared.text), parseExpression(declared.assert)];
  const holds = evaluate(assertion, valueAt);
  return {
    id: declared.id,
    text: filledTemplate(template, valueAt),
    assertion: declared.assert,
    holds: typeof holds === "boolean" ? holds : null,
    blocks: [...new Set([...templateBlocks(template), ...blocksOf(assertion)])]
  };
}

/** Why the release does not have what a claim is about; null if it has. */
function absence({text, assert}: ClaimDeclaration, blocks: ReadonlyMap<string, ReportBlock>): string | null {
  const valueAt = reader(blocks);
  try {
    evaluate(parseExpression(assert), valueAt);
    filledTemplate(parseTemplate(text), valueAt);
    return null;
  } catch (error) {
    if (error instanceof ReportError) return error.message;
    throw error;
  }
}

function reader(blocks: ReadonlyMap<string, ReportBlock>): (block: string, steps: readonly PathStep[]) => Value {
  return (id, steps) => {
    const block = blocks.get(id);
    if (block === undefined) throw new ReportError(`no block ${id} in this release`);
    return blockValue(block, steps);
  };
}
