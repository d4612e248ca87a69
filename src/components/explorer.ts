import {formatCount} from "../charts/format.js";
import {afterPaint} from "../cohort/afterPaint.js";
import {appliedFilter} from "../cohort/appliedFilter.js";
import {type Catalogue, catalogueOf} from "../cohort/catalogue.js";
import type {CohortDatabase} from "../cohort/cohortDatabase.js";
import type {CohortSelection} from "../cohort/cohortSelection.js";
import {emptyFilter, isEmpty} from "../cohort/filter.js";
import {DisclosureRefusal, guardedDatabase, hiddenEvents, unlessRefused} from "../cohort/guards/disclosureGuard.js";
import {chips, describeCohort} from "../cohort/filterChips.js";
import {knownFilter} from "../cohort/filterJson.js";
import {latest, superseded} from "../cohort/latest.js";
import {browserStore} from "../cohort/ledger/browserStore.js";
import {createLedger, type Ledger} from "../cohort/ledger/ledger.js";
import type {SavedCohort} from "../cohort/saved/savedCohort.js";
import {savedCohorts, type SavedCohorts} from "../cohort/saved/savedCohorts.js";
import {hideCountsBelow, withHidden} from "../model/hiddenCounts.js";
import type {SiteData} from "../model/siteData.js";
import {labelOf} from "../model/vocabulary.js";
import {attritionFold} from "./cohort/attritionFold.js";
import {attritionOf} from "./cohort/attritionOf.js";
import {cohortSize, type CohortSize, releaseSize} from "./cohort/cohortSize.js";
import {lateNotes, refusals} from "./cohort/cohortNotes.js";
import {copyLink} from "./cohort/copyLink.js";
import {linkOrigin, originText} from "./cohort/linkOrigin.js";
import {newestCondition} from "./cohort/newestCondition.js";
import {panelCounter} from "./cohort/panelCounter.js";
import {savedDialog} from "./cohort/savedDialog.js";
import {stateNavigation} from "./cohort/stateNavigation.js";
import {cohortBar} from "./cohortBar.js";
import {el, fill} from "./dom.js";
import {emptyMessage, failureMessage, linkNotice, refusalMessage, type Relaxation} from "./explorerMessages.js";
import {filterPanel} from "./filterPanel.js";
import {inSentence} from "./trial/trialWords.js";
import {looksLink} from "./ledger/looksLink.js";
import type {PageOption, PageState} from "./pageState.js";

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
  const catalogue = catalogueOf(withHidden(site));
  if (catalogue.disclosure !== null) hideCountsBelow(catalogue.disclosure.k);
  let opened = false;
  const database = async () => {
    const ready = guardedDatabase(await openDatabase(), catalogue.disclosure);
    opened = true;
    return ready;
  };
  const saved = savedCohorts(`hemiola-cohorts:${new URL(".", location.href).pathname}`, () => localStorage);
  const ledger = createLedger(browserStore(site.releaseId, () => localStorage));
  const change = (part: Partial<PageState>) => navigation.change(part);
  const view = makeView({site, catalogue, change, database, ledger, saved});
  const navigation = stateNavigation({
    catalogue,
    declared: view.options ?? [],
    changed: (next, before) => {
      lastSet = newestCondition(next, before, catalogue);
      show();
    },
    problems: (problems) => fill(notice, linkNotice(problems, null))
  });
  let origin = linkOrigin(new URLSearchParams(location.search));
  let problems = navigation.problems;
  // The state whose numbers are on the page; null before the first.
  let drawn: PageState | null = null;
  let size: CohortSize | null = null;
  let lastSet: string | null = null;

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
    current: () => ({filter: navigation.state.filter, n: drawn === navigation.state ? (size?.n ?? null) : null})
  });
  const lost = attritionFold(catalogue.patients, catalogue.disclosure);
  const everybody = () => change({filter: emptyFilter, group: null});
  const filterTo = (filter: PageState["filter"]) => change({filter});
  const counter = panelCounter(() => panel, fail);
  const panel = filterPanel(site, catalogue, filterTo, () => counter.look());
  const bar = cohortBar(
    catalogue.patients,
    {change: filterTo, undo: () => navigation.undo(), redo: () => navigation.redo()},
    [copyLink(), dialog.button]
  );
  const notice = el("div", {});
  const message = el("div", {class: "messages", "aria-live": "polite"});
  const results = el("div", {class: "results"}, view.figures, view.notes);

  const ask = latest(async (asked: PageState) => {
    const ready = await database();
    const selection = await ready.select(asked.filter);
    const relaxations: Relaxation[] = [];
    if (selection.n === 0) {
      for (const chip of chips(asked.filter, catalogue)) {
        // What would be too few to be shown is no way out.
        const wider = await ready.select(chip.without).catch(unlessRefused);
        relaxations.push({chip, n: wider?.n ?? 0});
      }
    }
    return {selection, relaxations};
  });

  function show(): void {
    const asked = navigation.state;
    const endpoint = view.showsOutcome === false ? null : (catalogue.endpoints.get(asked.endpoint)?.endpoint ?? null);
    const {filter, refused} = appliedFilter(asked.filter, endpoint, catalogue);
    const real = {...asked, filter};
    panel.show(asked.filter);
    keepQueryInLinks(navigation.query());
    bar.show({
      chips: chips(asked.filter, catalogue),
      refused: refusals(refused, endpoint ?? ""),
      sentence: describeCohort(filter, catalogue),
      notes: endpoint === null ? [] : lateNotes(filter, endpoint, catalogue),
      canUndo: navigation.canUndo,
      canRedo: navigation.canRedo
    });
    lost.show(isEmpty(filter) ? null : async () => attritionOf(await database(), filter, catalogue));
    counter.of(null);
    if (isEmpty(filter) && view.drawFirst(real)) {
      // The numbers of the whole release are already here.
      settle(asked, releaseSize(site, asked.endpoint));
      // Opens the database ahead of the first filter; if that fails, the filter will say so.
      ask(real).then(
        (result) => {
          if (result !== superseded && asked === navigation.state) counter.of(result.selection);
        },
        () => undefined
      );
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
      if ((error as Error).name === "SupersededError" || asked !== navigation.state) return;
      if (error instanceof DisclosureRefusal) refuse(error);
      else fail(error as Error);
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
    const [, now] = await Promise.all([view.draw(real, selection), cohortSize(selection, real.endpoint, catalogue)]);
    if (asked !== navigation.state) return;
    settle(asked, now);
    counter.of(selection);
  }

  function settle(asked: PageState, now: CohortSize, relaxations: readonly Relaxation[] = []): void {
    if (now.n > 0) drawn = asked;
    size = now;
    const events = now.events === null ? null : hiddenEvents(now.events, now.n, catalogue.disclosure);
    bar.count(now.n, events === null ? null : {n: events, endpoint: shortName(asked.endpoint, site)});
    panel.total(now.n);
    tellOrigin(now);
    // The address says how large the cohort is, for whoever opens it on another release. The figures need not wait for it.
    void afterPaint().then(() => {
      if (asked === navigation.state) {
        navigation.annotate(events === null || !Number.isFinite(events) ? {n: now.n} : {n: now.n, events});
      }
    });
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

  /** Shows nothing of a cohort that is too small, or all but of everybody: no number, no figure, no number in the address. */
  function refuse(refusal: DisclosureRefusal): void {
    drawn = null;
    size = null;
    bar.hidden(refusal.why === "cohort" ? `< ${formatCount(refusal.rule.k)}` : "Not shown");
    panel.total(NaN);
    panel.withhold();
    counter.of(null);
    navigation.annotate({});
    fill(message, refusalMessage(refusal, everybody));
    results.hidden = true;
    view.stale(false);
    results.removeAttribute("aria-busy");
  }

  function fail(error: Error): void {
    bar.unknown();
    view.stale(false);
    results.removeAttribute("aria-busy");
    // The figures stay, dimmed, and the message says whose they are.
    results.hidden = drawn === null;
    results.classList.add("outdated");
    const still = drawn === null ? null : describeCohort(drawn.filter, catalogue);
    fill(message, failureMessage(error, still, show, everybody));
  }

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

/** An endpoint beside a number: "OS"; "EFS, ELN 2022" where a release has several definitions; the words of one of its own. */
function shortName(key: string, {endpoints}: SiteData): string {
  const found = endpoints.find((d) => d.key === key);
  if (found === undefined) return key;
  if (found.label !== undefined) return inSentence(found.label);
  const several = endpoints.filter((d) => d.endpoint === found.endpoint).length > 1;
  return several ? `${found.endpoint}, ${labelOf("endpointRule", found.definition)}` : found.endpoint;
}

/** Links to the other explorer pages keep the cohort. */
export function keepQueryInLinks(query: string): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>(".site-nav a.to-explorer")) {
    link.href = `${link.href.split("?")[0]}${query}`;
  }
}
