import {describe, expect, it} from "vitest";
import {type CohortFilter, emptyFilter} from "../../../src/cohort/filter.js";
import {cohortKey} from "../../../src/cohort/ledger/prespecifiedOf.js";
import {formatLinkedCohorts, parseLinkedCohorts} from "../../../src/cohort/saved/linkedCohorts.js";
import {savedCohorts} from "../../../src/cohort/saved/savedCohorts.js";
import {cohortOf} from "../../../src/components/survival/cohortGroups.js";
import {linkedFor} from "../../../src/components/survival/linkedNote.js";
import {catalogue} from "../../cohort/arbitraries.js";

const npm1: CohortFilter = {...emptyFilter, alterations: {NPM1: ["mutated"]}};
const itd: CohortFilter = {...emptyFilter, alterations: {"FLT3-ITD": ["mutated"]}, levels: {source_id: ["B & co=1"]}};
const empty = {get: () => undefined};

/** A browser that has saved some cohorts. */
function browser(...cohorts: [string, CohortFilter][]) {
  const store = new Map<string, string>();
  const saved = savedCohorts("k", () => ({
    getItem: (key) => store.get(key) ?? null,
    setItem: (key, text) => void store.set(key, text)
  }));
  for (const [name, filter] of cohorts) saved.save({name, filter, release: "r", n: null});
  return saved;
}

describe("a link that splits by saved cohorts", () => {
  const by = {kind: "cohorts", names: ["Mine & yours=1", "With ITD"]} as const;
  const text = linkedFor(by, new Map(), browser([by.names[0], npm1], [by.names[1], itd]));

  it("carries their conditions, whatever their names hold", () => {
    const linked = parseLinkedCohorts(
      new URLSearchParams(new URLSearchParams({cohorts: text}).toString()).get("cohorts")!
    );
    expect([...linked.keys()]).toEqual(by.names);
    expect(cohortOf(by.names[0], linked, empty, catalogue)).toEqual({filter: npm1});
    expect(cohortOf(by.names[1], linked, empty, catalogue)).toEqual({filter: itd});
    expect(formatLinkedCohorts(linked)).toBe(text);
  });

  it("is answered by its own conditions where a cohort of the same name is saved with others", () => {
    const here = browser([by.names[0], itd]);
    const linked = parseLinkedCohorts(text);
    expect(cohortOf(by.names[0], linked, here, catalogue)).toEqual({filter: npm1});
    // Choosing a further cohort does not change those that came with the link.
    expect(parseLinkedCohorts(linkedFor(by, linked, here)).get(by.names[0])).toBe(cohortKey(npm1));
  });

  it("without them asks the browser, and says what is missing", () => {
    expect(cohortOf("With ITD", new Map(), browser(["With ITD", itd]), catalogue)).toMatchObject({filter: itd});
    expect(cohortOf("With ITD", new Map(), empty, catalogue)).toMatchObject({
      refused: expect.stringContaining("There is no cohort “With ITD” in this browser") as string
    });
  });

  it("of a release that knows more says what this one does not have", () => {
    const linked = new Map([["X", "mutated=IDH9"]]);
    expect(cohortOf("X", linked, empty, catalogue)).toMatchObject({
      refused: expect.stringContaining("unknown gene or alteration: IDH9") as string
    });
  });
});
