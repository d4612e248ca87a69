import type {
  BaselineVariable,
  ForestSubgroup,
  Trial,
  TrialCompeting,
  TrialCurve,
  TrialData,
  TrialEndpoint,
  TrialEstimate,
  TrialFlow,
  TrialForest,
  TrialResponse
} from "../../../src/model/siteTrial.js";
import type {DisclosureRule} from "../../../src/model/siteData.js";
import type {CountGate, SizedSet} from "./countGate.js";
import {sourceOf} from "./setWords.js";

/** Names a set of the patients of one trial by what they have, their arm and their stratum. */
type Naming = (what: string, arm?: number, stratum?: number) => string;

const noEstimate: TrialEstimate = {estimate: null, lower: null, upper: null};

/** What the page on randomised trials reads: by arm, by stratum, by subgroup. */
export function shownTrial(data: TrialData, gate: CountGate, rule: DisclosureRule): TrialData {
  return {
    ...data,
    sources: data.sources.map((source) => ({...source, patients: gate.shown(sourceOf(source.id), source.patients)})),
    trials: data.trials.map((trial) => oneTrial(trial, data, gate, rule))
  };
}

function oneTrial(trial: Trial, {sources}: TrialData, gate: CountGate, rule: DisclosureRule): Trial {
  const name: Naming = (what, arm, stratum) =>
    [what, sourceOf(trial.source), ...(arm === undefined ? [] : [`arm ${arm}`]), ...(stratum === undefined ? [] : [`stratum ${stratum}`])].join(" & "); // prettier-ignore
  const {arms, strata, withoutStratum} = trial.flow;
  const patients = sources.find(({id}) => id === trial.source)?.patients ?? 0;
  const randomised = arms.map((flow, a) => ({set: name("randomised", a), n: flow.randomised}));
  const all = {set: name("randomised"), n: randomised.reduce((sum, {n}) => sum + n, 0)};
  gate.holds({set: sourceOf(trial.source), n: patients}, [all]);
  gate.holds(all, randomised);
  gate.holds(all, [{set: name("without stratum"), n: withoutStratum}]);
  for (const population of populations)
    arms.forEach((flow, a) => {
      const own = strata.map((byArm, s) => ({set: name(population, a, s), n: byArm[a][population] ?? 0}));
      gate.holds({set: name(population, a), n: flow[population] ?? 0}, own);
    });
  const analysed = arms.map(({itt}, a) => ({set: name("itt", a), n: itt}));
  return {
    ...trial,
    flow: {
      arms: arms.map((flow, a) => shownFlow(flow, (what) => name(what, a), gate)),
      strata: strata.map((byArm, s) => byArm.map((flow, a) => shownFlow(flow, (what) => name(what, a, s), gate))),
      withoutStratum: gate.shown(name("without stratum"), withoutStratum)
    },
    baseline: trial.baseline.map((variable) => shownBaseline(variable, analysed, name, gate)),
    endpoints: trial.endpoints.map((endpoint) => shownEndpoint(endpoint, analysed, name, gate, rule)),
    forests: trial.forests.map((forest) => shownForest(forest, name, gate)),
    response: trial.response && shownResponse(trial.response, name, gate),
    competing: trial.competing && shownCompeting(trial.competing, name, gate, rule),
    sensitivity: trial.sensitivity.map((line) => {
      const [n, events] = [name(`${line.endpoint}, ${line.label}`), name(`${line.endpoint} event, ${line.label}`)];
      gate.holds({set: n, n: line.n}, [{set: events, n: line.events}]);
      return {...line, n: gate.shown(n, line.n), events: gate.shown(events, line.events)};
    })
  };
}

const populations = ["randomised", "itt", "safety", "otherTreatment", "followed", "sequenced"] as const;

function shownFlow(flow: TrialFlow, name: (what: string) => string, {holds, known, shown}: CountGate): TrialFlow {
  const whole = {set: name("randomised"), n: flow.randomised};
  for (const population of populations.slice(1))
    holds(whole, [{set: name(population), n: flow[population] ?? 0}]); // prettier-ignore
  return {
    randomised: shown(whole.set, whole.n),
    itt: shown(name("itt"), flow.itt),
    safety: known(name("safety"), flow.safety),
    otherTreatment: known(name("otherTreatment"), flow.otherTreatment),
    followed: shown(name("followed"), flow.followed),
    sequenced: known(name("sequenced"), flow.sequenced)
  };
}

function shownBaseline(
  variable: BaselineVariable,
  analysed: readonly SizedSet[],
  name: Naming,
  {holds, shown}: CountGate
): BaselineVariable {
  const of = (what: string, a: number) => name(`${variable.variable}=${what}`, a);
  if (variable.kind === "number") {
    const arms = variable.arms.map((own, a) => {
      holds(analysed[a], [{set: of("known", a), n: own.n}, {set: of("?", a), n: own.missing}]); // prettier-ignore
      const n = shown(of("known", a), own.n);
      const values = Number.isNaN(n) ? {median: null, q1: null, q3: null} : {};
      return {...own, ...values, n, missing: shown(of("?", a), own.missing)};
    });
    return {...variable, arms, smd: areShown(arms.flatMap(({n, missing}) => [n, missing])) ? variable.smd : null};
  }
  if (variable.kind === "alteration") {
    const arms = variable.arms.map(({mutated, tested}, a) => {
      holds(analysed[a], [{set: of("known", a), n: tested}]);
      holds({set: of("known", a), n: tested}, [{set: of("mutated", a), n: mutated}]);
      return {mutated: shown(of("mutated", a), mutated), tested: shown(of("known", a), tested)};
    });
    return {...variable, arms, smd: areShown(arms.flatMap((d) => [d.mutated, d.tested])) ? variable.smd : null};
  }
  analysed.forEach((whole, a) => {
    const parts = variable.levels.map(({label, n}) => ({set: of(label, a), n: n[a]}));
    holds(whole, [...parts, {set: of("?", a), n: variable.missing[a]}]);
  });
  const levels = variable.levels.map(({label, n}) => ({label, n: n.map((own, a) => shown(of(label, a), own))}));
  const missing = variable.missing.map((own, a) => shown(of("?", a), own));
  return {...variable, levels, missing, smd: areShown([...levels.flatMap(({n}) => n), ...missing]) ? variable.smd : null}; // prettier-ignore
}

function areShown(counts: readonly number[]): boolean {
  return counts.every((n) => Number.isFinite(n));
}

function shownEndpoint(
  endpoint: TrialEndpoint,
  analysed: readonly SizedSet[],
  name: Naming,
  {holds, shown}: CountGate,
  {minCurve}: DisclosureRule
): TrialEndpoint {
  const {arms, contrast, definition, missing} = endpoint;
  const what = followedBy(endpoint);
  const without = `${definition} not followed`;
  return {
    ...endpoint,
    arms: arms.map((arm, a) => {
      const {events, n} = arm.curve;
      holds(analysed[a], [{set: name(what, a), n}, {set: name(without, a), n: missing[a]}]); // prettier-ignore
      holds({set: name(what, a), n}, [{set: name(`${definition} event`, a), n: events}]);
      const sizes = {n: shown(name(what, a), n), events: shown(name(`${definition} event`, a), events)};
      const drawn = n >= minCurve;
      return {
        curve: {...(drawn ? arm.curve : noCurve), ...sizes},
        median: drawn ? arm.median : noEstimate,
        at: drawn ? arm.at : arm.at.map(() => null),
        followup: drawn ? arm.followup : null
      };
    }),
    missing: missing.map((n, a) => shown(name(without, a), n)),
    contrast: contrast && {
      ...contrast,
      withoutStratum: shown(name(`${definition} without stratum`), contrast.withoutStratum)
    }
  };
}

/** Those followed for overall survival are a population of the trial. */
function followedBy({definition, endpoint}: Pick<TrialEndpoint, "definition" | "endpoint">): string {
  return endpoint === "OS" ? "followed" : `${definition} followed`;
}

const noCurve: Omit<TrialCurve, "n" | "events"> = {
  ...{time: [], atRisk: [], event: [], censored: []},
  ...{survival: [], lower: [], upper: []}
};

function shownForest(forest: TrialForest, name: Naming, gate: CountGate): TrialForest {
  const {definition, overall, variables} = forest;
  const of = (what: string, own: string, a: number) =>
    own !== "all"
      ? name(`${definition} ${what}, ${own}`, a)
      : name(what === "n" ? followedBy(forest) : `${definition} event`, a);
  const subgroup = (label: string, own: ForestSubgroup): ForestSubgroup => {
    const arms = own.arms.map(({events, n}, a) => {
      gate.holds({set: of("n", label, a), n}, [{set: of("events", label, a), n: events}]);
      return {n: gate.shown(of("n", label, a), n), events: gate.shown(of("events", label, a), events)};
    });
    const small = arms.some(({events, n}) => Number.isNaN(events) || Number.isNaN(n));
    return {...own, arms, ...(small ? {hazardRatio: noEstimate, stdErr: null} : {})};
  };
  for (const {label, subgroups} of variables)
    overall.arms.forEach(({events, n}, a) => {
      const parts = (what: "n" | "events") => subgroups.map((own) => ({set: of(what, `${label} ${own.label}`, a), n: own.arms[a][what]})); // prettier-ignore
      gate.holds({set: of("n", "all", a), n}, parts("n"));
      gate.holds({set: of("events", "all", a), n: events}, parts("events"));
    });
  return {
    ...forest,
    overall: subgroup("all", overall),
    variables: variables.map((variable) => {
      const subgroups = variable.subgroups.map((own) => subgroup(`${variable.label} ${own.label}`, own));
      const whole = areShown(subgroups.flatMap(({arms}) => arms.flatMap(({events, n}) => [events, n])));
      return {
        ...variable,
        subgroups,
        missing: gate.shown(name(`${definition} without ${variable.label}`), variable.missing),
        interaction: whole ? variable.interaction : null
      };
    })
  };
}

function shownResponse(response: TrialResponse, name: Naming, {holds, shown}: CountGate): TrialResponse {
  const remission = `remission by day ${response.landmarkDay}`;
  const counts = ({n, remissions}: {n: number; remissions: number}, a: number, s?: number) => {
    holds({set: name("itt", a, s), n}, [{set: name(remission, a, s), n: remissions}]);
    return {n: shown(name("itt", a, s), n), remissions: shown(name(remission, a, s), remissions)};
  };
  response.arms.forEach((arm, a) => {
    const parts = response.strata.map(({arms}, s) => ({set: name(remission, a, s), n: arms[a].remissions}));
    holds({set: name(remission, a), n: arm.remissions}, parts);
  });
  const arms = response.arms.map((arm, a) => {
    const own = counts(arm, a);
    return {...own, share: areShown([own.n, own.remissions]) ? arm.share : noEstimate};
  });
  const strata = response.strata.map((stratum, s) => {
    const own = stratum.arms.map((arm, a) => counts(arm, a, s));
    const whole = areShown(own.flatMap(({n, remissions}) => [n, remissions]));
    return {...stratum, arms: own, difference: whole ? stratum.difference : noEstimate};
  });
  const open = areShown(arms.flatMap(({n, remissions}) => [n, remissions]));
  return {...response, arms, strata, contrast: open ? response.contrast : null};
}

function shownCompeting(
  competing: TrialCompeting,
  name: Naming,
  {holds, shown}: CountGate,
  {minCurve}: DisclosureRule
): TrialCompeting {
  return {
    ...competing,
    arms: competing.arms.map((arm, a) => {
      const sets = arm.causes.map((_, c) => name(`cause ${c} after remission`, a));
      const whole = {set: name("followed from remission", a), n: arm.n};
      holds(whole, arm.causes.map(({events}, c) => ({set: sets[c], n: events}))); // prettier-ignore
      const drawn = arm.n >= minCurve;
      const cause = (c: 0 | 1) => {
        const own = arm.causes[c];
        const none = {event: [], estimate: [], lower: [], upper: [], at: own.at.map(() => null)};
        return {...(drawn ? own : none), events: shown(sets[c], own.events)};
      };
      return {
        n: shown(whole.set, arm.n),
        time: drawn ? arm.time : [],
        atRisk: drawn ? arm.atRisk : [],
        censored: drawn ? arm.censored : [],
        causes: [cause(0), cause(1)] as const
      };
    })
  };
}
