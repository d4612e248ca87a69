import {afterPaint} from "../cohort/afterPaint.js";
import {appliedFilter} from "../cohort/appliedFilter.js";
import {attrition} from "../cohort/attrition.js";
import {canonicalFilter} from "../cohort/canonicalFilter.js";
import {type Catalogue, catalogueOf} from "../cohort/catalogue.js";
import type {CohortDatabase} from "../cohort/cohortDatabase.js";
import type {CohortSelection} from "../cohort/cohortSelection.js";
import {emptyFilter, isEmpty} from "../cohort/filter.js";
import {chips, describeCohort} from "../cohort/filterChips.js";
import {knownFilter} from "../cohort/filterJson.js";
import {latest, superseded} from "../cohort/latest.js";
import {browserStore} from "../cohort/ledger/browserStore.js";
import {createLedger, type Ledger} from "../cohort/ledger/ledger.js";
import type {SavedCohort} from "../cohort/saved/savedCohort.js";
import {savedCohorts, type SavedCohorts} from "../cohort/saved/savedCohorts.js";
import {stateHistory} from "../cohort/stateHistory.js";
import type {SiteData} from "../model/siteData.js";
import {attritionFold} from "./cohort/attritionFold.js";
import {lateNotes, refusals} from "./cohort/cohortNotes.js";
import {copyLink} from "./cohort/copyLink.js";
import {linkOrigin, originText} from "./cohort/linkOrigin.js";
import {savedDialog} from "./cohort/savedDialog.js";
import {undoKeys} from "./cohort/undoKeys.js";
import {cohortBar} from "./cohortBar.js";
import {el, fill} from "./dom.js";
import {emptyMessage, failureMessage, linkNotice, type Relaxation} from "./explorerMessages.js";
import {filterPanel} from "./filterPanel.js";
import {looksLink} from "./ledger/looksLink.js";
import {type PageOption, type PageState, readState, writeState} from "./pageState.js";

/** What a page adds to the common frame of the explorer. */
export interface ExplorerView {
  readonly figures: Element;
  /** Definitions and warnings, beside the figures where there is room. */
  readonly notes: Element | null;
  /** Draws from the release's precomputed tables; true if they answer this state. */
  drawFirst(state: PageState): boolean;
  /** Draws from the filtered cohort. The state's filter is the one that was applied. */
  draw(state: PageState, selection: CohortSelection): Promise<void>;
  /** Marks what is shown as being replaced. */
  stale(waiting: boolean): void;
  /** Choices of the page that its links reopen. */
  readonly options?: readonly PageOption[];
  /** False for a page that shows no outcome: conditions on outcomes then are as good as any other. */
  readonly showsOutcome?: boolean;
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

/** Patients and events of a cohort. */
interface CohortSize {
  readonly n: number;
  readonly events: number | null;
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
  const ledger = createLedger(browserStore(site.releaseId, () => localStorage));
  const saved = savedCohorts(`hemiola-cohorts:${new URL(".", location.href).pathname}`, () => localStorage);
  let opened = false;
  const database = async () => {
    const ready = await openDatabase();
    opened = true;
    return ready;
  };
  const view = makeView({site, catalogue, change, database, ledger, saved});
  const declared = view.options ?? [];
  const readAddress = () => readState(new URLSearchParams(location.search), catalogue, declared);
  const first = readAddress();
  let state: PageState = first;
  let origin = linkOrigin(new URLSearchParams(location.search));
  let problems: readonly string[] = first.problems;
  const history = stateHistory<PageState>(state);
  // The state whose numbers are on the page; null before the first.
  let drawn: PageState | null = null;
  let size: CohortSize | null = null;
  let lastSet: string | null = null;

  function change(part: Partial<PageState>): void {
    const next = {...state, ...part, options: {...state.options, ...part.options}};
    next.filter = canonicalFilter(next.filter, catalogue);
    history.push(next);
    go(next);
  }
  function go(next: PageState): void {
    window.history.pushState(null, "", `${location.pathname}${writeState(next, site.releaseId, declared)}`);
    take(next);
  }
  function take(next: PageState): void {
    const before = new Set(chips(state.filter, catalogue).map(({key, label}) => `${key} ${label}`));
    lastSet = chips(next.filter, catalogue).find(({key, label}) => !before.has(`${key} ${label}`))?.key ?? null;
    state = next;
    show();
  }
  const step = (way: "undo" | "redo") => {
    const next = history[way]();
    if (next !== undefined) go(next);
  };
  const load = (cohort: SavedCohort) => {
    const {filter, problems: unknown} = knownFilter(cohort.filter, catalogue);
    problems = unknown;
    origin = {what: "saved cohort", release: cohort.release, n: cohort.n, events: null};
    fill(notice);
    change({filter});
  };
  const dialog = savedDialog({
    saved,
    catalogue,
    release: site,
    load,
    current: () => ({filter: state.filter, n: drawn === state ? (size?.n ?? null) : null})
  });
  const lost = attritionFold(catalogue.patients);
  const filterTo = (filter: PageState["filter"]) => change({filter});
  const panel = filterPanel(site, catalogue, filterTo, () => void countPanel());
  const bar = cohortBar(catalogue.patients, {change: filterTo, undo: () => step("undo"), redo: () => step("redo")}, [
    copyLink(),
    dialog.button
  ]);
  const notice = el("div", {});
  const message = el("div", {class: "messages", "aria-live": "polite"});
  const results = el("div", {class: "results"}, view.figures, view.notes);

  /** The state whose filter is what can be applied to its endpoint. */
  function applied(asked: PageState) {
    const endpoint = view.showsOutcome === false ? null : (catalogue.endpoints.get(asked.endpoint)?.endpoint ?? null);
    const {filter, refused} = appliedFilter(asked.filter, endpoint, catalogue);
    return {
      state: {...asked, filter},
      refused: refusals(refused, endpoint ?? ""),
      notes: endpoint === null ? [] : lateNotes(filter, endpoint, catalogue)
    };
  }

  const ask = latest(async (asked: PageState) => {
    const ready = await database();
    const selection = await ready.select(asked.filter);
    const relaxations: Relaxation[] = [];
    if (selection.n === 0) {
      for (const chip of chips(asked.filter, catalogue)) {
        relaxations.push({chip, n: (await ready.select(chip.without)).n});
      }
    }
    return {selection, relaxations};
  });
  let current: CohortSelection | null = null;

  function show(): void {
    const asked = state;
    const {state: real, refused, notes} = applied(asked);
    panel.show(asked.filter);
    // Other pages have choices of their own.
    keepQueryInLinks(writeState(asked, site.releaseId));
    bar.show({
      chips: chips(asked.filter, catalogue),
      refused,
      sentence: describeCohort(real.filter, catalogue),
      notes,
      canUndo: history.canUndo,
      canRedo: history.canRedo
    });
    lost.show(isEmpty(real.filter) ? null : () => attritionOf(real));
    current = null;
    if (isEmpty(real.filter) && view.drawFirst(real)) {
      // The numbers of the whole release are already here.
      drawn = asked;
      settle(asked, {n: catalogue.patients, events: wholeEvents(real)});
      // Opens the database ahead of the first filter; if that fails, the filter will say so.
      void ask(real)
        .then((result) => (result === superseded || asked !== state ? undefined : countPanel(result.selection)))
        .catch(() => undefined);
      return;
    }
    // Until the answer is there: the last figures, or those of the whole release.
    if (drawn === null && view.drawFirst({...real, filter: emptyFilter, group: null})) {
      drawn = {...asked, filter: emptyFilter, group: null};
    }
    bar.wait(opened ? "computing …" : "loading the patients of the release …");
    view.stale(true);
    results.setAttribute("aria-busy", "true");
    answer(asked, real).catch((error: unknown) => {
      if ((error as Error).name === "SupersededError" || asked !== state) return;
      fail(error as Error);
    });
  }

  async function answer(asked: PageState, real: PageState): Promise<void> {
    const result = await ask(real);
    if (result === superseded) return;
    const {selection, relaxations} = result;
    if (selection.n === 0) {
      settle(asked, {n: 0, events: null}, relaxations);
      panel.none();
      return;
    }
    const [, events] = await Promise.all([view.draw(real, selection), eventsOf(real, selection)]);
    if (asked !== state) return;
    drawn = asked;
    settle(asked, {n: selection.n, events});
    await countPanel(selection);
  }

  /** Counts the variables that the reader sees, after the figures have been painted. */
  async function countPanel(selection = current): Promise<void> {
    current = selection;
    const wanted = panel.wanted();
    if (selection === null || wanted.length === 0) return;
    await afterPaint();
    if (selection !== current) return;
    const counts = await selection.counts(wanted);
    if (selection === current) panel.count(counts);
  }

  async function attritionOf(real: PageState) {
    const ready = await database();
    const criteria = [];
    for (const {label, only} of chips(real.filter, catalogue)) {
      criteria.push({label, mask: await ready.membersOf({...emptyFilter, ...only})});
    }
    return attrition(catalogue.patients, criteria);
  }

  async function eventsOf({endpoint}: PageState, selection: CohortSelection): Promise<number | null> {
    if (!catalogue.endpoints.has(endpoint)) return null;
    const {days, status} = (await selection.rows([endpoint])).endpoint(endpoint);
    return status.reduce((sum, code, i) => sum + (code === 1 && !Number.isNaN(days[i]) ? 1 : 0), 0);
  }

  function wholeEvents({endpoint}: PageState): number | null {
    const summary = site.summaries.survival.find((d) => d.endpoint === endpoint);
    return summary?.events.reduce((sum, n) => sum + n, 0) ?? null;
  }

  function settle(asked: PageState, now: CohortSize, relaxations: readonly Relaxation[] = []): void {
    size = now;
    bar.count(now.n, now.events === null ? null : {n: now.events, endpoint: asked.endpoint});
    panel.total(now.n);
    tellOrigin(now);
    keepSize(asked, now);
    fill(message, now.n === 0 && emptyMessage(relaxations, lastSet, (chip) => change({filter: chip.without})));
    results.hidden = now.n === 0;
    view.stale(false);
    results.removeAttribute("aria-busy");
    results.classList.remove("outdated");
  }

  /** Says once what a link or a saved cohort of another release had there. */
  function tellOrigin(now: CohortSize): void {
    if (origin === null) return;
    const {what, release} = origin;
    const words = release === site.releaseId ? null : originText(origin, {...now, release: site.releaseId});
    origin = null;
    fill(notice, linkNotice(problems, words, what));
  }

  /** The address says how large the cohort is, for whoever opens it on another release. */
  function keepSize(asked: PageState, {n, events}: CohortSize): void {
    const query = writeState(asked, site.releaseId, declared);
    if (query === "") return;
    const counts = events === null ? `n=${n}` : `n=${n}&events=${events}`;
    window.history.replaceState(null, "", `${location.pathname}${query}&${counts}`);
    keepQueryInLinks(`${writeState(asked, site.releaseId) || "?"}&${counts}`.replace("?&", "?"));
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

  addEventListener("popstate", () => {
    const next = readAddress();
    problems = next.problems;
    fill(notice, linkNotice(problems, null));
    history.push(next);
    take(next);
  });
  undoKeys({undo: () => step("undo"), redo: () => step("redo")});
  fill(notice, linkNotice(problems, null));
  const page = el(
    "div",
    {class: "explorer"},
    panel.element,
    el(
      "div",
      {class: "notebook"},
      bar.element,
      looksLink(ledger),
      bar.notes,
      lost.element,
      notice,
      message,
      results,
      dialog.dialog
    )
  );
  show();
  return page;
}

/** Links to the other explorer pages keep the cohort. */
export function keepQueryInLinks(query: string): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".site-nav a.to-explorer")) {
    link.href = `${link.href.split("?")[0]}${query}`;
  }
}
