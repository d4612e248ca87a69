import {cdmTables} from "../sources/omop/cdmTables.js";
import {birthColumns} from "../sources/omop/readOmopTable.js";
import type {RawTable} from "../sources/rawTable.js";
import type {RawResult} from "../sources/readRaw.js";
import type {FindingLog} from "./findingLog.js";
import type {HarmonisedTables} from "./harmonisedTables.js";

/** Collects what is to say of the tables of a common data model as they are read. */
export class OmopFindings {
  private readonly read = new Map<string, RawTable>();
  private readonly listed = new Map<string, {file: string; column: string; concept: string; n: number}>();

  constructor(
    private readonly source: string,
    private readonly findings: FindingLog,
    private readonly tables: Pick<HarmonisedTables, "unmapped_tokens">
  ) {}

  /** The concepts that are in no set. */
  get unlisted(): ReadonlySet<string> {
    return new Set([...this.listed.values()].map(({concept}) => concept));
  }

  /** Records what was noticed while a table was read, and which concepts are in no set. */
  add(name: string, {table, notes = [], unlisted = []}: RawResult): void {
    const {file} = table;
    this.read.set(name, table);
    for (const note of notes) this.findings.add({file, ...note});
    for (const {column, concept, n} of unlisted) {
      const key = JSON.stringify([file, column, concept]);
      if (!this.listed.has(key)) this.listed.set(key, {file, column, concept, n});
    }
  }

  /**
   * Lists the concepts that are in no set, and counts by table the persons who would have been born after what the table
   * tells of them.
   *
   * @param names of concepts, as far as the source tells
   */
  finish(names: ReadonlyMap<string, string>): void {
    for (const {file, column, concept, n} of this.listed.values()) {
      const [reason, meaning] = ["concept in no concept set", names.get(concept) ?? null];
      this.tables.unmapped_tokens.push({source_id: this.source, file, column, token: concept, meaning, reason, n});
    }
    const person = this.read.get("person");
    if (!person) return;
    const births = birthsOf(person);
    for (const [name, table] of this.read) {
      const start = cdmTables.get(name)?.start;
      if (start === undefined || !table.columns.includes(start)) continue;
      const days = table.column(start);
      const early = new Set<string>();
      const checked = new Set<string>();
      table.column("person_id").forEach((id, row) => {
        const birth = births.get(id);
        if (birth === undefined || days[row] === "") return;
        checked.add(id);
        if (days[row].slice(0, birth.length) < birth) early.add(id);
      });
      this.findings.add({
        file: table.file,
        rule: "birth_after_event",
        category: "plausibility",
        severity: "error",
        n: early.size,
        checked: checked.size,
        description: `Persons born after the ${start} of one of their rows`
      });
    }
  }
}

/** Year, month and day of birth as far as they are known, by person: `1948`, `1948-05`, `1948-05-31`. */
function birthsOf(person: RawTable): Map<string, string> {
  const [years, months, days] = birthColumns.map((name) =>
    person.columns.includes(name) ? person.column(name) : undefined
  );
  const births = new Map<string, string>();
  person.column("person_id").forEach((id, row) => {
    const [year, month, day] = [years, months, days].map((cells) => cells?.[row] ?? "");
    if (year === "") return;
    const known = [year.padStart(4, "0")];
    if (month !== "") known.push(month.padStart(2, "0"));
    if (month !== "" && day !== "") known.push(day.padStart(2, "0"));
    births.set(id, known.join("-"));
  });
  return births;
}
