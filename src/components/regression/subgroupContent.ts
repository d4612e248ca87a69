import {forestPlot} from "../../charts/forestPlot.js";
import {ratioText} from "../../charts/forestRow.js";
import {familyP} from "../../cohort/ledger/familyP.js";
import {lookKey} from "../../cohort/ledger/lookKey.js";
import {cohortKey} from "../../cohort/ledger/prespecifiedOf.js";
import {interactionScript} from "../../rscript/coxInteraction.js";
import {adjustP} from "../../stats/adjustP.js";
import {cohortMetadata} from "../cohortMetadata.js";
import {el} from "../dom.js";
import type {ViewContext} from "../explorer.js";
import type {FigureContent} from "../figureFrame.js";
import {lookNote} from "../ledger/lookNote.js";
import {pWords} from "../ledger/standingText.js";
import {type PageState, sourcesOf} from "../pageState.js";
import {endpointName} from "../survival/endpointWords.js";
import {inSentence, noConclusion} from "../trial/trialWords.js";
import type {FittedModel} from "./fitModel.js";
import type {DesignTerm} from "./modelDesign.js";
import {modelFile, modelScript} from "./modelFile.js";
import {interactionBlocks} from "./modelForest.js";
import {methodText} from "./modelWords.js";
import {type Interaction, interactionMethod} from "./subgroupEffects.js";

/** The effect of a factor by subgroup, with the test of each interaction. */
export function subgroupContent(
  {site, catalogue, ledger}: ViewContext,
  state: PageState,
  model: FittedModel,
  factor: DesignTerm,
  interactions: readonly Interaction[]
): FigureContent {
  const endpoint = inSentence(endpointName(catalogue.endpoints.get(state.endpoint)!, site));
  const other = factor.levels.find((level) => level !== factor.reference)!;
  const name = `${factor.variable.label}, ${other.label} against ${factor.reference?.label ?? ""}`;
  const title = `Does the hazard ratio of ${other.label} for ${endpoint} differ between subgroups?`;
  const blocks = interactionBlocks(interactions, model);
  const ps = interactions.map(({test, withheld}) => (withheld === null ? (test?.p ?? null) : null));
  const qs = adjustP(ps, "BH");
  const script = modelScript(model);
  const look = lookNote(ledger, {
    key: lookKey({
      page: "regression-subgroups",
      endpoint: state.endpoint,
      grouping: `${factor.term.column} by ${interactions.map(({by}) => by.term.column).join(",")}`,
      filter: cohortKey(state.filter),
      method: interactionMethod
    }),
    question: `${title} (${interactions.length} interactions, one look)`,
    method: `${interactionMethod}, smallest q of the family`,
    p: familyP(ps),
    prespecified: null
  });
  return {
    title,
    sources: sourcesOf(site, state),
    subtitle: `${name}: hazard ratio with 95 % confidence interval, adjusted for the other covariates, from a model with the product of the two.`,
    caption: `${methodText(model)} Interaction: ${interactionMethod}, two-sided, one product at a time. No test is made within a subgroup: overlap of an interval with 1 says nothing about a difference between subgroups.${site.simulated ? ` ${noConclusion}` : ""}`,
    table: {
      columns: [
        "variable",
        "subgroup",
        "patients",
        "events",
        "hazard_ratio",
        "lower95",
        "upper95",
        "p_interaction",
        "q"
      ],
      rows: blocks.flatMap((block, i) =>
        block.rows.map(({label, groups: [{n, events}], estimate}) => [
          block.label,
          label,
          n,
          events,
          estimate?.ratio ?? null,
          estimate?.lower ?? null,
          estimate?.upper ?? null,
          ps[i],
          qs[i]
        ])
      )
    },
    csv: () => modelFile(model),
    isOfTable: true,
    script: (csv) => interactionScript(csv, script, model.terms.indexOf(factor) + 1),
    metadata: cohortMetadata({site, catalogue}, state, `${methodText(model)} ${interactionMethod}.`),
    draw: (width) =>
      forestPlot(blocks, {
        width,
        groups: ["Patients"],
        ratioLabel: "Hazard ratio",
        favours: [`lower with ${other.label}`, `higher with ${other.label}`],
        plain: true,
        overall: null,
        title,
        summary: blocks
          .map(({label, rows}) => `${label}: ${rows.map((d) => `${d.label} ${ratioText(d.estimate)}`).join("; ")}.`)
          .join(" ")
      }),
    aside: el(
      "div",
      {},
      ...interactions.map(({by, withheld}, i) => {
        const p = ps[i];
        const words =
          withheld ?? (p === null ? "the interaction cannot be estimated" : `${pWords(p)}, ${pWords(qs[i] ?? p, "q")}`);
        return el(
          "p",
          {class: "note", "data-testid": "interaction", "data-by": by.term.column, "data-p": p},
          `${by.variable.label}: ${words}`
        );
      }),
      el(
        "p",
        {class: "note"},
        "q: Benjamini–Hochberg over the interactions of this figure. The figure as one look: ",
        look
      )
    )
  };
}
