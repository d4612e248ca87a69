import type {DisclosureRule} from "../../../src/model/siteData.js";
import type {
  CopyNumberData,
  CopyNumberGroup,
  LandmarkData,
  LandmarkGroup,
  LongitudinalSite,
  LongitudinalSource,
  PersistenceData
} from "../../../src/model/siteLongitudinal.js";
import type {CountGate} from "./countGate.js";
import {sourceOf} from "./setWords.js";

/** What the page on the molecular course reads; frequencies of single patients are not given. */
export function shownLongitudinal(data: LongitudinalSite, gate: CountGate, rule: DisclosureRule): LongitudinalSite {
  return {
    ...data,
    sources: data.sources.map((source) => ({...source, patients: gate.shown(sourceOf(source.id), source.patients)})),
    longitudinal: data.longitudinal.map((source) => ofSource(source, gate, rule))
  };
}

function ofSource(source: LongitudinalSource, gate: CountGate, rule: DisclosureRule): LongitudinalSource {
  const name = (what: string) => `${what} & ${sourceOf(source.id)}`;
  const {copyNumber, landmark, persistence} = source;
  return {
    ...source,
    persistence: persistence && shownPersistence(persistence, name, gate),
    landmark: landmark && shownLandmark(landmark, name, gate, rule),
    copyNumber: copyNumber && shownCopyNumber(copyNumber, name, gate)
  };
}

function shownPersistence(data: PersistenceData, name: (what: string) => string, gate: CountGate): PersistenceData {
  const {holds, shown} = gate;
  const [sampled, told] = [name("sampled after induction"), name("persistence known")];
  const persists = (code: string) => name(`${code} persists`);
  const found = (code: string) => data.overall.find((d) => d.code === code)?.found ?? 0;
  holds({set: sampled, n: data.sampled}, [{set: told, n: data.told}]);
  holds({set: told, n: data.told}, [{set: persists("any"), n: found("any")}]);
  holds(
    {set: persists("any"), n: found("any")},
    ["non_dta", "dta_only"].map((code) => ({set: persists(code), n: found(code)}))
  );
  return {
    ...data,
    sampled: shown(sampled, data.sampled),
    told: shown(told, data.told),
    overall: data.overall.map((d) => {
      const own = shown(persists(d.code), d.found);
      return {...d, found: own, tested: shown(told, d.tested), ...(Number.isFinite(own) ? {} : noShare)};
    }),
    genes: data.genes.map((d) => {
      const [mutated, tested, still] = ["mutated", "followed", "still found"].map((state) =>
        name(`${d.gene} ${state}`)
      );
      holds({set: mutated, n: d.patients}, [{set: tested, n: d.tested}]);
      holds({set: tested, n: d.tested}, [{set: still, n: d.found}]);
      const counts = {patients: shown(mutated, d.patients), tested: shown(tested, d.tested), found: shown(still, d.found)}; // prettier-ignore
      const whole = Object.values(counts).every((n) => Number.isFinite(n));
      // A pair is a patient.
      return {...d, ...counts, ...(whole ? {} : noShare), pairs: []};
    }),
    withoutDiagnosis: shown(name("followed without diagnosis"), data.withoutDiagnosis)
  };
}

const noShare = {share: null, lower: null, upper: null};

function shownLandmark(
  data: LandmarkData,
  name: (what: string) => string,
  gate: CountGate,
  rule: DisclosureRule
): LandmarkData {
  const {holds, shown} = gate;
  const [sampled, analysed] = [name("sampled after induction"), name("analysed from the landmark")];
  const left = (reason: string) => name(`not from the landmark: ${reason}`);
  const groupOf = (code: string) => name(`${code} from the landmark`);
  holds({set: sampled, n: data.sampled}, [
    ...data.excluded.map(({n, reason}) => ({set: left(reason), n})),
    {set: analysed, n: data.n}
  ]);
  holds({set: analysed, n: data.n}, data.groups.map(({code, n}) => ({set: groupOf(code), n}))); // prettier-ignore
  return {
    ...data,
    sampled: shown(sampled, data.sampled),
    n: shown(analysed, data.n),
    excluded: data.excluded.map(({n, reason}) => ({reason, n: shown(left(reason), n)})),
    groups: data.groups.map((group) => shownGroup(group, (what) => `${groupOf(group.code)}, ${what}`, gate, rule))
  };
}

function shownGroup(
  group: LandmarkGroup,
  of: (what: string) => string,
  {holds, shown}: CountGate,
  {minCurve}: DisclosureRule
): LandmarkGroup {
  const {deathsWithoutRelapse, incidence, n, relapses, survival} = group;
  const all = {set: of("all"), n};
  holds(all, [{set: of("relapse"), n: relapses}, {set: of("death alone"), n: deathsWithoutRelapse}]); // prettier-ignore
  holds(all, [{set: of("followed"), n: survival.n}]);
  holds({set: of("followed"), n: survival.n}, [{set: of("death"), n: survival.events}]);
  const nothing = {estimate: [], lower: [], upper: []};
  const none = {time: [], atRisk: [], censored: []};
  return {
    ...group,
    n: shown(all.set, n),
    relapses: shown(of("relapse"), relapses),
    deathsWithoutRelapse: shown(of("death alone"), deathsWithoutRelapse),
    incidence:
      n >= minCurve
        ? incidence
        : {...none, relapses: [], deaths: [], relapse: nothing, death: nothing, relapseAt: [], deathAt: []},
    survival: {
      ...(survival.n >= minCurve
        ? survival
        : {...none, event: [], curve: nothing, median: {time: null, lower: null, upper: null}, at: []}),
      n: shown(of("followed"), survival.n),
      events: shown(of("death"), survival.events)
    }
  };
}

function shownCopyNumber(data: CopyNumberData, name: (what: string) => string, gate: CountGate): CopyNumberData {
  const {holds, shown} = gate;
  const all = {set: name("copy numbers"), n: data.n};
  const group = (own: CopyNumberGroup): CopyNumberGroup => {
    const each = (what: string, counts: readonly number[]) => counts.map((n) => shown(name(what), n));
    return {
      ...own,
      n: shown(name("copy numbers of a class"), own.n),
      tested: each("bin covered", own.tested),
      gain: each("bin gained", own.gain),
      loss: each("bin lost", own.loss)
    };
  };
  return {
    ...data,
    n: shown(all.set, all.n),
    all: group(data.all),
    groups: Object.fromEntries(Object.entries(data.groups).map(([system, own]) => [system, own.map(group)])),
    agreement: data.agreement.map((row) => {
      const parts = (["both", "karyotypeOnly", "copyNumberOnly", "neither", "notEvaluable"] as const).map((key) => ({
        key,
        set: name(`${row.flag} ${key}`),
        n: row[key]
      }));
      holds(all, parts);
      const counts = Object.fromEntries(parts.map(({key, n, set}) => [key, shown(set, n)]));
      const whole = Object.values(counts).every((n) => Number.isFinite(n));
      return {...row, ...counts, kappa: whole ? row.kappa : null};
    })
  };
}
