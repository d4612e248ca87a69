import type {Trial} from "../../model/siteTrial.js";
import {el} from "../dom.js";
import {pageLink} from "../pageLink.js";
import {inSentence, noConclusion} from "./trialWords.js";

/** How the numbers of the page were made, what they cannot say, and where simulated ones stand beside published ones. */
export function methodsSection(trial: Trial): HTMLElement {
  const {arms, strata, strataLabel, simulated, name} = trial;
  const control = inSentence(arms[arms.length - 1].label);
  const stratified = strata.length > 1;
  return el(
    "section",
    {id: "methods", class: "figure prose"},
    el("h2", {}, "Methods and limits"),
    el(
      "p",
      {},
      `Patients of ${name} are compared by the arm to which they were randomised, whatever they received (intention to treat). The control is ${control}: an arm called placebo or standard, else the first in the alphabet. `,
      "Endpoints are rebuilt from dated events by the definition printed with each curve. ",
      stratified ? `Models and tests are stratified by ${strataLabel}, as the randomisation was. ` : "",
      "The one-sided log-rank test asks only for fewer events in the experimental arm, as a protocol that looks for a benefit does; the two-sided test stands beside it. Hazard ratios assume that the ratio does not change with time; the test of that assumption and the restricted mean, which does not need it, are shown with them."
    ),
    el(
      "ul",
      {class: "notes"},
      el(
        "li",
        {},
        "Subgroups are small, and several are looked at: the interaction test, not a single interval, speaks of a difference."
      ),
      el(
        "li",
        {},
        "Relapse and death after remission compare those who came into remission, which treatment itself decides."
      ),
      el(
        "li",
        {},
        "Transplantation is not part of the randomised treatment and is not taken into account, except where the text says so."
      )
    ),
    simulated &&
      el(
        "p",
        {},
        el("strong", {}, noConclusion),
        " How near the simulated trial comes to the published one stands on the page ",
        el("a", {href: pageLink("calibration")}, "Calibration"),
        "."
      )
  );
}
