import type {BlockFrame, ReportBlock} from "../../../src/model/report.js";
import {curveEnd} from "../../report/blocks/survivalWords.js";
import {gateForest} from "./gateForest.js";
import type {GateRules} from "./gateRules.js";
import {gateIncidence, gateSurvival} from "./gateSurvival.js";
import {gateCounts, gateFacts, gateFlow, gateLines, gatePairs, gateValues} from "./gateTables.js";

/**
 * A block as a tier may show it. Each field is taken over by name, so that what this function does not know of does not
 * pass; texts are for `gateTexts` to look at.
 */
export function gateBlock(block: ReportBlock, rules: GateRules, report: string): ReportBlock {
  const frame = gateFrame(block, rules);
  switch (block.kind) {
    case "counts":
      return {...frame, ...gateCounts(block, rules)};
    case "values":
      return {...frame, ...gateValues(block, rules)};
    case "survival": {
      const gated = gateSurvival(block, rules);
      const caption = rules.curveEnd === null ? block.caption : block.caption.replace(curveEnd, rules.curveEnd);
      const lost = block.groups.filter(({curve}, g) => curve !== null && gated.groups[g].curve === null);
      return {...frame, caption, notes: withoutCurves(block, lost, rules), methods: withWords(block, rules), ...gated};
    }
    case "incidence": {
      const gated = gateIncidence(block, rules);
      const lost = block.groups.filter(({causes}, g) =>
        causes.some(({curve}, c) => curve !== null && gated.groups[g].causes[c].curve === null)
      );
      return {...frame, notes: withoutCurves(block, lost, rules), methods: withWords(block, rules), ...gated};
    }
    case "forest":
      return {...frame, ...gateForest(block, rules)};
    case "pairs":
      return {...frame, ...gatePairs(block, rules)};
    case "lines":
      return {...frame, ...gateLines(block, rules)};
    case "flow":
      return {...frame, ...gateFlow(block, rules)};
    case "facts":
      return {...frame, ...gateFacts(block, rules, report)};
  }
}

function gateFrame(block: BlockFrame, rules: GateRules): BlockFrame {
  const {id, title, subtitle, caption, population, sources, notes, leftOut, methods, explorer} = block;
  return {
    id,
    title,
    subtitle,
    caption,
    population: rules.count(population),
    sources,
    notes,
    ...(leftOut && {leftOut: leftOut.map(({label, count}) => ({label, count: rules.count(count)}))}),
    methods,
    explorer: rules.freeFilters ? explorer : null
  };
}

/** The notes of a figure, and of which groups it has no curve, where a tier draws curves in its own way. */
function withoutCurves(
  {notes}: BlockFrame,
  lost: readonly {readonly label: string}[],
  {curveWords}: GateRules
): readonly string[] {
  if (curveWords === null || lost.length === 0) return notes;
  const labels = lost.map(({label}) => label).join(", ");
  return [...notes, `No curve is drawn of: ${labels}. The group is too small, or beside other curves its own would tell of a few patients.`]; // prettier-ignore
}

function withWords({methods}: BlockFrame, {curveWords}: GateRules): string[] {
  return curveWords === null ? [...methods] : [...methods, curveWords];
}
