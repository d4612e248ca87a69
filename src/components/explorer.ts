import type {Catalogue} from "../cohort/catalogue.js";
import {catalogueOf} from "../cohort/catalogue.js";
import type {CohortDatabase} from "../cohort/cohortDatabase.js";
import type {CohortSelection} from "../cohort/cohortSelection.js";
import {isEmpty} from "../cohort/filter.js";
import {chips, describeCohort} from "../cohort/filterChips.js";
import {latest, superseded} from "../cohort/latest.js";
import type {SiteData} from "../model/siteData.js";
import {cohortBar} from "./cohortBar.js";
import {el, fill} from "./dom.js";
import {filterPanel} from "./filterPanel.js";
import {type PageState, readState, writeState} from "./pageState.js";

/** What a page adds to the common frame of the explorer. */
export interface ExplorerView {
  /** Controls of the page's own, above its figures. */
  readonly controls: Element | null;
  readonly figures: Element;
  /** Draws from the release's precomputed tables; true if they answer this state. */
  drawFirst(state: PageState): boolean;
  /** Draws from the filtered cohort. */
  draw(state: PageState, selection: CohortSelection): Promise<void>;
  /** Marks what is shown as being replaced. */
  stale(waiting: boolean): void;
}

/** What a view gets to build itself. */
export interface ViewContext {
  readonly site: SiteData;
  readonly catalogue: Catalogue;
  /** Changes the state, the address with it, and redraws. */
  readonly change: (part: Partial<PageState>) => void;
}

/**
 * The frame that the explorer pages share: filter panel, cohort bar, figures; state in the address, the back button
 * included. First figures come from the release's precomputed tables, at once; the database is opened after that and
 * answers everything else. The latest change wins; until its numbers are there, the old ones are dimmed.
 */
export function explorer(
  site: SiteData,
  openDatabase: () => Promise<CohortDatabase>,
  makeView: (context: ViewContext) => ExplorerView
): HTMLElement {
  const catalogue = catalogueOf(site);
  const first = readState(new URLSearchParams(location.search), catalogue);
  let state: PageState = first;

  const change = (part: Partial<PageState>) => {
    state = {...state, ...part};
    history.pushState(null, "", `${location.pathname}${writeState(state, site.releaseId)}`);
    show();
  };
  const view = makeView({site, catalogue, change});
  const panel = filterPanel(catalogue, (filter) => change({filter}));
  const bar = cohortBar(catalogue.patients, (filter) => change({filter}));
  const message = el("div", {class: "messages", "aria-live": "polite"});
  const results = el("div", {class: "results"}, view.controls, view.figures);

  const ask = latest(async (asked: PageState) => {
    const selection = await (await openDatabase()).select(asked.filter);
    return {selection, asked};
  });

  function show(): void {
    panel.show(state.filter);
    keepQueryInLinks(writeState(state, site.releaseId));
    bar.show(state.filter, chips(state.filter, catalogue), describeCohort(state.filter, catalogue));
    if (isEmpty(state.filter) && view.drawFirst(state)) {
      // The numbers of the whole release are already here.
      settle(catalogue.patients);
      // Opens the database ahead of the first filter; if that fails, the filter will say so.
      void ask(state).catch(() => undefined);
      return;
    }
    bar.wait();
    view.stale(true);
    results.setAttribute("aria-busy", "true");
    ask(state)
      .then(
        async (answer) => {
          if (answer === superseded) return;
          const {selection, asked} = answer;
          if (selection.n > 0) await view.draw(asked, selection);
          if (asked === state) settle(selection.n);
        },
        (error: unknown) => fail(error)
      )
      .catch((error: unknown) => {
        if ((error as Error).name !== "SupersededError") fail(error);
      });
  }

  function settle(n: number): void {
    bar.count(n);
    panel.count(n);
    fill(message, n === 0 && emptyMessage());
    results.hidden = n === 0;
    view.stale(false);
    results.removeAttribute("aria-busy");
  }

  /** Says which condition emptied the cohort and offers to take it back. */
  function emptyMessage(): HTMLElement {
    const list = chips(state.filter, catalogue);
    return el(
      "div",
      {class: "empty", "data-testid": "empty"},
      el("p", {}, "No patient of this release meets all of these conditions. Take one back:"),
      el(
        "p",
        {},
        ...list.map((chip) => el("button", {type: "button", onclick: () => change({filter: chip.without})}, chip.label))
      )
    );
  }

  function fail(error: unknown): void {
    bar.unknown();
    results.removeAttribute("aria-busy");
    view.stale(false);
    // Figures of another filter would be taken for this one's.
    results.hidden = true;
    fill(
      message,
      el(
        "div",
        {class: "failure", role: "alert", "data-testid": "failure"},
        el("p", {}, "The filter could not be computed in this browser: ", (error as Error).message, "."),
        el("p", {}, "The figures of the whole release still work, on every page."),
        el(
          "p",
          {},
          el("button", {type: "button", onclick: show}, "Try again"),
          " ",
          el("button", {type: "button", onclick: () => change({filter: panel.none})}, "Show all patients")
        )
      )
    );
  }

  addEventListener("popstate", () => {
    state = readState(new URLSearchParams(location.search), catalogue);
    show();
  });
  const page = el(
    "div",
    {class: "explorer"},
    panel.element,
    el("div", {class: "notebook"}, bar.element, notices(first.problems, first.madeOn, site.releaseId), message, results)
  );
  show();
  return page;
}

/** Says what of a link could not be understood, and if it was made on another release. */
function notices(problems: readonly string[], madeOn: string | null, releaseId: string): HTMLElement | null {
  const lines = [...problems.map((problem) => `The link asks for something this release does not have: ${problem}.`)];
  if (madeOn !== null && madeOn !== releaseId) {
    lines.push(`This link was made on release ${madeOn.slice(0, 40)}; the numbers here are of release ${releaseId}.`);
  }
  if (lines.length === 0) return null;
  return el(
    "div",
    {class: "warning", role: "note", "data-testid": "link-notice"},
    ...lines.map((line) => el("p", {}, line))
  );
}

/** Links to the other explorer pages keep the cohort. */
function keepQueryInLinks(query: string): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".site-nav a")) {
    link.href = `${link.href.split("?")[0]}${query}`;
  }
}
