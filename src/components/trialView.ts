import {hideCountsBelow, withHidden} from "../model/hiddenCounts.js";
import type {Trial, TrialData} from "../model/siteTrial.js";
import {labelOf} from "../model/vocabulary.js";
import {choice, controlRow} from "./controls.js";
import {el, fill} from "./dom.js";
import {queryState} from "./queryState.js";
import {emptySection, reportPage, type ReportSection} from "./reportPage.js";
import {baselineSection} from "./trial/baselineSection.js";
import {competingSection} from "./trial/competingSection.js";
import {endpointSection} from "./trial/endpointSection.js";
import {flowSection} from "./trial/flowSection.js";
import {forestSection} from "./trial/forestSection.js";
import {methodsSection} from "./trial/methodsSection.js";
import {responseSection} from "./trial/responseSection.js";
import {sensitivitySection} from "./trial/sensitivitySection.js";
import {trialLead} from "./trial/trialLead.js";
import {inSentence, trialRelease} from "./trial/trialWords.js";

/** A randomised source: who was randomised, how the arms fared, and in which subgroups; a choice where there are several. */
export function trialView(data: TrialData): HTMLElement {
  if (data.disclosure !== undefined) hideCountsBelow(data.disclosure.k);
  withHidden(data);
  const {trials} = data;
  if (trials.length === 0) {
    const words =
      "None of the sources of this release randomised its patients, so there are no arms to compare here. When a source with planned arms joins, this page shows who was randomised, how the arms fared and in which subgroups.";
    const element = emptySection("trials", "No randomised source", words);
    return reportPage("Randomised trials", [], [{id: "trials", name: "None", element}]);
  }
  if (trials.length === 1) return trialReport(data, trials[0]);
  const host = el("div", {});
  const select = el(
    "select",
    {"data-testid": "trial"},
    ...trials.map(({source, name}) => el("option", {value: source}, name))
  );
  const query = queryState(show);
  select.addEventListener("change", () => {
    query.set({trial: select.value});
    show();
  });
  function show(): void {
    select.value = query.get("trial");
    if (select.selectedIndex < 0) select.value = trials[0].source;
    fill(host, trialReport(data, trials.find(({source}) => source === select.value) ?? trials[0]));
  }
  show();
  return el("div", {}, controlRow(choice("Trial", select)), host);
}

function trialReport(data: TrialData, trial: Trial): HTMLElement {
  const site = trialRelease(data, trial);
  const {arms, endpoints, forests, response, competing, sensitivity} = trial;
  const against = arms.map(({label}, a) => (a === 0 ? label : inSentence(label))).join(" or ");
  const survival = endpoints.map((d): ReportSection => ({
    id: d.endpoint.toLowerCase(),
    name: d.label ?? labelOf("endpoint", d.endpoint),
    element: endpointSection(site, trial, d)
  }));
  const subgroups = forests
    .filter(({variables}) => variables.length > 0)
    .map((d): ReportSection => {
      const id = `forest-${d.endpoint.toLowerCase()}`;
      return {id, name: `Subgroups: ${d.endpoint}`, element: forestSection(site, trial, d)};
    });
  const optional: (ReportSection | null)[] = [
    response && {
      id: "remission",
      name: `Remission by day ${response.landmarkDay}`,
      element: responseSection(site, trial, response)
    },
    competing && {
      id: "after-remission",
      name: "After remission",
      element: competingSection(site, trial, competing)
    },
    sensitivity.length > 0 ? {id: "sensitivity", name: "Sensitivity", element: sensitivitySection(site, trial)} : null
  ];
  return reportPage(
    `${trial.source}: ${against}`,
    [trialLead(trial)],
    [
      {id: "flow", name: "Who was randomised", element: flowSection(site, trial)},
      {id: "baseline", name: "Baseline", element: baselineSection(site, trial)},
      ...survival,
      ...subgroups,
      ...optional.filter((section) => section !== null),
      {id: "methods", name: "Methods and limits", element: methodsSection(trial)}
    ]
  );
}
