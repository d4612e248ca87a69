import type {
  AgreementRow,
  CoverageCell,
  EndpointSupport,
  FlowStep,
  MissingTable,
  QualityData
} from "../../../src/model/siteQuality.js";
import {flowStages as staying} from "../../../src/model/flowStages.js";
import type {CountGate, SizedSet} from "./countGate.js";
import {sourceOf, valueOf} from "./setWords.js";

/** What the page on data quality reads. */
export function shownQuality(data: QualityData, gate: CountGate): QualityData {
  const {shown} = gate;
  const sizes = new Map(data.sources.map(({id, patients}) => [id, patients]));
  const patientsOf = (source: string): SizedSet => ({set: sourceOf(source), n: sizes.get(source) ?? 0});
  const unnamed = (n: number) => shown("rows", n);
  return {
    ...data,
    sources: data.sources.map((source) => ({...source, patients: shown(sourceOf(source.id), source.patients)})),
    counts: {...data.counts, patients: shown("all", data.counts.patients), rejects: unnamed(data.counts.rejects)},
    flow: shownFlow(data.flow, gate),
    missingness: data.missingness.map((table) => shownMissing(table, gate)),
    coverage: data.coverage.map((cell) => shownCoverage(cell, patientsOf(cell.source), gate)),
    findings: data.findings.map((d) => ({...d, n: unnamed(d.n), nChecked: unnamed(d.nChecked)})),
    agreement: data.agreement.map((row) => shownAgreement(row, gate)),
    mapping: data.mapping.map((d) => ({
      ...d,
      cells: unnamed(d.cells),
      values: unnamed(d.values),
      missing: unnamed(d.missing),
      refused: unnamed(d.refused),
      unreadTokens: unnamed(d.unreadTokens)
    })),
    endpoints: data.endpoints.map((row) => shownEndpoint(row, patientsOf(row.source), gate)),
    overlap: data.overlap.map((d) => ({...d, n: unnamed(d.n)}))
  };
}

/** From the rows received to the patients analysed: who is still there is who was there before and did not leave since. */
function shownFlow(flow: readonly FlowStep[], {holds, shown}: CountGate): FlowStep[] {
  const name = ({reason, source, stage}: FlowStep) => `${stage} ${reason ?? ""} & ${sourceOf(source)}`;
  for (const source of new Set(flow.map((step) => step.source))) {
    let before: FlowStep | undefined;
    let left: FlowStep[] = [];
    for (const step of flow.filter((d) => d.source === source)) {
      if (!staying.has(step.stage)) {
        left.push(step);
        continue;
      }
      if (before !== undefined) holds({set: name(before), n: before.n}, [...left, step].map((d) => ({set: name(d), n: d.n}))); // prettier-ignore
      [before, left] = [step, []];
    }
  }
  return flow.map((step) => ({...step, n: shown(name(step), step.n)}));
}

/** Rows of a table by what is missing of a variable, and why; how many have it is what is left. */
function shownMissing(table: MissingTable, {holds, shown}: CountGate): MissingTable {
  const rowsOf = (source: string): SizedSet => {
    const n = table.rows.find((d) => d.source === source)?.rows ?? 0;
    return {set: table.table === "patients" ? sourceOf(source) : `rows of ${table.table} & ${sourceOf(source)}`, n};
  };
  return {
    ...table,
    rows: table.rows.map(({source, rows}) => ({source, rows: shown(rowsOf(source).set, rows)})),
    variables: table.variables.map((variable) => {
      const name = (reason: string | null, source: string | null) =>
        valueOf(table.table === "patients" ? variable.name : `${table.table}.${variable.name}`, reason, source);
      const missing = variable.missing.map(({reasons, source}) => {
        const parts = Object.entries(reasons).map(([reason, n]) => ({set: name(`? ${reason}`, source), n}));
        const whole = rowsOf(source);
        const absent = parts.reduce((sum, {n}) => sum + n, 0);
        holds(whole, [...parts, {set: name("known", source), n: whole.n - absent}]);
        holds({set: name(null, source), n: absent}, parts);
        return {source, absent, reasons: Object.fromEntries(Object.entries(reasons).map(([reason, n], i) => [reason, shown(parts[i].set, n)]))}; // prettier-ignore
      });
      // Shown by the explorer, which counts the patients of all sources.
      if (table.table === "patients")
        holds(
          {set: name(null, null), n: missing.reduce((sum, {absent}) => sum + absent, 0)},
          missing.map(({absent, source}) => ({set: name(null, source), n: absent}))
        );
      return {...variable, missing: missing.map(({reasons, source}) => ({source, reasons}))};
    })
  };
}

function shownCoverage(cell: CoverageCell, patients: SizedSet, {holds, shown}: CountGate): CoverageCell {
  const {alteration, assay, assayed, failed, mutated, offPanel, source, tested} = cell;
  const [found, decided] = [valueOf(alteration, "mutated", source), valueOf(alteration, "known", source)];
  const [done, lost] = [`${assay} done & ${patients.set}`, `${assay} failed & ${patients.set}`];
  holds(patients, [{set: decided, n: tested}]);
  holds({set: decided, n: tested}, [{set: found, n: mutated}]);
  holds(patients, [{set: done, n: assayed}, {set: lost, n: failed}]); // prettier-ignore
  return {
    ...cell,
    assayed: shown(done, assayed),
    failed: shown(lost, failed),
    tested: shown(decided, tested),
    mutated: shown(found, mutated),
    offPanel: shown(`${alteration} off panel & ${patients.set}`, offPanel)
  };
}

function shownEndpoint(row: EndpointSupport, patients: SizedSet, {holds, shown}: CountGate): EndpointSupport {
  const {definition, source} = row;
  const [followed, events, competing] = ["followed", "event", "competing"].map((state) =>
    valueOf(definition, state, source)
  );
  holds(patients, [{set: followed, n: row.n}]);
  holds({set: followed, n: row.n}, [{set: events, n: row.events}, {set: competing, n: row.competing}]); // prettier-ignore
  return {
    ...row,
    n: shown(followed, row.n),
    events: shown(events, row.events),
    competing: shown(competing, row.competing)
  };
}

function shownAgreement(row: AgreementRow, {holds, known, shown}: CountGate): AgreementRow {
  const name = (what: string) => `${row.fact} of ${row.supplied} and ${row.derived}, ${what} & ${sourceOf(row.source)}`;
  holds({set: name("both"), n: row.n}, [{set: name("alike"), n: row.agree}]);
  return {
    ...row,
    n: shown(name("both"), row.n),
    agree: shown(name("alike"), row.agree),
    onlySupplied: known(name("supplied"), row.onlySupplied),
    onlyDerived: known(name("derived"), row.onlyDerived)
  };
}
