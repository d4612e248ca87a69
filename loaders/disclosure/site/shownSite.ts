import type {AlterationCount} from "../../../src/model/cohortResults.js";
import type {Facet, NumericRange, SiteCytogeneticFlag, SiteData, SiteSummaries} from "../../../src/model/siteData.js";
import type {CountGate} from "./countGate.js";
import {valueOf, sourceOf} from "./setWords.js";

/** What the explorer reads before the rows: counts of the release by level, bin, alteration and source. */
export function shownSite(site: SiteData, gate: CountGate): SiteData {
  const all = {set: "all", n: site.counts.patients};
  const {holds, shown} = gate;
  holds(all, site.sources.map(({id, patients}) => ({set: sourceOf(id), n: patients}))); // prettier-ignore
  return {
    ...site,
    counts: {...site.counts, patients: shown(all.set, all.n)},
    sources: site.sources.map((source) => ({...source, patients: shown(sourceOf(source.id), source.patients)})),
    alterationStates: Object.fromEntries(
      Object.entries(site.alterationStates).map(([name, {mutated, wildType}]) => {
        const [found, absent] = [valueOf(name, "mutated"), valueOf(name, "wild type")];
        holds(all, [{set: found, n: mutated}, {set: absent, n: wildType}]); // prettier-ignore
        return [name, {mutated: shown(found, mutated), wildType: shown(absent, wildType)}];
      })
    ),
    cytogenetics: site.cytogenetics.map((flag) => shownFlag(flag, site, gate)),
    facets: site.facets.map((facet) => shownFacet(facet, site, gate)),
    numbers: site.numbers.map((range) => shownRange(range, site, gate)),
    summaries: shownSummaries(site, gate),
    findings: site.findings.map((d) => ({...d, n: shown("rows", d.n), nChecked: shown("rows", d.nChecked)}))
  };
}

function shownFlag(flag: SiteCytogeneticFlag, {counts}: SiteData, {holds, shown}: CountGate): SiteCytogeneticFlag {
  const {column, nPresent, nTested} = flag;
  const [present, tested] = [valueOf(column, "true"), valueOf(column, "known")];
  holds({set: "all", n: counts.patients}, [{set: tested, n: nTested}]);
  holds({set: tested, n: nTested}, [{set: present, n: nPresent}]);
  return {...flag, nPresent: shown(present, nPresent), nTested: shown(tested, nTested)};
}

function shownFacet(facet: Facet, {counts}: SiteData, {holds, shown}: CountGate): Facet {
  const {variable, levels, nUnknown} = facet;
  const unknown = valueOf(variable, null);
  holds({set: "all", n: counts.patients}, [
    ...levels.map(({code, n}) => ({set: valueOf(variable, code), n})),
    {set: unknown, n: nUnknown}
  ]);
  return {
    ...facet,
    levels: levels.map((level) => ({...level, n: shown(valueOf(variable, level.code), level.n)})),
    nUnknown: shown(unknown, nUnknown)
  };
}

function shownRange(range: NumericRange, {counts}: SiteData, {holds, shown}: CountGate): NumericRange {
  const {variable, n, nUnknown} = range;
  const [known, unknown] = [valueOf(variable, "known"), valueOf(variable, null)];
  holds({set: "all", n: counts.patients}, [{set: known, n}, {set: unknown, n: nUnknown}]); // prettier-ignore
  return {...range, n: shown(known, n), nUnknown: shown(unknown, nUnknown)};
}

function shownSummaries(site: SiteData, gate: CountGate): SiteSummaries {
  const {summaries} = site;
  const {holds, shown} = gate;
  const all = {set: "all", n: site.counts.patients};
  const each = <T, S>(record: Readonly<Record<string, T>>, change: (variable: string, own: T) => S) =>
    Object.fromEntries(Object.entries(record).map(([variable, own]) => [variable, change(variable, own)]));
  return {
    ...summaries,
    levels: each(summaries.levels, (variable, levels) => {
      holds(all, levels.map(({level, n}) => ({set: valueOf(variable, level), n}))); // prettier-ignore
      return levels.map((d) => ({...d, n: shown(valueOf(variable, d.level), d.n)}));
    }),
    bins: each(summaries.bins, (variable, bins) => {
      const binOf = ({lower, upper}: (typeof bins)[number]) => valueOf(variable, `${lower} to ${upper}`);
      const known = bins.reduce((sum, {n}) => sum + n, 0);
      holds({set: valueOf(variable, "known"), n: known}, bins.map((bin) => ({set: binOf(bin), n: bin.n}))); // prettier-ignore
      return bins.map((bin) => ({...bin, n: shown(binOf(bin), bin.n)}));
    }),
    values: each(summaries.values, (variable, values) => ({
      ...values,
      n: shown(valueOf(variable, "known"), values.n),
      missing: shown(valueOf(variable, null), values.missing)
    })),
    alterations: shownAlterations(site, gate)
  };
}

function shownAlterations({alterations, summaries}: SiteData, {holds, shown}: CountGate): AlterationCount[] {
  const rows = summaries.alterations;
  for (const {name, byDesign = []} of alterations) {
    const own = rows.filter(({alteration}) => alteration === name);
    const counted = own.filter(({group}) => group !== null && !byDesign.includes(group));
    for (const row of own) {
      const {mutated, tested, patients} = setsOf(row);
      holds(tested, [mutated]);
      holds(patients, [tested]);
      if (row.group !== null) continue;
      holds(tested, counted.map((d) => setsOf(d).tested)); // prettier-ignore
      holds(mutated, counted.map((d) => setsOf(d).mutated)); // prettier-ignore
    }
  }
  return rows.map((row) => {
    const {mutated, tested, patients} = setsOf(row);
    return {
      ...row,
      nMutated: shown(mutated.set, mutated.n),
      nTested: shown(tested.set, tested.n),
      nPatients: shown(patients.set, patients.n)
    };
  });
}

function setsOf({alteration, group, nMutated, nTested, nPatients}: AlterationCount) {
  return {
    mutated: {set: valueOf(alteration, "mutated", group), n: nMutated},
    tested: {set: valueOf(alteration, "known", group), n: nTested},
    patients: {set: group === null ? `all for ${alteration}` : sourceOf(group), n: nPatients}
  };
}
