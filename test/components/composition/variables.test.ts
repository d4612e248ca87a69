import {describe, expect, it} from "vitest";
import {type Catalogue, catalogueOf} from "../../../src/cohort/catalogue.js";
import type {CohortRows} from "../../../src/cohort/cohortRows.js";
import {describedVariables} from "../../../src/components/composition/describedVariables.js";
import {unfitWords, withheldTests} from "../../../src/components/composition/tableCaption.js";
import {tableGroups} from "../../../src/components/composition/tableGroups.js";
import {describeLevels} from "../../../src/components/composition/tableOne.js";
import {wholeTable} from "../../../src/components/composition/wholeTable.js";
import type {PageState} from "../../../src/components/pageState.js";
import {emptyFilter} from "../../../src/cohort/filter.js";
import type {Facet, SiteData} from "../../../src/model/siteData.js";
import {testSite} from "../../cohort/testSite.js";

const facet = (variable: string, codes: string[]): Facet => ({
  variable,
  label: variable,
  levels: codes.map((code) => ({code, label: code, n: 1})),
  nUnknown: 0
});
const site: SiteData = {
  ...testSite,
  facets: [...testSite.facets, facet("arm_planned", ["x", "y"]), facet("relapsed", ["false", "true"])]
};
const catalogue = catalogueOf(site);
const state = (group: string | null): PageState => ({filter: emptyFilter, group, endpoint: "OS", options: {}});
const frequencies = ["NPM1", "FLT3-ITD", "TP53"].map((alteration, i) => ({
  group: null,
  alteration,
  nMutated: 30 - i,
  nTested: 100,
  nPatients: 400
}));

describe("describedVariables(catalogue, frequencies, choice)", () => {
  const columns = (choice: "main" | "all") =>
    describedVariables(catalogue, frequencies, choice).map(({column}) => column);

  it("leaves out of the main rows what says the same as another, and cytogenetics", () => {
    expect(columns("main")).toEqual(
      expect.arrayContaining(["source_id", "age_years", "sex", "eln2022", "NPM1", "TP53"])
    );
    const more = columns("all").filter((column) => !columns("main").includes(column));
    expect(more).toEqual(
      expect.arrayContaining(["age_band", "study_code", "risk_eln2010_reported", "cyto_t_8_21", "cyto_complex"])
    );
  });

  it("writes yes and no as a finding, yes first", () => {
    const relapsed = describedVariables(catalogue, frequencies, "all").find(({column}) => column === "relapsed")!;
    expect([relapsed.kind, ...relapsed.levels.map(({code}) => code)]).toEqual(["finding", "true", "false"]);
  });
});

describe("who is compared, and by what", () => {
  const rows = (codes: number[], levels: Catalogue["groupings"][number]["levels"]): CohortRows => ({
    n: codes.length,
    number: () => Float64Array.of(),
    category: () => ({codes: Int16Array.from(codes), levels}),
    endpoint: () => ({days: Float64Array.of(), status: Uint8Array.of()})
  });
  const sex = catalogue.groupings.find(({key}) => key === "sex")!.levels;

  it("forms groups of those present, the unknown last if wanted, always counted", () => {
    const hidden = tableGroups(rows([1, -1, 1, -1, 1], sex), catalogue, "sex", false);
    expect(hidden.groups).toEqual([{code: "male", label: "male", compared: true}]);
    expect([[...(hidden.codes as Int16Array)], hidden.unknown]).toEqual([[0, -1, 0, -1, 0], 2]);
    const shown = tableGroups(rows([1, -1, 0], sex), catalogue, "sex", true);
    expect(shown.groups.map(({code, compared}) => [code, compared])).toEqual([
      ["female", true],
      ["male", true],
      [null, false]
    ]);
    expect([...(shown.codes as Int16Array)]).toEqual([1, 2, 0]);
  });

  it("makes no test between randomised arms, nor between groups that depend on the time followed", () => {
    expect(withheldTests(state("arm_planned"), catalogue)).toContain("randomised");
    expect(withheldTests(state("relapsed"), catalogue)).toContain("how long patients were followed");
    expect(withheldTests(state("sex"), catalogue)).toBeNull();
    expect(withheldTests(state(null), catalogue)).toBeNull();
  });

  it("tests neither what makes the groups nor what depends on the time followed", () => {
    const why = (column: string) => {
      const variable = describedVariables(catalogue, frequencies, "all").find((d) => d.column === column)!;
      return unfitWords(state("sex"))(describeLevels(variable, [[1], [1], [0]], []));
    };
    expect(["sex", "relapsed", "complete_remission", "NPM1"].map(why)).toEqual([
      "makes the groups",
      "depends on the time followed",
      null,
      null
    ]);
  });
});

describe("wholeTable(site, variables)", () => {
  it("adds up to all patients from the precomputed tables", () => {
    const summaries = {
      ...site.summaries,
      alterations: frequencies,
      levels: {
        sex: [
          {group: null, level: "female", n: 150},
          {group: null, level: "male", n: 240},
          {group: null, level: null, n: 10}
        ],
        cyto_t_8_21: [
          {group: null, level: "true", n: 20},
          {group: null, level: "false", n: 300}
        ]
      }
    };
    const wanted = ["sex", "NPM1", "cyto_t_8_21"];
    const variables = describedVariables(catalogue, frequencies, "all").filter(({column}) => wanted.includes(column));
    const {groups, rows} = wholeTable({summaries, counts: site.counts}, variables);
    expect(groups).toEqual([{code: null, label: "All patients", n: 400, compared: false}]);
    expect(rows.map(({variable, levels, missing}) => [variable.column, ...levels.flat(), ...missing])).toEqual([
      ["sex", 150, 240, 10],
      ["NPM1", 30, 70, 300],
      ["cyto_t_8_21", 20, 300, 80]
    ]);
  });
});
