import {canonicalFilter} from "../../cohort/canonicalFilter.js";
import type {Catalogue} from "../../cohort/catalogue.js";
import {stateHistory} from "../../cohort/stateHistory.js";
import {type PageOption, type PageState, readState, writeState} from "../pageState.js";
import {undoKeys} from "./undoKeys.js";

/** What the navigation is about. */
export interface StateNavigationOptions {
  readonly catalogue: Catalogue;
  readonly declared: readonly PageOption[];
  /** The state has changed: by the reader, by undo or redo, or by the browser's back and forward. */
  readonly changed: (next: PageState, before: PageState) => void;
  /** The reader went back or forward to an address that cannot be understood wholly; empty if it can. */
  readonly problems: (problems: readonly string[]) => void;
}

/** The state of a page in its address, with undo and redo. */
export interface StateNavigation {
  readonly state: PageState;
  /** What of the first address could not be understood. */
  readonly problems: readonly string[];
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  change(part: Partial<PageState>): void;
  undo(): void;
  redo(): void;
  /** The query of the state; empty for the whole cohort with nothing chosen. */
  query(): string;
  /** Adds what has been computed of the state to its address, without a step back. */
  annotate(values: Readonly<Record<string, number>>): void;
}

/** Keeps a page's state in its address: every change is a step back, and can be undone and done again. */
export function stateNavigation({catalogue, declared, changed, problems}: StateNavigationOptions): StateNavigation {
  const read = () => readState(new URLSearchParams(location.search), catalogue, declared);
  const {problems: first, ...initial} = read();
  let state: PageState = initial;
  const steps = stateHistory<PageState>(state);
  const query = () => writeState(state, catalogue.releaseId, declared);
  const take = (next: PageState) => {
    const before = state;
    state = next;
    changed(next, before);
  };
  const go = (next: PageState | undefined) => {
    if (next === undefined) return;
    history.pushState(null, "", `${location.pathname}${writeState(next, catalogue.releaseId, declared)}`);
    take(next);
  };
  const undo = () => go(steps.undo());
  const redo = () => go(steps.redo());
  addEventListener("popstate", () => {
    const {problems: found, ...next} = read();
    problems(found);
    steps.push(next);
    take(next);
  });
  undoKeys({undo, redo});
  return {
    get state() {
      return state;
    },
    problems: first,
    get canUndo() {
      return steps.canUndo;
    },
    get canRedo() {
      return steps.canRedo;
    },
    change(part) {
      const filter = canonicalFilter(part.filter ?? state.filter, catalogue);
      const next = {...state, ...part, filter, options: {...state.options, ...part.options}};
      steps.push(next);
      go(next);
    },
    undo,
    redo,
    query,
    annotate(values) {
      const now = query();
      if (now === "") return;
      const more = Object.entries(values).map(([key, value]) => `&${key}=${value}`);
      history.replaceState(null, "", `${location.pathname}${now}${more.join("")}`);
    }
  };
}
