import {type Catalogue, groupingOf} from "../../cohort/catalogue.js";
import {profilingOf} from "../../cohort/guards/coProfiled.js";
import type {SiteData} from "../../model/siteData.js";
import {labelOf} from "../../model/vocabulary.js";
import {el} from "../dom.js";
import {type PageState, sourcesOf} from "../pageState.js";
import type {DescribedNumbers, TableOne} from "./tableOne.js";

/** What notes are written from. */
interface NoteParts {
  readonly state: PageState;
  readonly site: Pick<SiteData, "sources">;
  readonly catalogue: Catalogue;
  readonly table: TableOne;
  /** Changes the state; used by the offer to keep only patients tested for the same genes. */
  readonly change: (part: Partial<PageState>) => void;
}

/**
 * What must be kept in mind: groups formed by what happened later, index events that differ, alterations that a trial's
 * eligibility fixes, alterations tested in one group more than in another, with an offer to leave out who was not tested;
 * null if nothing.
 */
export function tableNotes(parts: NoteParts): HTMLElement | null {
  const notes = [laterText(parts), clocksText(parts), designText(parts), unevenNote(parts)].filter(
    (note) => note !== null
  );
  return notes.length === 0
    ? null
    : el("div", {class: "warning", role: "note"}, ...notes.map((note) => el("p", {}, note)));
}

function laterText({state, catalogue}: NoteParts): string | null {
  if (state.group === null) return null;
  const {label, variable} = groupingOf(catalogue, state.group);
  if (variable.knownAt === "diagnosis") return null;
  return `${label} is not known at the index event but later: these groups are formed by what happened to their patients. The table tells who came to be in which group, not what follows from being in it.`;
}

function clocksText({state, site}: NoteParts): string | null {
  const sources = sourcesOf(site, state);
  if (new Set(sources.map(({indexEvent}) => indexEvent)).size < 2) return null;
  const starts = sources.map(({id, indexEvent}) => `${labelOf("indexEvent", indexEvent).toLowerCase()} in ${id}`);
  return `Age and values are those at the index event, which differs: ${starts.join(", ")}.`;
}

function designText({state, site, catalogue, table}: NoteParts): string | null {
  if (state.group === "source_id") return null;
  const present = new Set(sourcesOf(site, state).map(({id}) => id));
  const fixed = table.rows.flatMap(({variable}) => {
    const sources = (catalogue.alterations.get(variable.column)?.byDesign ?? []).filter((id) => present.has(id));
    return sources.length === 0 ? [] : [{name: variable.column, sources}];
  });
  if (fixed.length === 0 || present.size < 2) return null;
  const sources = [...new Set(fixed.flatMap((d) => d.sources))].sort();
  return `The eligibility of ${sources.join(" and ")} fixes ${fixed.map(({name}) => name).join(", ")}: this table describes the cohort as it is, and these rows are no prevalence. Mutations leaves those patients out; split by source to see each.`;
}

function unevenNote({state, catalogue, table, change}: NoteParts): HTMLElement | null {
  const genes = unevenlyTested(table).map(({variable}) => variable.column);
  if (genes.length === 0) return null;
  const tested = Object.fromEntries(genes.map((gene) => [gene, ["mutated", "wild_type"] as const]));
  const keep = () => change({filter: {...state.filter, alterations: {...tested, ...state.filter.alterations}}});
  const named = genes.filter((gene) => catalogue.alterations.has(gene)).join(", ");
  return el(
    "span",
    {},
    `Tested in shares that differ between the groups by ten percentage points or more: ${named}. Their differences may be differences in who was tested. `,
    el("button", {type: "button", onclick: keep}, "Only patients tested for all of these")
  );
}

/** The alterations that were not tested alike in the compared groups. */
export function unevenlyTested({groups, rows}: TableOne): DescribedNumbers[] {
  const compared = groups.flatMap((group, g) => (group.compared ? [g] : []));
  if (compared.length < 2) return [];
  return rows.filter(({variable, missing}) => {
    if (variable.missing !== "not tested") return false;
    const coverage = compared.map((g) => ({
      source: groups[g].label,
      tested: groups[g].n - missing[g],
      patients: groups[g].n
    }));
    return profilingOf(coverage).confounded;
  });
}
