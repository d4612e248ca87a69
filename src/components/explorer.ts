import type {Catalogue} from "../cohort/catalogue.js";
import {catalogueOf} from "../cohort/catalogue.js";
import type {CohortDatabase} from "../cohort/cohortDatabase.js";
import type {CohortSelection} from "../cohort/cohortSelection.js";
import {emptyFilter, isEmpty} from "../cohort/filter.js";
import {chips, describeCohort} from "../cohort/filterChips.js";
import {latest, superseded} from "../cohort/latest.js";
import {browserStore} from "../cohort/ledger/browserStore.js";
import {createLedger, type Ledger} from "../cohort/ledger/ledger.js";
import {savedCohorts, type SavedCohorts} from "../cohort/saved/savedCohorts.js";
import type {SiteData} from "../model/siteData.js";
import {cohortBar} from "./cohortBar.js";
import {el, fill} from "./dom.js";
import {emptyMessage, failureMessage, linkNotice, type Relaxation} from "./explorerMessages.js";
import {filterPanel, type PanelCounts} from "./filterPanel.js";
import {type PageOption, type PageState, readState, writeState} from "./pageState.js";
import {cohortCounts, noCounts, wholeCounts} from "./panelCounts.js";

/** What a page adds to the common frame of the explorer. */
export interface ExplorerView {
  readonly figures: Element;
  /** Definitions and warnings, beside the figures where there is room. */
  readonly notes: Element | null;
  /** Draws from the release's precomputed tables; true if they answer this state. */
  drawFirst(state: PageState): boolean;
  /** Draws from the filtered cohort. */
  draw(state: PageState, selection: CohortSelection): Promise<void>;
  /** Marks what is shown as being replaced. */
  stale(waiting: boolean): void;
  /** Choices of the page that its links reopen. */
  readonly options?: readonly PageOption[];
}

/** What a view gets to build itself. */
export interface ViewContext {
  readonly site: SiteData;
  readonly catalogue: Catalogue;
  /** Changes the state, the address with it, and redraws. Of options only those that are given change. */
  readonly change: (part: Partial<PageState>) => void;
  /** Opens the database, or gives the one that is open. */
  readonly database: () => Promise<CohortDatabase>;
  /** Where every contrast that is shown is recorded. */
  readonly ledger: Ledger;
  /** Cohorts that the reader keeps by name. */
  readonly saved: SavedCohorts;
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
  // The state whose numbers are on the page; null before the first.
  let drawn: PageState | null = null;
  let lastSet: string | null = null;

  const change = (part: Partial<PageState>) => {
    const next = {...state, ...part, options: {...state.options, ...part.options}};
    history.pushState(null, "", `${location.pathname}${writeState(next, site.releaseId, declared)}`);
    go(next);
  };
  const ledger = createLedger(browserStore(site.releaseId, () => localStorage));
  const saved = savedCohorts(`hemiola-cohorts:${new URL(".", location.href).pathname}`, () => localStorage);
  const view = makeView({site, catalogue, change, database: openDatabase, ledger, saved});
  const declared = view.options ?? [];
  const readAddress = () => readState(new URLSearchParams(location.search), catalogue, declared);
  const first = readAddress();
  let state: PageState = first;

  const go = (next: PageState) => {
    const before = new Set(chips(state.filter, catalogue).map(({key, label}) => `${key} ${label}`));
    lastSet = chips(next.filter, catalogue).find(({key, label}) => !before.has(`${key} ${label}`))?.key ?? null;
    state = next;
    show();
  };
  const panel = filterPanel(site, catalogue, (filter) => change({filter}));
  const bar = cohortBar(catalogue.patients, (filter) => change({filter}));
  const message = el("div", {class: "messages", "aria-live": "polite"});
  const results = el("div", {class: "results"}, view.figures, view.notes);

  const ask = latest(async (asked: PageState) => {
    const database = await openDatabase();
    const selection = await database.select(asked.filter);
    const relaxations: Relaxation[] = [];
    if (selection.n === 0) {
      for (const chip of chips(asked.filter, catalogue)) {
        relaxations.push({chip, n: (await database.select(chip.without)).n});
      }
    }
    return {selection, relaxations};
  });

  function show(): void {
    const asked = state;
    panel.show(asked.filter);
    // Other pages have choices of their own.
    keepQueryInLinks(writeState(asked, site.releaseId));
    bar.show(chips(asked.filter, catalogue), describeCohort(asked.filter, catalogue));
    if (isEmpty(asked.filter) && view.drawFirst(asked)) {
      // The numbers of the whole release are already here.
      drawn = asked;
      settle(catalogue.patients, wholeCounts(site, catalogue, panel.columns));
      // Opens the database ahead of the first filter; if that fails, the filter will say so.
      void ask(asked).catch(() => undefined);
      return;
    }
    // Until the answer is there: the last figures, or those of the whole release.
    if (drawn === null && view.drawFirst({...asked, filter: emptyFilter, group: null})) {
      drawn = {...asked, filter: emptyFilter, group: null};
    }
    bar.wait();
    view.stale(true);
    results.setAttribute("aria-busy", "true");
    answer(asked).catch((error: unknown) => {
      if ((error as Error).name === "SupersededError" || asked !== state) return;
      fail(error as Error);
    });
  }

  async function answer(asked: PageState): Promise<void> {
    const result = await ask(asked);
    if (result === superseded) return;
    const {selection, relaxations} = result;
    if (selection.n === 0) {
      settle(0, noCounts, relaxations);
      return;
    }
    await view.draw(asked, selection);
    const counts = await cohortCounts(site, selection, panel.columns);
    if (asked !== state) return;
    drawn = asked;
    settle(selection.n, counts);
  }

  function settle(n: number, counts: PanelCounts, relaxations: readonly Relaxation[] = []): void {
    bar.count(n);
    panel.count(n, counts);
    fill(message, n === 0 && emptyMessage(relaxations, lastSet, (chip) => change({filter: chip.without})));
    results.hidden = n === 0;
    view.stale(false);
    results.removeAttribute("aria-busy");
    results.classList.remove("outdated");
  }

  function fail(error: Error): void {
    bar.unknown();
    view.stale(false);
    results.removeAttribute("aria-busy");
    // The figures stay, dimmed, and the message says whose they are.
    results.hidden = drawn === null;
    results.classList.add("outdated");
    const still = describeCohort((drawn ?? state).filter, catalogue);
    fill(
      message,
      failureMessage(error, still, show, () => change({filter: emptyFilter, group: null}))
    );
  }

  addEventListener("popstate", () => go(readAddress()));
  const notice = linkNotice(first.problems, first.madeOn, site.releaseId);
  const page = el(
    "div",
    {class: "explorer"},
    panel.element,
    el("div", {class: "notebook"}, bar.element, notice, message, results)
  );
  show();
  return page;
}

/** Links to the other explorer pages keep the cohort. */
function keepQueryInLinks(query: string): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".site-nav a.to-explorer")) {
    link.href = `${link.href.split("?")[0]}${query}`;
  }
}
