import type {ReportBlock, ReportResult} from "../../../src/model/report.js";
import {DisclosureError} from "../disclosureError.js";
import {gateBlock} from "./gateBlock.js";
import type {GateRules} from "./gateRules.js";
import {gateTexts} from "./gateTexts.js";
import {blockSchema, reportSchema} from "./reportSchema.js";

/** What a gate can be asked to do besides. */
export interface GateOptions {
  /** Makes the claims of a report anew from its gated blocks, so that they say what these show. */
  readonly claims?: (gated: ReportResult) => ReportResult;
}

/**
 * The one gate: a report as a tier may show it. Every number passes the tier's rules; a field or number that the gate does
 * not know is refused, not passed.
 *
 * @param result the report as computed from exact rows
 * @throws {DisclosureError} naming the place of an unknown field, or the set of a count that was not registered
 */
export function gateReport(result: ReportResult, rules: GateRules, {claims}: GateOptions = {}): ReportResult {
  refuseUnknown(reportSchema.safeParse(result), result.id);
  const {id, title, audience, group, answer, sections, limitations, references, disclaimer, notPublished} = result;
  const ofReport = {...rules, count: rules.inReport(sections.flatMap(({blocks}) => blocks))};
  const gated: ReportResult = {
    id,
    title,
    audience,
    group,
    answer,
    sections: sections.map(({heading, text, claims: own, blocks}) => ({
      heading,
      text,
      claims: own,
      blocks: blocks.map((block) => gateBlock(block, ofReport, id))
    })),
    limitations,
    references,
    disclaimer,
    ...(notPublished && {notPublished: notPublished.map(({why, titles}) => ({why, titles}))}),
    tier: rules.tier
  };
  const told = claims?.(gated) ?? gated;
  return rules.tier === "internal"
    ? told
    : gateTexts(told, {own: rules.curveWords, trusting: rules.tier === "consortium"});
}

/** {@link gateReport} for a block that stands alone, as in the public explorer's cube. */
export function gateSingleBlock(block: ReportBlock, rules: GateRules): ReportBlock {
  refuseUnknown(blockSchema.safeParse(block), block.id);
  const frame = {
    title: "",
    audience: "researcher",
    group: "report",
    answer: [],
    limitations: [],
    references: []
  } as const;
  const section = {heading: "", text: [], claims: [], blocks: [block]};
  const result = {...frame, id: "cube", sections: [section], disclaimer: null, tier: rules.tier};
  return gateReport(result, rules).sections[0].blocks[0];
}

function refuseUnknown(
  parsed: ReturnType<typeof reportSchema.safeParse> | ReturnType<typeof blockSchema.safeParse>,
  id: string
): void {
  if (parsed.success) return;
  const [issue] = parsed.error.issues;
  throw new DisclosureError([
    `report ${id}, ${issue.path.join(".") || "all"}: the gate does not know this: ${issue.message}`
  ]);
}
