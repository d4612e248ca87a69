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
    case "survival":
      return {
        ...frame,
        caption: rules.curveEnd === null ? block.caption : block.caption.replace(curveEnd, rules.curveEnd),
        methods: withWords(block, rules),
        ...gateSurvival(block, rules)
      };
    case "incidence":
      return {...frame, methods: withWords(block, rules), ...gateIncidence(block, rules)};
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

function withWords({methods}: BlockFrame, {curveWords}: GateRules): string[] {
  return curveWords === null ? [...methods] : [...methods, curveWords];
}
