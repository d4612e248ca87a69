import {z} from "zod";
import type {ReportBlock} from "../../../src/model/report.js";
import {text} from "../../study/scalars.js";
import {blockFrame} from "../blocks/blockFrame.js";
import {blockBase, type BlockKind} from "../blocks/blockKind.js";
import {trialAnchors} from "./trialAnchors.js";
import {trialCompeting} from "./trialCompeting.js";
import {type TrialPart, trialSets} from "./trialContext.js";
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
  endpoint: text.default("OS"),
  /** Of survival: a figure for each randomisation stratum, in place of one of all patients. */
  within: z.literal("strata").optional()
});

type Declared = z.output<typeof schema>;

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
      withinStrata: declared.within === "strata",
      frame(words, further, set = sets.itt) {
        const own = further && {id: `${declared.id}-${further.ending}`, title: `${declared.title}: ${further.title}`};
        return blockFrame(context, {...declared, ...own}, {...cohort, set}, words, context.count(set));
      }
    });
  }
};
