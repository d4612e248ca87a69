import type {IncidenceBlock, RiskRow, SurvivalBlock} from "../../../src/model/report.js";
import {type Body, enoughEvents, gateEstimate, gateTest, isShown} from "./gateEstimate.js";
import type {GateRules} from "./gateRules.js";

/** Survival by group: counts, curves and what is read from them, comparisons of large enough groups. */
export function gateSurvival(block: SurvivalBlock, rules: GateRules): Body<SurvivalBlock> {
  const {contrasts, endpoint, groups, kind, proportionality, restrictedMean, test, times} = block;
  const gated = groups.map((group) => {
    const {curves, at, risk, median, followUp} = rules.survival(block, group);
    const {label, code, n, events} = group;
    return {
      label,
      code,
      n: rules.count(n),
      events: rules.count(events),
      curve: curves[0],
      risk: isShown(rules.count(n)) ? risk : withoutSize(risk),
      median,
      at: at[0],
      followUp
    };
  });
  const open = gated.every(({n, events}) => rules.isLarge(n) && rules.isLarge(events)) && enoughEvents(groups, rules);
  const drawn = open && gated.every(({curve}) => curve !== null);
  return {
    kind,
    endpoint: {definition: endpoint.definition, label: endpoint.label, start: endpoint.start, words: endpoint.words},
    groups: gated,
    times,
    test: test && gateTest(test, open, rules),
    contrasts: contrasts.map(({label, reference, adjustment, hazardRatio, n, events, test: own}) => {
      const shown = {n: rules.count(n), events: rules.count(events)};
      const may = rules.isLarge(shown.n) && rules.isLarge(shown.events) && enoughEvents([{n, events}], rules);
      return {
        label,
        reference,
        adjustment,
        hazardRatio: gateEstimate(hazardRatio, may, rules),
        ...shown,
        test: own && gateTest(own, may, rules)
      };
    }),
    proportionality: proportionality && gateTest(proportionality, open, rules),
    restrictedMean: restrictedMean && {
      horizon: restrictedMean.horizon,
      groups: restrictedMean.groups.map((d) => gateEstimate(d, drawn, rules)),
      differences: restrictedMean.differences.map((d) => gateEstimate(d, drawn, rules))
    }
  };
}

/** Numbers at risk that do not tell how many a group has: at the start, or with those who have left since. */
function withoutSize(risk: readonly RiskRow[]): RiskRow[] {
  return risk.flatMap(({atRisk, day}) => (day > 0 ? [{day, atRisk, events: null, censored: null}] : []));
}

/** Cumulative incidence by group and cause. */
export function gateIncidence(block: IncidenceBlock, rules: GateRules): Body<IncidenceBlock> {
  const {causes, endpoint, groups, kind, tests, times} = block;
  const gated = groups.map((group) => {
    const {curves, at, risk} = rules.incidence(block, group);
    return {
      label: group.label,
      code: group.code,
      n: rules.count(group.n),
      causes: group.causes.map(({events}, c) => ({events: rules.count(events), curve: curves[c], at: at[c]})),
      risk: isShown(rules.count(group.n)) ? risk : withoutSize(risk)
    };
  });
  return {
    kind,
    endpoint: {label: endpoint.label, start: endpoint.start, words: endpoint.words},
    causes: causes.map(({code, label}) => ({code, label})),
    groups: gated,
    times,
    tests: tests.map((test, c) => {
      const counted = groups.map(({n, causes: own}) => ({n, events: own[c].events}));
      const open =
        gated.every(({n, causes: own}) => rules.isLarge(n) && rules.isLarge(own[c].events)) &&
        enoughEvents(counted, rules);
      return test && gateTest(test, open, rules);
    })
  };
}
