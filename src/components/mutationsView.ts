import type {CohortSelection} from "../cohort/cohortSelection.js";
import {isEmpty} from "../cohort/filter.js";
import {marginNote} from "./controls.js";
import {el, fill} from "./dom.js";
import type {ExplorerView, ViewContext} from "./explorer.js";
import {groupControl} from "./groupControl.js";
import {alterationCounts} from "./mutations/alterationCounts.js";
import {coMutationSection} from "./mutations/coMutationSection.js";
import {contrastSection} from "./mutations/contrastSection.js";
import {frequencySection} from "./mutations/frequencySection.js";
import {geneticReader} from "./mutations/geneticData.js";
import type {MutationCohort, MutationSection} from "./mutations/mutationCohort.js";
import {mutationOptions} from "./mutations/mutationChoices.js";
import {oncoprintSection} from "./mutations/oncoprintSection.js";
import {proteinSection} from "./mutations/proteinSection.js";
import {pageColours} from "./mutations/resolveColour.js";
import {vafSection} from "./mutations/vafSection.js";
import type {PageState} from "./pageState.js";
import {sentence} from "./sentence.js";
import {withoutGenes} from "./mutations/withoutGenes.js";
import {whenSeen, type WhenSeen} from "./whenSeen.js";

/** Who is shown: members of the release, or all of it. */
type Members = () => Promise<{readonly members: Uint8Array; readonly n: number}>;

/**
 * The view of the mutations page: frequencies at once, every other figure when it is seen.
 *
 * @param loadCalls the mutation extract; asked for when the first figure that needs it is seen
 */
export function mutationsView(loadCalls: () => Promise<ArrayBuffer>): (context: ViewContext) => ExplorerView {
  return (context) => {
    const {site, catalogue, change, database} = context;
    if (catalogue.alterations.size === 0) return withoutGenes();
    const group = groupControl(catalogue, "Split by", (key) => change({group: key, options: {first: "", second: ""}}));
    const frequencies = frequencySection(context, [group.element]);
    const colours = pageColours(document);
    const read = geneticReader(catalogue, database);
    // Imported here, so that the reader of Arrow files does not delay the first figure.
    const calls = once(async () => {
      const [{readCalls}, bytes] = await Promise.all([import("../cohort/mutations/readCalls.js"), loadCalls()]);
      return readCalls(bytes);
    });
    const sections: MutationSection[] = [
      contrastSection(context),
      coMutationSection(context, colours),
      oncoprintSection(context, colours),
      vafSection(context, calls),
      proteinSection(context, calls)
    ];
    const parts = sections.map((section) => partOf(section));
    let latest: object = {};

    /** Draws the further figures for a state; those in sight before it resolves. */
    const drawSections = async (state: PageState, members: Members): Promise<void> => {
      const mine = (latest = {});
      const current = () => mine === latest;
      await Promise.all(
        parts.map(({section, place, seen, open, fail}) => {
          place(section.applies(state));
          return seen.ask(async () => {
            if (!section.applies(state)) return;
            try {
              const data = await read(section.columns(state));
              const {members: mask, n} = await members();
              if (!current()) return;
              open();
              await section.draw({state, data, members: mask, n} satisfies MutationCohort, current);
              fail(null);
            } catch (error) {
              if (current() && (error as Error).name !== "SupersededError") fail(error as Error);
            }
          });
        })
      );
    };

    return {
      options: mutationOptions(catalogue),
      figures: el("div", {class: "figures"}, frequencies.element, frequencies.more, ...parts.map(({host}) => host)),
      notes: el(
        "div",
        {},
        marginNote(
          "Not tested is neither mutated nor wild type",
          "A gene that was not on the panel, or whose assay failed, is not tested.",
          "It counts neither as mutated nor as wild type, so each line has a denominator of its own, and a pair of genes is seen only in patients tested for both."
        ),
        marginNote(
          "Within sources and classes",
          "Sources differ in whom they took and what they tested; classes are defined by some of these alterations.",
          "Two alterations that share a class or a source seem to come together when all patients are looked at at once. Odds ratios within sources or classes are free of that."
        ),
        marginNote(
          "Many tests",
          "A figure with hundreds of pairs has many small p by chance.",
          "q says which share of the findings with that q or a smaller one is expected to be false, among the tests of the figure that were really made."
        )
      ),
      drawFirst(state) {
        if (state.group !== null) return false;
        group.show(null);
        const all = site.summaries.alterations;
        const sources = site.facets.find(({variable}) => variable === "source_id")?.levels.map(({code}) => code) ?? [];
        frequencies.show(state, {
          groups: all.filter((d) => d.group === null),
          sources: sources.flatMap((code) => all.filter((d) => d.group === code)),
          unknown: 0
        });
        if (!isEmpty(state.filter)) return true;
        const everybody = once(async () => {
          const {count} = await read([]);
          return {members: new Uint8Array(count).fill(1), n: count};
        });
        void drawSections(state, everybody);
        return true;
      },
      async draw(state: PageState, selection: CohortSelection) {
        const members = once(async () => ({members: await selection.members(), n: selection.n}));
        const data = await read(state.group === null ? [] : [state.group]);
        const {members: mask} = await members();
        group.show(state.group);
        const groups = alterationCounts(data, catalogue, state.group, mask);

        frequencies.show(state, {
          groups,
          sources: alterationCounts(data, catalogue, "source_id", mask),
          unknown: unknownOf(state.group, mask, data.column)
        });
        await drawSections(state, members);
      },
      stale(waiting) {
        frequencies.stale(waiting);
        for (const {section} of parts) section.stale(waiting);
      },
      showsOutcome: false
    };
  };
}

interface Part {
  readonly section: MutationSection;
  readonly host: HTMLElement;
  readonly seen: WhenSeen;
  /** Gives the figure a place on the page, or takes it away. */
  readonly place: (wanted: boolean) => void;
  /** Puts the figure into its place, before it is first drawn. */
  readonly open: () => void;
  readonly fail: (error: Error | null) => void;
}

/** A figure with the place where it says that it waits, or what went wrong. */
function partOf(section: MutationSection): Part {
  const message = el("p", {class: "problem", role: "alert", hidden: true});
  const waiting = el("p", {class: "waiting"}, "This figure is drawn from the patients when their data are here.");
  const body = el("div");
  const host = el("div", {class: "figure-part"}, message, waiting, body);
  const fail = (error: Error | null) => {
    waiting.hidden ||= error !== null;
    message.hidden = error === null;
    fill(
      message,
      error !== null &&
        `This figure could not be drawn: ${sentence(error.message)} The others are not affected; change the filter or reload the page to try again.`
    );
    section.element.classList.toggle("outdated", error !== null);
  };
  return {
    section,
    host,
    seen: whenSeen(host, (error) => fail(error as Error)),
    place(wanted) {
      host.hidden = !wanted;
      if (!wanted) section.element.remove();
      waiting.hidden = section.element.parentElement !== null;
    },
    open() {
      waiting.hidden = true;
      if (!section.element.isConnected) body.append(section.element);
    },
    fail
  };
}

function unknownOf(
  group: string | null,
  members: Uint8Array,
  column: (key: string) => {readonly codes: ArrayLike<number>}
): number {
  if (group === null) return 0;
  const {codes} = column(group);
  let unknown = 0;
  for (let i = 0; i < codes.length; ++i) if (members[i] === 1 && codes[i] < 0) ++unknown;
  return unknown;
}

/** The same promise for every call; a failure is forgotten, so that the next call tries again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
