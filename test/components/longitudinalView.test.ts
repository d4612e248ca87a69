// @vitest-environment jsdom
import {afterAll, beforeAll, beforeEach, describe, expect, it} from "vitest";
import {expressionBytes, expressionMatrix} from "../../loaders/extract/longitudinal/expressionMatrix.js";
import {siteLongitudinal} from "../../loaders/extract/siteLongitudinal.js";
import type {Release} from "../../loaders/release/readRelease.js";
import {longitudinalView} from "../../src/components/longitudinalView.js";
import type {LongitudinalSite} from "../../src/model/siteLongitudinal.js";
import {longitudinalRows} from "../support/longitudinalRelease.js";
import {syntheticRelease} from "../support/syntheticRelease.js";

let release: Release & {remove(): Promise<void>};
let data: LongitudinalSite;
let loads = 0;

beforeAll(async () => {
  globalThis.ResizeObserver ??= class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  };
  release = await syntheticRelease(longitudinalRows);
  // What the page reads has been through JSON.
  data = JSON.parse(JSON.stringify(siteLongitudinal(release))) as LongitudinalSite;
});
afterAll(() => release.remove());
beforeEach(() => {
  loads = 0;
  history.replaceState(null, "", "/hovon");
});

const load = () => {
  ++loads;
  return Promise.resolve(expressionBytes(expressionMatrix(release)).buffer as ArrayBuffer);
};
const heading = (page: Element, id: string) => page.querySelector(`#${id}-heading`)?.textContent ?? "";

describe("longitudinalView(data, load)", () => {
  it("says in one paragraph that no source has anything to show", () => {
    const page = longitudinalView({...data, longitudinal: []}, load);
    expect(page.querySelectorAll("figure")).toHaveLength(0);
    expect(page.querySelectorAll(".empty")).toHaveLength(1);
    expect(page.querySelector(".empty")?.textContent).toContain(
      "No source of this release has samples after induction"
    );
  });

  it("bears the source's name and shows a figure per question, marked as simulated, without loading the matrix", () => {
    const page = longitudinalView(data, load);
    expect(page.querySelector("h1")?.textContent).toBe("Source A");
    expect([...page.querySelectorAll("figure")].map((d) => d.id)).toEqual([
      "persistence",
      "frequency",
      "landmark",
      "landmark-survival",
      "expression",
      "copy-number",
      "karyotype-agreement"
    ]);
    for (const figure of page.querySelectorAll("figure")) {
      expect(figure.querySelector("h2")?.textContent).toContain("simulated");
      const caption = figure.querySelector("figcaption")?.textContent;
      expect(caption).toContain(data.releaseId);
      expect(caption).toContain("Source: Source A.");
    }
    expect(heading(page, "expression")).toContain("MECOM");
    expect(page.querySelector("h1")?.parentElement?.querySelector(".lead")?.textContent).toContain("11/18");
    expect(loads).toBe(0);
  });

  it("lists who is not analysed from the landmark, and says why it is one", () => {
    const page = longitudinalView(data, load);
    const n = (reason: string) => page.querySelector(`[data-excluded="${reason}"]`)?.getAttribute("data-n");
    expect([n("no_remission"), n("relapsed"), n("died"), n("censored")]).toEqual(["2", "1", "1", "1"]);
    expect(page.querySelector('[data-landmark="analysed"]')?.getAttribute("data-n")).toBe("13");
    expect(page.querySelector('[data-testid="why-landmark"]')?.textContent).toContain(
      "known only on the day of the sample"
    );
    expect(page.querySelectorAll("[data-hazard]")).toHaveLength(2);
  });

  it("follows the address: gene, values, mutation and classes of the genome", async () => {
    history.replaceState(null, "", "/hovon?gene=HOXA9&values=raw&mutation=NPM1&genome=all");
    const page = longitudinalView(data, load);
    await expect.poll(() => heading(page, "expression")).toContain("HOXA9");
    expect(loads).toBe(1);
    expect(page.querySelector("#expression figcaption")?.textContent).toContain("As measured in 2 batches");
    expect(heading(page, "frequency")).toContain("NPM1");
    expect(page.querySelectorAll("#copy-number .genome-row")).toHaveLength(1);
  });

  it("writes a chosen gene to the address, and says so of one that was not measured", async () => {
    const page = longitudinalView(data, load);
    document.body.replaceChildren(page);
    const input = page.querySelector<HTMLInputElement>('#expression input[role="combobox"]')!;
    input.value = "CD34";
    input.dispatchEvent(new Event("input"));
    input.dispatchEvent(new KeyboardEvent("keydown", {key: "Enter"}));
    expect(location.search).toBe("?gene=CD34");
    await expect.poll(() => heading(page, "expression")).toContain("CD34");
    history.replaceState(null, "", "/hovon?gene=NOSUCH");
    const other = longitudinalView(data, load);
    expect(other.querySelector("#expression .controls .problem:not([hidden])")?.textContent).toContain("NOSUCH");
    expect(heading(other, "expression")).toContain("MECOM");
  });

  it("keeps the figure and says what failed if the matrix cannot be loaded", async () => {
    history.replaceState(null, "", "/hovon?gene=CD34");
    const page = longitudinalView(data, () => Promise.reject(new Error("offline")));
    await expect
      .poll(() => page.querySelector("#expression .controls > .problem:not([hidden])")?.textContent)
      .toContain("offline");
    expect(heading(page, "expression")).toContain("MECOM");
    expect(page.querySelector("#expression")?.getAttribute("aria-busy")).toBeNull();
  });

  it("offers a choice between several sources", () => {
    const other = {...data.longitudinal[0], id: "B", landmark: null};
    const two = {...data, longitudinal: [...data.longitudinal, other]};
    const page = longitudinalView(two, load);
    const select = page.querySelector<HTMLSelectElement>('[data-testid="source"]')!;
    select.value = "B";
    select.dispatchEvent(new Event("change"));
    expect(location.search).toBe("?source=B");
    expect(page.querySelector("h1")?.textContent).toBe("Source B");
    expect(page.querySelectorAll("#landmark")).toHaveLength(0);
  });
});
