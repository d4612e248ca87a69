import {z} from "zod";
import type {BlockFrame, ReportBlock} from "../../../src/model/report.js";
import type {Trial} from "../../../src/model/siteTrial.js";
import {text} from "../../study/scalars.js";
import {blockFrame, type FrameWords} from "../blocks/blockFrame.js";
import {blockBase, type BlockKind} from "../blocks/blockKind.js";
import type {ReportContext} from "../reportContext.js";
import {trialAnchors} from "./trialAnchors.js";
import {trialCompeting} from "./trialCompeting.js";
import {type TrialSets, trialSets} from "./trialContext.js";
import {trialFlow} from "./trialFlow.js";
import {trialForest} from "./trialForest.js";
import {trialResponse} from "./trialResponse.js";
import {trialSensitivity} from "./trialSensitivity.js";
import {trialSurvival} from "./trialSurvival.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("trial"),
  /** Id of the randomised source. */
  source: text,
  show: z.enum(["flow", "survival", "forest", "response", "competing", "sensitivity", "anchors"]),
  /** Of figures of survival and forests. */
  endpoint: text.default("OS")
});

type Declared = z.output<typeof schema>;

/** What a part of the trial is made from. */
export interface TrialPart extends TrialSets {
  readonly context: ReportContext;
  readonly endpoint: string;
  /** The frame of a block; an ending makes the id of a further one. */
  readonly frame: (words: FrameWords, further?: {readonly ending: string; readonly title: string}) => BlockFrame;
}

const parts: Readonly<Record<Declared["show"], (part: TrialPart) => ReportBlock[]>> = {
  flow: trialFlow,
  survival: trialSurvival,
  forest: trialForest,
  response: trialResponse,
  competing: trialCompeting,
  sensitivity: trialSensitivity,
  anchors: trialAnchors
};

/** A part of a randomised comparison, by planned arm in the intention-to-treat population. */
export const trialFigure: BlockKind<Declared> = {
  kind: "trial",
  schema,
  compute(context, declared) {
    const sets = trialSets(context, declared.source);
    if (sets === null || sets.itt.n === 0) return [];
    const cohort = {...context.cohort(`source=${declared.source}`), set: sets.itt};
    return parts[declared.show]({
      ...sets,
      context,
      endpoint: declared.endpoint,
      frame(words, further) {
        const own = further && {id: `${declared.id}-${further.ending}`, title: `${declared.title}: ${further.title}`};
        return blockFrame(context, {...declared, ...own}, cohort, words, context.count(sets.itt));
      }
    });
  }
};

/** The arms compared, in words. */
export function armsInWords({arms}: Trial): string {
  return arms.map(({label}, i) => (i === 0 ? label : label.toLowerCase())).join(" against ");
}
