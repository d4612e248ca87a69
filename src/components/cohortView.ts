import {afterPaint} from "../cohort/afterPaint.js";
import {isEmpty} from "../cohort/filter.js";
import {ageSexSection, bandOption} from "./composition/ageSexSection.js";
import type {CohortShown, CompositionSection} from "./composition/cohortShown.js";
import {cytogeneticsSection} from "./composition/cytogeneticsSection.js";
import {dataSection} from "./composition/dataSection.js";
import {tableOptions, tableSection} from "./composition/tableSection.js";
import {marginNote} from "./controls.js";
import {el} from "./dom.js";
import type {ExplorerView, ViewContext} from "./explorer.js";
import type {PageState} from "./pageState.js";

/**
 * Who is in the cohort: baseline table, age and sex, which data exist, cytogenetics. Of the whole release the table and the
 * cytogenetics are drawn from its precomputed tables; what they do not hold follows when the database is open.
 */
export function cohortView(context: ViewContext): ExplorerView {
  const table = tableSection(context);
  const cytogenetics = cytogeneticsSection(context);
  const further = [ageSexSection(context), dataSection(context)].filter((section) => section !== null);
  const sections: CompositionSection[] = [
    table,
    ...further,
    ...(context.catalogue.cytogenetics.size > 0 ? [cytogenetics] : [])
  ];
  // Sections whose numbers of the current drawing are still to come.
  const pending = new Set<CompositionSection>();
  let drawing = 0;

  const columnsOf = (state: PageState) => [...new Set(sections.flatMap((section) => section.columns(state)))];
  const settle = (section: CompositionSection) => {
    pending.delete(section);
    section.stale(false);
  };

  /** Draws everything; tests that take their time once the rest has been painted. */
  const showAll = (cohort: CohortShown, mine: number) => {
    for (const section of sections) section.show(cohort);
    for (const section of further) settle(section);
    void afterPaint().then(() => {
      if (mine === drawing) table.finish();
    });
  };

  const showWhole = async (state: PageState, mine: number) => {
    try {
      const rows = await (await context.database()).allRows(columnsOf(state));
      if (mine === drawing) showAll({state, rows, all: null}, mine);
    } catch (error) {
      if (mine !== drawing) return;
      for (const section of further) {
        section.fail(`The patients could not be counted in this browser: ${(error as Error).message}.`);
        settle(section);
      }
    }
  };

  return {
    figures: el("div", {class: "figures"}, ...sections.map(({element}) => element)),
    notes: el(
      "div",
      {},
      marginNote(
        "Known and not known",
        "Patients without a value are counted in a row of their own and left out of percentages.",
        context.catalogue.alterations.size > 0
          ? "Nothing is filled in. A gene that was not on the panel is not tested, which is not wild type."
          : "Nothing is filled in."
      ),
      marginNote(
        "How to compare groups",
        "The standardised mean difference tells how far apart groups are, whatever their size; a p-value also how many they are.",
        "Groups that were not assigned at random differ in more than what made them."
      )
    ),
    options: [...tableOptions, bandOption],
    showsOutcome: false,
    drawFirst(state) {
      if (state.group !== null) return false;
      const mine = ++drawing;
      table.showFirst(state);
      cytogenetics.showFirst(state);
      for (const section of further) {
        section.fail("Patients are being counted …");
        pending.add(section);
      }
      void showWhole(state, mine);
      return true;
    },
    async draw(state, selection) {
      const mine = ++drawing;
      const columns = columnsOf(state);
      const rows = await selection.rows(columns);
      const all = isEmpty(state.filter) ? null : await (await context.database()).allRows(["age_years", "sex"]);
      if (mine === drawing) showAll({state, rows, all}, mine);
    },
    stale(waiting) {
      for (const section of sections) section.stale(waiting || pending.has(section));
    }
  };
}
