import type {Column} from "../../../src/model/column.js";
import {parseTarget, targets} from "../../study/targets.js";
import type {HarmonisedTables} from "../harmonisedTables.js";
import type {OpenFile} from "../openSource.js";
import {describeCoded, describeColumn, describeCondition, describeDay} from "./describeRule.js";
import type {ColumnRead, ProvenanceLog} from "./provenanceLog.js";

/** What is known of one raw column that feeds a variable. */
export interface Feed {
  readonly table: string;
  readonly column: string;
  /** Kind of row that it feeds: event, phase or endpoint. */
  readonly scope?: string;
  readonly file: OpenFile;
  readonly rawColumn: string;
  readonly rule: string;
  readonly unit?: {readonly from: string; readonly to: string};
  readonly values: number;
  /** Values whose unit was converted, where each row tells its own. */
  readonly converted?: number;
}

/** Raw columns read into variables; of a column that was read twice into the same variable, the last reading. */
export function columnFeeds({reads, decisions}: ProvenanceLog, tables: HarmonisedTables): Feed[] {
  const last = new Map<string, ColumnRead>();
  for (const read of reads) last.set(JSON.stringify([read.file.name, read.column, read.declared.to]), read);
  return [...last.values()].flatMap((read): Feed[] => {
    const {file, column, declared} = read;
    const target = parseTarget(declared.to);
    if (!target) return [];
    if (declared.to === karyotypeText) return karyotypeFeeds(read, [...last.values()], tables);
    const {name} = target;
    const alteration = target.table === "alterations";
    const variable: Column | undefined = target.table === "alterations" ? undefined : targets[target.table].get(name);
    const rule = describeColumn(declared, variable, file.spec);
    const {ratio, unit, yearsTo} = declared;
    const feed: Feed = {
      table: alteration ? "patient_features" : target.table,
      column: name,
      file,
      rawColumn: column,
      rule: alteration ? `${rankWords(`${file.name}.${column}`, decisions.get(name)?.evidence)}; ${rule}` : rule,
      unit: typeof unit === "string" && variable?.unit !== undefined ? {from: unit, to: variable.unit} : undefined,
      values: usedValues(read),
      converted: convertedValues(read, variable)
    };
    const other =
      ratio?.with ??
      (yearsTo?.file === undefined ? yearsTo?.column : undefined) ??
      (typeof unit === "object" ? unit.column : undefined);
    return other === undefined
      ? [feed]
      : [feed, {...feed, rawColumn: other, unit: undefined, converted: 0, rule: `see ${column}`}];
  });
}

/** The text of a karyotype, which is no variable itself. */
const karyotypeText = "cytogenetics.karyotype";

/** Columns by which rows are found; the text says nothing of them. */
const keys: ReadonlySet<string> = new Set(["sample_id", "patient_id", "seq"]);

/** What is read from the text of a karyotype: whatever the curated columns of the source leave open, and more. */
function karyotypeFeeds(text: ColumnRead, reads: readonly ColumnRead[], tables: HarmonisedTables): Feed[] {
  const {file, column, declared} = text;
  const missing = describeColumn(declared, undefined, file.spec);
  const parsed = ["cytogenetics", "karyotype_flags", "cytogenetic_evidence", "cytogenetic_abnormalities"] as const;
  return parsed.flatMap((table) =>
    tables[table].schema.columns.flatMap(({name}): Feed[] => {
      const known = tables[table].column(name).values.reduce((n: number, cell) => n + (cell === null ? 0 : 1), 0);
      if (keys.has(name) || known === 0) return [];
      const curated =
        table === "cytogenetics" ? reads.find((d) => d.declared.to === `cytogenetics.${name}`) : undefined;
      const rule = curated ? `read by ISCN; fills what ${curated.column} leaves open` : "read by ISCN";
      const values = Math.max(0, known - (curated ? usedValues(curated) : 0));
      return [
        {table, column: name, file, rawColumn: column, rule: missing === "" ? rule : `${missing}; ${rule}`, values}
      ];
    })
  );
}

/** Values in rows that were used in the end. */
function usedValues({file, known}: ColumnRead, among: (row: number) => boolean = () => true): number {
  let n = 0;
  for (let row = 0; row < file.raw.rows; ++row)
    if ((known[row >> 3] & (1 << (row & 7))) !== 0 && file.ledger.isUsed(row) && among(row)) ++n;
  return n;
}

/** Values in rows that tell another unit than that of the variable; undefined if the unit is the same in all rows. */
function convertedValues(read: ColumnRead, variable: Column | undefined): number | undefined {
  const {unit} = read.declared;
  if (typeof unit !== "object") return undefined;
  const cells = read.file.raw.column(unit.column);
  return usedValues(read, (row) => unit.codes[cells[row].trim()] !== variable?.unit);
}

/** The place of one piece of evidence among those that may decide an alteration, in words. */
export function rankWords(name: string, evidence: readonly string[] | undefined): string {
  const at = evidence?.indexOf(name) ?? -1;
  if (!evidence || at < 0) return "compared only";
  return evidence.length === 1 ? "decides" : `decides where known, ${at + 1} of ${evidence.length}`;
}

/** Raw columns that tell of events, treatments and ready-made endpoints. */
export function courseFeeds(file: OpenFile, provenance: ProvenanceLog, tables: HarmonisedTables): Feed[] {
  const {spec, raw} = file;
  const feeds: Feed[] = [];
  const timed = [
    ...spec.events.map((d) => ({d, table: "events", kind: "event", scope: d.event, day: "day", raw: d.day})),
    ...spec.treatments.map((d) => ({
      d,
      table: "treatments",
      kind: "phase",
      scope: d.phase,
      day: "start_day",
      raw: d.start
    }))
  ];
  for (const {d, table, kind, scope, day, raw: dayColumn} of timed) {
    const {rows, days} = provenance.foundBy(d);
    const known = days.reduce((n: number, value) => n + (value === null ? 0 : 1), 0);
    const unit = {from: d.unit, to: "d"};
    feeds.push({
      table,
      column: day,
      scope,
      file,
      rawColumn: dayColumn,
      rule: describeDay(d.unit, d.when),
      unit,
      values: known
    });
    for (const rawColumn of Object.keys(d.when ?? {}))
      feeds.push({table, column: kind, scope, file, rawColumn, rule: describeCondition(d.when!), values: rows.length});
    if (!d.when)
      feeds.push({
        table,
        column: kind,
        scope,
        file,
        rawColumn: dayColumn,
        rule: "where it has a day",
        values: rows.length
      });
    const coded = "event" in d ? {cause: d.cause} : {donor: d.donor, remission_at_hct: d.remission_at_hct};
    for (const [column, list] of Object.entries(coded)) {
      if (!list) continue;
      const cells = raw.column(list.column);
      const readable = {...list.codes, ...list.repairs};
      const values = rows.filter((row) => Object.hasOwn(readable, cells[row].trim())).length;
      feeds.push({table, column, scope, file, rawColumn: list.column, rule: describeCoded(list, spec), values});
    }
  }
  for (const d of spec.responses) {
    const {rows, days} = provenance.foundBy(d);
    const known = days.reduce((n: number, value) => n + (value === null ? 0 : 1), 0);
    const shared = {table: "responses", scope: undefined, file};
    if (d.day !== undefined)
      feeds.push({
        ...shared,
        column: "day",
        rawColumn: d.day,
        rule: describeDay(d.unit, d.when),
        unit: {from: d.unit, to: "d"},
        values: known
      });
    const coded = {response: d.response, after_phase: d.after_phase};
    for (const [column, list] of Object.entries(coded))
      if (typeof list === "object") {
        const cells = raw.column(list.column);
        const readable = {...list.codes, ...list.repairs};
        const values = rows.filter((row) => Object.hasOwn(readable, cells[row].trim())).length;
        feeds.push({...shared, column, rawColumn: list.column, rule: describeCoded(list, spec), values});
      }
    for (const rawColumn of Object.keys(d.when ?? {}))
      feeds.push({...shared, column: "response", rawColumn, rule: describeCondition(d.when!), values: rows.length});
  }
  for (const {endpoint, time, unit, status} of spec.reported) {
    const endpoints = tables.reported_outcomes.column("endpoint").values;
    const values = endpoints.reduce((n: number, name) => n + (name === endpoint ? 1 : 0), 0);
    const shared = {table: "reported_outcomes", scope: endpoint, file, values};
    const days = describeDay(unit, undefined);
    feeds.push(
      {...shared, column: "time_days", rawColumn: time, rule: days, unit: {from: unit, to: "d"}},
      {...shared, column: "status", rawColumn: status.column, rule: describeCoded(status, spec)}
    );
  }
  return feeds;
}
