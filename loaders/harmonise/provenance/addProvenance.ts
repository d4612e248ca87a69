import type {HarmonisedTables} from "../harmonisedTables.js";
import type {OpenFile} from "../openSource.js";
import type {Cohort} from "../patients.js";
import type {ReasonedTable} from "../reasonedTable.js";
import type {SourceContext} from "../sourceContext.js";
import {unitFactor} from "../units.js";
import {decidedBy} from "./decidedBy.js";
import {derivations} from "./derivations.js";
import {columnFeeds, courseFeeds, type Feed, rankWords} from "./feeds.js";
import {rawTokens, tokenPrefix} from "./rawTokens.js";

/**
 * Appends where the values of a source come from: per variable the raw columns that feed it and the rule, and the
 * variables that are derived. In an internal release it also gives the raw tokens, one table per file, and by which
 * evidence alterations were decided; in any other release there are none.
 */
export function addProvenance(
  cohort: Cohort,
  files: readonly OpenFile[],
  joins: ReadonlyMap<OpenFile, Int32Array>,
  context: SourceContext
): ReasonedTable[] {
  const {source, study, provenance, tables} = context;
  const internal = study.study.tier === "internal";
  const tokens = new Map<OpenFile, ReasonedTable>();
  if (internal)
    for (const file of files.filter(({spec}) => !tooLarge.has(spec.rows)))
      tokens.set(file, rawTokens(source.id, file, joins.get(file)!, provenance.calls.get(file), cohort));
  const feeds = [...columnFeeds(provenance, tables), ...files.flatMap((file) => courseFeeds(file, provenance, tables))];
  for (const feed of feeds) {
    const table = tokens.get(feed.file);
    const kept = table?.schema.columns.some(({name}) => name === tokenPrefix + feed.rawColumn) ?? false;
    const factor = feed.unit && unitFactor(feed.unit.from, feed.unit.to);
    tables.provenance.push(
      {
        source_id: source.id,
        table: feed.table,
        column: feed.column,
        scope: feed.scope ?? null,
        file: feed.file.spec.file,
        raw_column: feed.rawColumn,
        rule_id: internal && !kept ? `${feed.rule}; the tokens are ${table ? "withheld" : "not kept"}` : feed.rule,
        unit_from: feed.unit?.from ?? null,
        unit_to: feed.unit?.to ?? null,
        factor: factor ?? null,
        n_values: feed.values,
        n_converted: feed.converted ?? (factor === undefined || factor === 1 ? 0 : feed.values),
        records_table: table?.schema.name ?? null,
        tokens_table: kept ? table!.schema.name : null
      },
      "NOT_APPLICABLE"
    );
  }
  addDerived(feeds, context);
  const deciding = internal ? decidedBy(source.id, provenance.decisions, cohort) : undefined;
  return [...tokens.values(), ...(deciding ? [deciding] : [])];
}

/** Files that hold many times more cells than all others, each of which says little. */
const tooLarge: ReadonlySet<string> = new Set(["segments", "cna", "expression"]);

/** Appends the variables that have values without a raw column, and the evidence for alterations that is not one. */
function addDerived(feeds: readonly Feed[], {source, tables, provenance}: SourceContext): void {
  const fed = new Set(feeds.map(({table, column}) => JSON.stringify([table, column])));
  const add = (table: string, column: string, rule: string, values: number): void =>
    tables.provenance.push(
      {source_id: source.id, table, column, rule_id: rule, n_values: values, n_converted: 0},
      "NOT_APPLICABLE"
    );
  for (const [table, rules] of Object.entries(derivations)) {
    const harmonised: ReasonedTable = tables[table as keyof HarmonisedTables];
    for (const {name} of harmonised.schema.columns) {
      const known = harmonised.column(name).values.reduce((n: number, cell) => n + (cell === null ? 0 : 1), 0);
      const called = table === "patient_features" ? provenance.decisions.get(name) : undefined;
      if (called) {
        const at = called.evidence.indexOf("calls");
        const values = called.by.reduce((n, by) => n + (by === at ? 1 : 0), 0);
        if (at >= 0) add(table, name, `${rankWords("calls", called.evidence)}; ${rules["*"]}`, values);
      } else if (known > 0 && !fed.has(JSON.stringify([table, name])))
        add(table, name, rules[name] ?? rules["*"], known);
    }
  }
}
