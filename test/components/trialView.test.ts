// @vitest-environment jsdom
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {siteTrial} from "../../loaders/extract/siteTrial.js";
import type {Release} from "../../loaders/release/readRelease.js";
import {trialLead} from "../../src/components/trial/trialLead.js";
import {trialView} from "../../src/components/trialView.js";
import type {TrialData} from "../../src/model/siteTrial.js";
import {syntheticRelease} from "../support/syntheticRelease.js";
import {inventedPatients, trialRows} from "../support/trialRelease.js";

let release: Release & {remove(): Promise<void>};
let data: TrialData;

beforeAll(async () => {
  globalThis.ResizeObserver ??= class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  release = await syntheticRelease(trialRows(inventedPatients()));
  // What the page reads has been through JSON.
  data = JSON.parse(JSON.stringify(siteTrial(release))) as TrialData;
});
afterAll(() => release.remove());

const sections = (page: Element) => [...page.querySelectorAll("h2")].map((d) => d.textContent);

describe("trialView(data)", () => {
  it("says in one paragraph that a release has no randomised source", () => {
    const page = trialView({...data, trials: []});
    expect(page.querySelectorAll("figure")).toHaveLength(0);
    expect(page.querySelectorAll(".empty")).toHaveLength(1);
    expect(page.querySelector(".empty")?.textContent).toContain("None of the sources of this release randomised");
  });

  it("answers first, then shows who, baseline, curves, subgroups, remission and what followed", () => {
    const page = trialView(data);
    expect(page.querySelector("h1")?.textContent).toBe("RATIFY: Midostaurin or placebo");
    expect(page.querySelector(".lead")?.textContent).toContain("200 patients were randomised, 100 to midostaurin");
    expect(sections(page)).toHaveLength(10);
    expect(page.querySelectorAll("#os .curve, #efs .curve")).toHaveLength(4);
    expect(page.querySelectorAll("#forest-os .forest-row")).toHaveLength(10);
    expect(page.querySelector("#efs .subtitle")?.textContent).toContain("Landmark: day 60");
    for (const figure of page.querySelectorAll("figure")) {
      expect(figure.querySelector("h2")?.textContent).toContain("simulated");
      expect(figure.querySelector("figcaption")?.textContent).toContain(data.releaseId);
    }
  });

  it("draws what the estimates say", () => {
    const page = trialView(data);
    const [os] = data.trials[0].endpoints;
    const shown = page.querySelector('#os [data-measure="hazard-ratio"]');
    expect(Number(shown?.getAttribute("data-value"))).toBe(os.contrast?.hazardRatio.estimate);
    const interaction = page.querySelector('#forest-os [data-block="Sex"]')?.getAttribute("data-interaction-p");
    expect(Number(interaction)).toBe(data.trials[0].forests[0].variables[1].interaction?.p);
  });

  it("offers a choice between several trials", () => {
    const other = {...data.trials[0], source: "OTHER", name: "Another trial"};
    const page = trialView({...data, trials: [data.trials[0], other]});
    const select = page.querySelector("select")!;
    expect(select.options).toHaveLength(2);
    select.value = "OTHER";
    select.dispatchEvent(new Event("change"));
    expect(page.querySelector("h1")?.textContent).toContain("OTHER");
    expect(new URLSearchParams(location.search).get("trial")).toBe("OTHER");
  });
});

describe("trialLead(trial)", () => {
  it("forbids a conclusion from simulated data, and says nothing of it for real data", () => {
    const [trial] = data.trials;
    expect(trialLead(trial)).toContain("No conclusion about efficacy may be drawn from simulated data.");
    expect(trialLead({...trial, simulated: false})).not.toContain("simulated");
  });

  it("names sizes and survival of three arms, and no ratio", () => {
    const [trial] = data.trials;
    const [os] = trial.endpoints;
    const three = {
      ...trial,
      arms: [...trial.arms, {code: "c", label: "Third"}],
      flow: {...trial.flow, arms: [...trial.flow.arms, trial.flow.arms[0]]},
      endpoints: [{...os, arms: [...os.arms, os.arms[0]], contrast: null}]
    };
    expect(trialLead(three)).toContain("to midostaurin, 100 to placebo and 100 to third");
    expect(trialLead(three)).not.toContain("hazard ratio");
  });
});
