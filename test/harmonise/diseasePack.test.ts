import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {projectCohort} from "../../loaders/extract/projectCohort.js";
import {siteData} from "../../loaders/extract/siteData.js";
import {endpointRule} from "../../loaders/harmonise/endpointRule.js";
import {histories} from "../../loaders/harmonise/histories.js";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {readRelease} from "../../loaders/release/readRelease.js";
import {writeRelease} from "../../loaders/release/writeRelease.js";
import {loadStudy} from "../../loaders/study/loadStudy.js";
import {harmonised, partner, type PartnerChanges} from "../support/partner.js";
import {tally} from "../support/tables.js";

/** A disease without genes, with an event and two endpoints of its own. */
const pack = `id: skin
label: Invented disease
version: 1.0.0
alterations: []
events:
  rash: Rash
  cured: Cure
endpoints:
  - OS
  - {id: TTR, label: Time to rash, definition: Index date to the first rash, events: [rash]}
  - id: TTC
    label: Time to cure
    definition: Index date to cure, with death as the competing event
    events: [cured]
    competing: [death]
`;

const study = `id: test
title: Test
disease: skin
tier: internal
sources:
  - {id: TEST, name: Test, kind: trial, index_event: treatment, simulated: false, version: "1", mapping: data/mappings/test.yaml, data: [raw]}
`;

const mapping = `source: TEST
version: 1.0.0
samples: {}
files:
  people:
    file: people.csv
    format: {delimiter: ","}
    rows: patients
    key: {column: ID}
    columns:
      END: {to: patients.followup_days, unit: d}
    events:
      - {event: death, day: END, when: {DEAD: {is: 1, not: 0}}}
      - {event: last_contact, day: END, when: {DEAD: {is: 0, not: 1}}}
  course:
    file: course.csv
    format: {delimiter: ","}
    rows: facts
    key: {column: ID}
    events:
      - {event: rash, day: DAY, when: {WHAT: rash}}
      - {event: cured, day: DAY, when: {WHAT: cure}}
`;

const raw = {
  "people.csv": "ID,END,DEAD\nA,100,1\nB,200,0\nC,50,0\nD,60,1\n",
  // The first rash counts, whatever the order of the rows.
  "course.csv": "ID,WHAT,DAY\nA,rash,30\nA,rash,10\nB,rash,0\nC,cure,20\nB,cure,200\n"
};

const changes = (text = pack): PartnerChanges => ({
  study,
  mapping,
  raw,
  declarations: {"data/diseases/skin.yaml": text}
});

function fault(text: string, declared = mapping): string {
  try {
    loadStudy(partner({...changes(text), mapping: declared}), "test");
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("loaded");
}

describe("a disease pack without alterations", () => {
  it("rebuilds endpoints that it declares, censored at death or last contact, or with death competing", async () => {
    const {rows, column, findings} = await harmonised(changes());
    const outcomes = (endpoint: string) =>
      rows("outcomes")
        .filter((row) => row.endpoint === endpoint)
        .map(({time_days, status, event}) => [time_days, status, event])
        .sort(([a], [b]) => Number(a) - Number(b));
    expect(outcomes("TTR")).toEqual([
      [0, 1, "rash"],
      [10, 1, "rash"],
      [50, 0, null],
      [60, 0, null]
    ]);
    expect(outcomes("TTC")).toEqual([
      [20, 1, "cured"],
      [60, 2, "death"],
      [100, 2, "death"],
      [200, 1, "cured"]
    ]);
    expect(tally(column("patients", "disease"))).toEqual({skin: 4});
    // Dead without a rash is censored there by definition, and no fault.
    expect(findings().endpoint_censored_at_death).toBe(0);
    const names = rows("summary_survival").map(({endpoint}) => endpoint);
    expect([...new Set(names)]).toEqual(["OS", "TTR"]);
    expect(
      rows("endpoint_support").map(({definition, n_events, n_competing}) => [definition, n_events, n_competing])
    ).toEqual([
      ["OS", 2, 0],
      ["TTR", 2, 0],
      ["TTC", 2, 2]
    ]);
  });

  it("has its words in the release, whose pages offer the endpoints that no event competes with", async () => {
    const root = partner(changes());
    const {tables, manifest} = await harmoniseStudy({study: "test", root});
    const {folder} = await writeRelease({parts: manifest, tables, out: join(root, "releases")});
    const release = await readRelease(folder);
    expect(release.manifest.terms?.endpoint).toEqual({TTR: "Time to rash", TTC: "Time to cure"});
    expect(release.manifest.vocabularies.event?.slice(-2)).toEqual(["rash", "cured"]);
    const {endpoints} = siteData(release);
    expect(endpoints.map(({key, label, words}) => [key, label, words])).toEqual([
      ["OS", undefined, undefined],
      ["TTR", "Time to rash", "Index date to the first rash"]
    ]);
    expect(projectCohort(release).schema.columns.map(({name}) => name)).toEqual(
      expect.arrayContaining(["OS_days", "TTR_days", "TTR_status"])
    );
  });

  it("says of a source that it does not tell an event of the pack, in the pack's words", async () => {
    const {rows} = await harmonised({...changes(), mapping: mapping.replace(/ {6}- \{event: rash.*\n/u, "")});
    const [ttr] = rows("endpoint_support").filter(({definition}) => definition === "TTR");
    expect(ttr).toMatchObject({support: "none", reason: "the source does not tell: rash", n: 0});
  });

  it.each([
    [
      "an event of the model",
      pack.replace("  rash: Rash", "  rash: Rash\n  relapse: Again"),
      /events\.relapse: duplicate event: relapse is one of the model/u
    ],
    ["an endpoint of the model", pack.replaceAll("TTR", "RFS"), /endpoints\.1: duplicate endpoint: RFS/u],
    ["an endpoint twice", pack.replaceAll("TTC", "TTR"), /endpoints\.2: duplicate endpoint: TTR/u],
    [
      "an unknown event",
      pack.replace("[cured]", "[healed]"),
      /endpoints\.2\.events\.0: unknown event "healed", expected one of death, .*rash, cured/u
    ],
    ["last contact as an event", pack.replace("[cured]", "[last_contact]"), /unknown event "last_contact"/u],
    [
      "an event that also competes",
      pack.replace("[death]", "[cured]"),
      /endpoints\.2\.competing\.0: duplicate event: cured/u
    ],
    ["no event", pack.replace("[rash]", "[]"), /endpoints\.1/u]
  ])("refuses %s", (_, text, message) => {
    expect(fault(text)).toMatch(message);
  });

  it("refuses in a mapping an event or a reported endpoint that neither the model nor the pack knows", () => {
    expect(fault(pack, mapping.replace("event: cured", "event: healed"))).toMatch(
      /files\.course\.events\.1\.event: unknown event "healed", expected one of cr, .*last_contact, rash, cured$/u
    );
    const reported = "    reported:\n      - {endpoint: TTX, time: DAY, status: {column: DAY, codes: {0: 0}}}\n";
    expect(fault(pack, mapping + reported)).toMatch(
      /reported\.0\.endpoint: unknown endpoint "TTX", expected .*TTR, TTC$/u
    );
  });

  it("has no outcome for whom neither an event nor an end is known", () => {
    const {disease} = loadStudy(partner(changes()), "test");
    const history = histories({patient: [1], event: ["rash"], day: [5]}, 2, Object.keys(disease.events));
    const rule = endpointRule(disease, "TTR");
    expect(rule.outcome(history, 0, NaN)).toBeNull();
    expect(rule.outcome(history, 1, NaN)).toEqual({start: 0, time: 5, status: 1, event: "rash"});
    expect(() => endpointRule(disease, "EFS")).toThrow("unknown endpoint definition: EFS");
  });
});
