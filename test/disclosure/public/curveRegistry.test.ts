import {describe, expect, it} from "vitest";
import {type Bits, packBits} from "../../../loaders/disclosure/public/bits.js";
import {CellRegistry} from "../../../loaders/disclosure/public/cellRegistry.js";
import {collectBlock} from "../../../loaders/disclosure/public/collectCells.js";
import {CurveRegistry} from "../../../loaders/disclosure/public/curveRegistry.js";
import {commonMonths, monthlyEvents, tooFineAt} from "../../../loaders/disclosure/public/knots.js";
import {readPublicPolicy} from "../../../loaders/disclosure/public/policy.js";
import {kaplanMeier} from "../../../src/stats/index.js";
import type {ReportCurve, SurvivalBlock} from "../../../src/model/report.js";
import {contextOf, frameOf, keyOf, randomNumbers} from "../support/invented.js";

const random = randomNumbers(5);
const patients = Array.from({length: 500}, (_, i) => {
  const days = Math.ceil(-Math.log(1 - random()) * (i < 120 ? 2500 : 700));
  return {arm: i < 120 ? "a" : "b", OS: days < 2000 ? "event" : "censored", days: String(Math.min(days, 2000))};
});
const context = contextOf(patients);

function exact(keep: (arm: string) => boolean): ReportCurve {
  return curveOf(patients.filter(({arm}) => keep(arm)));
}

function curveOf(rows: typeof patients): ReportCurve {
  const km = kaplanMeier({
    time: rows.map(({days}) => Number(days)),
    status: rows.map(({OS}) => Number(OS === "event"))
  });
  return {
    resolution: "exact",
    time: [...km.time],
    value: [...km.survival],
    lower: [...km.lower],
    upper: [...km.upper],
    atRisk: [...km.atRisk],
    event: [...km.event],
    censored: [...km.censored]
  };
}

function block(id: string, levels: readonly string[]): SurvivalBlock {
  const none = {estimate: null, lower: null, upper: null};
  return {
    ...frameOf(context, id),
    kind: "survival",
    endpoint: {definition: "OS", label: "Overall survival", start: "diagnosis", words: ""},
    groups: levels.map((level) => ({
      label: level,
      code: null,
      n: context.count(keyOf(level)),
      events: context.count(keyOf("OS:event", level)),
      curve: exact((arm) => level === "" || level === `arm=${arm}`),
      risk: [],
      median: none,
      at: [],
      followUp: null
    })),
    times: [],
    test: null,
    contrasts: [],
    proportionality: null,
    restrictedMean: null
  };
}

describe("CurveRegistry", () => {
  it("chooses knots from which no curve of the others can be subtracted too finely", () => {
    const registry = new CellRegistry(context, readPublicPolicy("."));
    const curves = new CurveRegistry(registry);
    const blocks = [block("overall", [""]), block("arms", ["arm=a", "arm=b"])];
    for (const d of blocks) collectBlock(d, registry);
    for (const d of blocks) curves.collectBlock(d);
    const knots = (b: number, key: string) => curves.get(blocks[b], key)?.knots ?? [];
    const small = monthlyEvents(exact((arm) => arm === "a"), 10); // prettier-ignore
    // Before the choice is made for all together, everybody less the larger arm gives the smaller one too finely.
    expect(tooFineAt(commonMonths([knots(0, "all"), knots(1, "arm=b")]), small, 5)).not.toBeNull();
    curves.resolve();
    expect(tooFineAt(commonMonths([knots(0, "all"), knots(1, "arm=b")]), small, 5)).toBeNull();
    expect(tooFineAt(knots(1, "arm=b"), small, 5)).toBeNull();
    expect(knots(1, "arm=a").length).toBeGreaterThan(5);
    expect(knots(0, "all").length).toBeGreaterThan(15);
  });

  it("leaves of a curve, less the events of public rows, none or enough between two knots", () => {
    // Of 500 patients 430 are of the public source; the others have few events.
    const source = patients.map((_, i) => (i % 7 === 0 ? "B" : "AMLSG"));
    const whole = exact(() => true);
    const eventsOf = {AMLSG: whole.time.map((day) => patients.filter(({OS, days}, i) => OS === "event" && Number(days) === day && source[i] === "AMLSG").length)}; // prettier-ignore
    const left = {...whole, event: whole.event!.map((n, i) => n - eventsOf.AMLSG[i])};
    const known = packBits(Uint8Array.from(source, (id) => Number(id === "AMLSG")));
    const overall = block("overall", [""]);
    const told: SurvivalBlock = {...overall, groups: overall.groups.map((group) => ({...group, curve: {...whole, eventsOf}}))}; // prettier-ignore
    const knotsOf = (drawn: SurvivalBlock, bits: Bits | null) => {
      const registry = new CellRegistry(context, readPublicPolicy("."));
      collectBlock(drawn, registry);
      const curves = new CurveRegistry(registry, bits);
      curves.collectBlock(drawn);
      curves.resolve();
      return curves.get(drawn, "all")?.knots ?? [];
    };
    expect(tooFineAt(knotsOf(told, null), monthlyEvents(left, 10), 5)).not.toBeNull();
    expect(tooFineAt(knotsOf(told, known), monthlyEvents(left, 10), 5)).toBeNull();
    expect(knotsOf(told, known).length).toBeGreaterThan(5);
    // Where the events cannot be told apart there is no curve.
    expect(knotsOf(overall, known)).toEqual([]);
  });

  it("does not draw a curve of nearly everybody: the events of the few others lie between any of its knots that would be true", () => {
    const most = patients.map((_, i) => (i < 496 ? "a" : "b"));
    const few = contextOf(patients.map((patient, i) => ({...patient, arm: most[i]})));
    const registry = new CellRegistry(few, readPublicPolicy("."));
    const curves = new CurveRegistry(registry);
    const rows = (arm: string) => patients.filter((_, i) => most[i] === arm);
    const made = block("arms", ["arm=a", "arm=b"]);
    const arms: SurvivalBlock = {
      ...made,
      groups: made.groups.map((group, g) => ({
        ...group,
        n: few.count(["arm=a", "arm=b"][g]),
        events: few.count(keyOf("OS:event", ["arm=a", "arm=b"][g])),
        curve: curveOf(rows(g === 0 ? "a" : "b"))
      }))
    };
    collectBlock(arms, registry);
    curves.collectBlock(arms);
    expect(curves.get(arms, "arm=a")?.knots?.length).toBeGreaterThan(10);
    curves.resolve();
    expect(curves.get(arms, "arm=a") === undefined).toBe(true);
  });
});
