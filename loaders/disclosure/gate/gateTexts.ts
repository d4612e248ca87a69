import type {Claim, ReportBlock, ReportResult} from "../../../src/model/report.js";
import {countsOf} from "../public/countsOf.js";
import {countsIn} from "./countsInText.js";
import {numbersIn, sayableNumbers} from "./sayableNumbers.js";

/** What {@link gateTexts} need not look at. */
export interface TextOptions {
  /** The gate's own sentence. */
  readonly own: string | null;
  /** Whether a claim on blocks that show all of their counts needs no look. */
  readonly trusting: boolean;
}

const leftOut = "A sentence is left out here: it has a number that is not shown.";

/**
 * Texts of a gated report: a claim stays only if each of its numbers is one that its gated blocks show, any other sentence
 * only if the numbers by which it counts somebody are. Before that, claims are best made anew from the gated blocks.
 */
export function gateTexts(result: ReportResult, {own, trusting}: TextOptions): ReportResult {
  const blocks = result.sections.flatMap((section) => section.blocks);
  const shown = shownCounts(blocks);
  const sentence = (text: string) => (text === own || countsSayable(text, shown) ? text : leftOut);
  const claim = (given: Claim) => gateClaim(given, blocks, trusting);
  const gatedBlock = (block: ReportBlock): ReportBlock => ({
    ...block,
    title: sentence(block.title),
    subtitle: sentence(block.subtitle),
    caption: sentence(block.caption),
    notes: block.notes.map(sentence),
    methods: block.methods.map(sentence)
  });
  return {
    ...result,
    answer: result.answer.map(claim),
    sections: result.sections.map(({heading, text, claims, blocks: own}) => ({
      heading: sentence(heading),
      text: text.map(sentence),
      claims: claims.map(claim),
      blocks: own.map(gatedBlock)
    })),
    limitations: result.limitations.map(sentence),
    ...(result.notPublished && {
      notPublished: result.notPublished.map(({why, titles}) => ({why: sentence(why), titles: titles.map(sentence)}))
    })
  };
}

function gateClaim(given: Claim, all: readonly ReportBlock[], trusting: boolean): Claim {
  const {id, text, assertion, holds, blocks} = given;
  const own = all.filter((block) => blocks.includes(block.id));
  if (trusting && own.length === blocks.length && countsOf(own).every(({n}) => n !== null)) return given;
  const sayable = sayableNumbers(own.map(withoutTexts), [assertion, ...own.flatMap(namesOf)]);
  const said =
    text === null || (numbersIn(text).every((number) => sayable.has(number)) && countsSayable(text, shownCounts(own)));
  return {id, text: said ? text : null, assertion, holds: said ? holds : null, blocks};
}

/** Words of a block that count nobody: its title, the labels of rows, columns and groups, the number of its sources. */
function namesOf(block: ReportBlock): string[] {
  const labels: string[] = [block.title, block.subtitle, String(block.sources.length)];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (value !== null && typeof value === "object")
      for (const [key, part] of Object.entries(value)) {
        if (typeof part === "string" && ["label", "heading", "reference", "code", "a", "b"].includes(key))
          labels.push(part);
        else walk(part);
      }
  };
  walk(block);
  return labels;
}

/** A block without sentences, whose numbers must not vouch for themselves. */
function withoutTexts(block: ReportBlock): object {
  return {...block, title: "", subtitle: "", caption: "", notes: [], methods: [], explorer: null};
}

function shownCounts(blocks: readonly ReportBlock[]): Set<string> {
  return new Set(countsOf(blocks).flatMap(({n}) => (n === null ? [] : [String(n)])));
}

function countsSayable(text: string, shown: ReadonlySet<string>): boolean {
  return countsIn(text).every((number) => shown.has(number));
}
