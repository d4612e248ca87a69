import {createHash} from "node:crypto";
import {mkdtempSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {ConceptLookups, lookupTables} from "../../loaders/harmonise/conceptLookups.js";
import {FindingLog} from "../../loaders/harmonise/findingLog.js";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {sourceFolder} from "../../loaders/harmonise/sourceFolder.js";
import {arrowBytes} from "../../loaders/release/arrowTable.js";
import type {TableData} from "../../loaders/release/tableData.js";
import {cdmTables} from "../../loaders/sources/omop/cdmTables.js";
import {csvTables} from "../../loaders/sources/omop/csvTables.js";
import type {CsvTableFormat} from "../../loaders/sources/omop/csvTables.js";
import {openTables} from "../../loaders/sources/omop/openTables.js";
import {withPostgres} from "../../loaders/sources/omop/postgresTables.js";
import {type OmopTable, readOmopTable} from "../../loaders/sources/omop/readOmopTable.js";
import {tableFile} from "../../loaders/sources/omop/tableFiles.js";
import {omopFormatSchema} from "../../loaders/study/formatSchema.js";
import type {LoadedSource} from "../../loaders/study/loadStudy.js";
import {loadStudy} from "../../loaders/study/loadStudy.js";
import type {StudySource} from "../../loaders/study/studySchema.js";
import type {WholeTable} from "../support/omopParquet.js";
import {wholeTable, writeParquet} from "../support/omopParquet.js";
import type {TestPostgres} from "../support/postgres.js";
import {asOwner, loadTables, noPostgres, postgresBin, startPostgres} from "../support/postgres.js";
import {absent, root, sharedData} from "../support/sharedData.js";
import {reader, tally} from "../support/tables.js";

const scratch = mkdtempSync(join(tmpdir(), "hemiola-omop-"));
afterAll(() => rmSync(scratch, {recursive: true, force: true}));
const options = {cache: join(scratch, "cache"), offline: true};

/** Harmonises a study whose source is changed, and whose files are those in a folder, if it is given. */
async function tablesOf(study: string, change: Partial<StudySource> = {}, environment = {}): Promise<TableData[]> {
  const [{source, mapping}] = loadStudy(root, study).sources;
  const entry: LoadedSource = {source: {...source, ...change}, mapping};
  const folder = await sourceFolder(root, entry, undefined, options, {...process.env, ...environment});
  return (await harmoniseStudy({study, root, folders: new Map([[source.id, folder]])})).tables;
}

const hashes = (tables: readonly TableData[]): Record<string, string> =>
  Object.fromEntries(
    tables.map((table) => [table.schema.name, createHash("sha256").update(arrowBytes(table)).digest("hex")])
  );

/** All rows of the tables that the mapping of a study reads. */
async function wholeTables(study: string, folder: string): Promise<WholeTable[]> {
  const [{source, mapping}] = loadStudy(root, study).sources;
  const formats = new Map(Object.values(mapping.files).map(({file, format}) => [file, format as CsvTableFormat]));
  for (const [table, format] of lookupTables(mapping))
    if (tableFile(folder, table, undefined, false) !== undefined) formats.set(table, format);
  return Promise.all(
    [...formats].map(([table, format]) =>
      wholeTable(
        csvTables(() => tableFile(folder, table, source.tables?.[table])!, format),
        table
      )
    )
  );
}

const studies = {dresden_omop: "aml_synthetic_omop", synthea_omop: "omop_cdm/synthea27nj"};
const bin = postgresBin();
let server: TestPostgres | undefined;
if (bin !== undefined && Object.values(studies).some((name) => sharedData(name))) server = await startPostgres(bin);
afterAll(() => server?.stop());

for (const [study, name] of Object.entries(studies)) {
  const folder = sharedData(name);
  describe.skipIf(folder === undefined)(`${study} (${folder ? "present" : absent(name)})`, async () => {
    if (folder === undefined) return;
    const whole = await wholeTables(study, folder);
    const tables = await tablesOf(study);
    const expected = hashes(tables);

    it("has the same bytes from Parquet as from delimited text", async () => {
      const parquet = join(scratch, study);
      writeParquet(parquet, whole);
      const read = await tablesOf(study, {data: [parquet], tables: undefined});
      expect(hashes(read)).toEqual(expected);
      expect(Object.keys(expected).length).toBeGreaterThan(20);
    });

    it.skipIf(server === undefined)(
      `has the same bytes from PostgreSQL as from delimited text${server ? "" : ` (${noPostgres})`}`,
      async () => {
        await loadTables(server!, study, whole);
        const database = {url: "$TEST_DATABASE", schema: study, password: "TEST_PASSWORD"};
        const environment = {TEST_DATABASE: server!.reader, TEST_PASSWORD: server!.readerPassword};
        const read = await tablesOf(study, {data: [], tables: undefined, database}, environment);
        expect(hashes(read)).toEqual(expected);
      }
    );

    it("lets no calendar date into the tables", () => {
      for (const {schema, columns} of tables)
        for (const [column, cells] of Object.entries(columns))
          for (const cell of Array.from(cells))
            if (typeof cell === "string" && /\b(?:18|19|20)\d\d-\d\d-\d\d\b/u.test(cell))
              expect.fail(`${schema.name}.${column}: ${cell}`);
    });

    if (study === "dresden_omop") dresden(reader(tables), whole);
    else synthea(reader(tables), whole);
  });
}

function dresden(data: ReturnType<typeof reader>, whole: readonly WholeTable[]): void {
  it("takes no condition that is recorded as absent for present", () => {
    const {columns} = whole.find(({table}) => table === "condition_occurrence")!;
    const cells = (name: string): (string | null)[] => columns.find((d) => d.name === name)!.cells;
    const status = cells("condition_status_source_value");
    const present = cells("condition_source_value").filter((_, row) => status[row] === "1");
    expect(tally(present)).toEqual({"del.7q.": 15, "del.9q.": 11});
    expect(tally(data.column("cytogenetics", "del7q"))).toEqual({true: 15, false: 1591});
    expect(tally(data.column("cytogenetics", "del9q"))).toEqual({true: 11, false: 1595});
  });

  it("finds that everybody would have been born after the events, and required fields that are null", () => {
    const findings = data.rows("findings");
    const born = findings.filter(({rule_id}) => rule_id === "birth_after_event");
    expect(born.map(({file, n, n_checked}) => [file, n, n_checked]).sort()).toEqual([
      ["condition_occurrence", 1606, 1606],
      ["observation", 1606, 1606]
    ]);
    const nulls = findings.filter(({rule_id, n}) => rule_id === "omop_required_null" && Number(n) > 0);
    expect(nulls.map(({file, n, description}) => [file, n, String(description).split(":")[0]])).toEqual([
      ["person", 1606, "race_concept_id"],
      ["person", 1606, "ethnicity_concept_id"]
    ]);
  });

  it("has sex by concept set, haemoglobin in g/dL, and survival only as reported", () => {
    expect(tally(data.column("patients", "sex")).null).toBeUndefined();
    expect(data.rows("patients")).toHaveLength(1606);
    expect(data.column("patients", "haemoglobin").filter((d) => d !== null)).toHaveLength(1602);
    expect(data.rows("events")).toEqual([]);
  });
}

function synthea(data: ReturnType<typeof reader>, whole: readonly WholeTable[]): void {
  it("counts days from the start of the observation period, and deaths from the table of deaths", () => {
    expect(tally(data.column("events", "event"))).toEqual({death: 3, last_contact: 28});
    expect(data.column("patients", "followup_days").every((d) => Number(d) > 0)).toBe(true);
    const born = data.rows("findings").filter(({rule_id}) => rule_id === "birth_after_event");
    expect(born.map(({n}) => n)).toEqual([0, 0, 0]);
  });

  it("has the age at the start of the observation period to the day of birth", () => {
    const cells = (table: string, name: string) =>
      whole.find((d) => d.table === table)!.columns.find((d) => d.name === name)!.cells;
    const starts = new Map(
      cells("observation_period", "person_id").map((id, row) => [
        id,
        cells("observation_period", "observation_period_start_date")[row]!
      ])
    );
    const [years, months, days] = ["year", "month", "day"].map((part) => cells("person", `${part}_of_birth`));
    const expected = cells("person", "person_id").map((id, row) => {
      const [year, month, day] = starts.get(id)!.split("-").map(Number);
      const reached = month * 100 + day >= Number(months[row]) * 100 + Number(days[row]);
      return year - Number(years[row]) - (reached ? 0 : 1);
    });
    const sorted = (values: readonly unknown[]) => values.map(Number).sort((a, b) => a - b);
    expect(sorted(data.column("patients", "age_years"))).toEqual(sorted(expected));
  });

  it("takes the first measurement of a person and concept set, and lists the concepts of none with their counts", () => {
    expect(data.column("patients", "haemoglobin").filter((d) => d !== null)).toHaveLength(28);
    const listed = data.rows("unmapped_tokens").filter(({file}) => file === "measurement");
    const {columns} = whole.find(({table}) => table === "measurement")!;
    const concepts = columns.find(({name}) => name === "measurement_concept_id")!.cells;
    const {conceptSets} = loadStudy(root, "synthea_omop").sources[0].mapping;
    const sets = new Set(Object.values(conceptSets).flatMap((set) => set.concepts));
    const counts = tally(concepts.filter((id) => !sets.has(id!)));
    expect(Object.fromEntries(listed.map(({token, n}) => [token, n]))).toEqual(counts);
    // The names are those of the source's own table of concepts.
    const named = whole.find(({table}) => table === "concept")!.columns;
    const cells = (name: string) => named.find((column) => column.name === name)!.cells;
    const names = new Map(cells("concept_id").map((id, row) => [id, cells("concept_name")[row]]));
    expect(listed.filter(({meaning}) => meaning !== null).length).toBeGreaterThan(50);
    for (const {token, meaning} of listed) expect([token, meaning]).toEqual([token, names.get(String(token)) ?? null]);
  });
}

describe.skipIf(server === undefined)(`a database (${server ? "present" : noPostgres})`, () => {
  const place = (schema: string) => ({url: server!.reader, schema, password: server!.readerPassword});
  const rowsOf = async (schema: string, table: string): Promise<number> =>
    withPostgres(place(schema), async (connection) => {
      let n = 0;
      for await (const {rows} of connection.rows(table, await connection.columns(table))) n += rows;
      return n;
    });

  it("is read as it was when reading began, and cannot be written", async () => {
    await asOwner(
      server!,
      "CREATE SCHEMA small",
      "CREATE TABLE small.person (person_id bigint, year_of_birth int)",
      "CREATE TABLE small.written (n int)",
      "INSERT INTO small.person SELECT n, 1950 FROM generate_series(1, 25000) AS n",
      "CREATE FUNCTION small.f() RETURNS int LANGUAGE sql AS 'INSERT INTO small.written VALUES (1) RETURNING n'",
      "CREATE VIEW small.death AS SELECT small.f() AS person_id",
      "GRANT USAGE ON SCHEMA small TO reader",
      "GRANT ALL ON ALL TABLES IN SCHEMA small TO reader"
    );
    const sizes = await withPostgres(place("small"), async (connection) => {
      const columns = await connection.columns("person");
      await asOwner(server!, "DELETE FROM small.person WHERE person_id > 100");
      const found: number[] = [];
      for await (const {rows} of connection.rows("person", columns)) found.push(rows);
      return found;
    });
    expect(sizes).toEqual([10_000, 10_000, 5_000]);
    expect(await rowsOf("small", "person")).toBe(100);
    await expect(rowsOf("small", "death")).rejects.toThrow(/^death: the database says: .*read-only transaction/u);
  });

  it("says what is wrong without the password", async () => {
    const wrong = {...place("small"), password: "no such password"};
    const refused = withPostgres(wrong, () => Promise.resolve());
    await expect(refused).rejects.toThrow(/^small: the database says: password authentication failed/u);
    const nowhere = `postgresql://reader:${encodeURIComponent("hidden secret")}@127.0.0.1:1/postgres`;
    const error = await withPostgres({url: nowhere, schema: "small"}, () => Promise.resolve()).catch((e: unknown) => e);
    expect(error).toMatchObject({name: "SourceError"});
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/hidden|secret/u);
    const unreadable = "no url at all: hidden secret";
    const other = await withPostgres({url: unreadable, schema: "small"}, () => Promise.resolve()).catch(String);
    expect(other).toMatch(/SourceError: small: the database says/u);
    expect(other).not.toMatch(/hidden|secret/u);
    await expect(rowsOf("small", "specimen")).rejects.toThrow(
      "specimen: missing table, expected it in the schema small"
    );
  });

  it("ends with one clear line when the connection is lost in the middle", async () => {
    await asOwner(
      server!,
      "CREATE SCHEMA lost",
      "CREATE TABLE lost.person AS SELECT n AS person_id, 1950 AS year_of_birth FROM generate_series(1, 25000) AS n",
      "GRANT USAGE ON SCHEMA lost TO reader",
      "GRANT SELECT ON ALL TABLES IN SCHEMA lost TO reader"
    );
    const kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'hemiola'";
    const seen: number[] = [];
    const broken = withPostgres(place("lost"), async (connection) => {
      for await (const {rows} of connection.rows("person", ["person_id"])) {
        seen.push(rows);
        await asOwner(server!, kill);
      }
    });
    await expect(broken).rejects.toThrow(/^person: the database says: (?:terminating connection|.*connection)/iu);
    expect(seen).toEqual([10_000]);
    // Between two tables as well.
    const between = withPostgres(place("lost"), async (connection) => {
      await connection.columns("person");
      await asOwner(server!, kill);
      await connection.columns("death");
    });
    await expect(between).rejects.toThrow(/^(?:death|lost): the database says: /u);
    // A table half written is no table.
    const [entry] = loadStudy(root, "synthea_omop").sources;
    const database = {url: "$TEST_DATABASE", schema: "lost", password: "TEST_PASSWORD"};
    const source = {...entry.source, data: [], tables: undefined, database};
    const environment = {TEST_DATABASE: server!.reader, TEST_PASSWORD: server!.readerPassword};
    const missing = sourceFolder(root, {...entry, source}, undefined, options, environment);
    await expect(missing).rejects.toThrow("observation_period: missing table, expected it in the schema lost");
  });

  it("says that there is no such schema, and quotes what it is called", async () => {
    await expect(rowsOf("nowhere", "person")).rejects.toThrow(
      "person: missing table, expected it in the schema nowhere, which does not exist or has no table that may be read"
    );
    const odd = `Odd "schema"; DROP SCHEMA small --`;
    const sql = `"${odd.replaceAll('"', '""')}"`;
    await asOwner(
      server!,
      `CREATE SCHEMA ${sql}`,
      `CREATE TABLE ${sql}."PERSON" AS SELECT 1 AS "PERSON_ID", 'no year' AS year_of_birth`,
      `GRANT USAGE ON SCHEMA ${sql} TO reader`
    );
    await expect(rowsOf(odd, "person")).rejects.toThrow("person: missing table");
    await asOwner(server!, `GRANT SELECT ON ALL TABLES IN SCHEMA ${sql} TO reader`);
    expect(await rowsOf(odd, "person")).toBe(1);
  });

  it("refuses rows whose columns are of another type than the model's, naming the column", async () => {
    await asOwner(
      server!,
      "CREATE SCHEMA typed",
      "CREATE TABLE typed.death (person_id varchar, death_date varchar)",
      "INSERT INTO typed.death VALUES ('1', '2001-02-03'), ('two', '2001-02-03'), ('3', 'yesterday')",
      "GRANT USAGE ON SCHEMA typed TO reader",
      "GRANT SELECT ON ALL TABLES IN SCHEMA typed TO reader"
    );
    const wanted = {file: "death", table: "death"};
    const {table, rejects} = await withPostgres(place("typed"), (connection) => readOmopTable(connection, wanted));
    expect(table.column("person_id")).toEqual(["1"]);
    expect(rejects.map(({column, reason}) => [column, reason]).sort()).toEqual([
      ["death_date", "not a date as yyyy-MM-dd: death_date"],
      ["person_id", "not a whole number: person_id"]
    ]);
  });

  it("gives only the rows of the concepts that are looked up, however many", async () => {
    await asOwner(
      server!,
      "CREATE SCHEMA many",
      "CREATE TABLE many.concept AS SELECT n AS concept_id, 'name ' || n AS concept_name FROM generate_series(1, 9000) AS n",
      "GRANT USAGE ON SCHEMA many TO reader",
      "GRANT SELECT ON ALL TABLES IN SCHEMA many TO reader"
    );
    const ids = new Set([...Array.from({length: 2500}, (_, i) => String(3 * i + 1)), "", "x", "99999999999"]);
    const names = await withPostgres(place("many"), async (connection) => {
      expect([await connection.has("concept"), await connection.has("concept_ancestor")]).toEqual([true, false]);
      const found: unknown[] = [];
      const only = {column: "concept_id", values: ids, type: "integer"} as const;
      for await (const {cells} of connection.rows("concept", ["concept_name"], only)) found.push(...cells[0]);
      return found;
    });
    expect(names).toHaveLength(2500);
    expect([names[0], names[1], names.at(-1)]).toEqual(["name 1", "name 4", "name 7498"]);
  });

  it("resolves codes and descendants of concept sets with no more than the rows about them", async () => {
    const cell = {integer: "7", float: "1", date: "2001-02-03", datetime: "2001-02-03 04:05:06", text: "x"};
    const table = (name: string, ...rows: Record<string, string>[]): WholeTable => ({
      table: name,
      columns: [...cdmTables.get(name)!.fields].map(([column, {type}]) => ({
        name: column,
        type,
        cells: (rows.length > 0 ? rows : [{}]).map((row: Record<string, string>) => row[column] ?? cell[type])
      }))
    });
    const ancestor = (a: string, d: string) => ({ancestor_concept_id: a, descendant_concept_id: d});
    await loadTables(server!, "lookup", [
      ...["person", "observation_period", "death", "measurement"].map((name) => table(name)),
      table(
        "concept",
        {concept_id: "7", concept_name: "one of them"},
        {concept_id: "8", vocabulary_id: "LOINC", concept_code: "718-7"},
        {concept_id: "9", vocabulary_id: "Other", concept_code: "718-7"},
        {concept_id: "10", concept_name: "of no interest"}
      ),
      table("concept_ancestor", ancestor("8", "8"), ancestor("8", "7"), ancestor("10", "7"))
    ]);
    const [entry] = loadStudy(root, "synthea_omop").sources;
    const mapping = {...entry.mapping, conceptSets: {haemoglobin: {concepts: ["LOINC:718-7"], descendants: true}}};
    const database = {url: "$TEST_DATABASE", schema: "lookup", password: "TEST_PASSWORD"};
    const environment = {TEST_DATABASE: server!.reader, TEST_PASSWORD: server!.readerPassword};
    const source = {...entry.source, data: [], tables: undefined, database};
    const folder = await sourceFolder(root, {source, mapping}, undefined, options, environment);
    const findings = new FindingLog("T");
    const lookups = new ConceptLookups(folder, mapping, findings);
    expect(await lookups.sets()).toEqual({haemoglobin: ["8", "7"]});
    expect(await lookups.names(new Set(["7", "10"]))).toEqual(new Map([["7", "one of them"]]));
    expect(lookups.inputs.map(({file}) => file)).toEqual(["concept", "concept_ancestor"]);
    expect(readFileSync(join(folder, "concept_ancestor"), "utf8").trim().split("\n")).toHaveLength(3);
  });

  it("gives every table of the model as text and Parquet do", async () => {
    const cell = {integer: "7", float: "-0.25", date: "2001-02-03", datetime: "2001-02-03 04:05:06", text: 'ä, "b"'};
    const tables = [...cdmTables].map(([table, {fields}]): WholeTable => ({
      table,
      // Two rows with different keys, and every field that may be null blank in one of them.
      columns: [...fields].map(([name, {type, needed}]) => ({
        name,
        type,
        cells: [needed ? cell[type] : null, type === "integer" ? "8" : cell[type]]
      }))
    }));
    await loadTables(server!, "everything", tables);
    const folder = join(scratch, "everything");
    writeParquet(folder, tables);
    const contents = ({table: read, rejects, notes}: OmopTable) => [
      read.columns,
      read.columns.map((name) => read.column(name)),
      rejects,
      notes
    ];
    await withPostgres(place("everything"), async (connection) => {
      for (const {table, columns} of tables) {
        const wanted = {file: table, table};
        const path = join(folder, `${table}.csv`);
        const line = (cells: readonly (string | null)[]) =>
          cells.map((d) => (d === null ? "" : `"${d.replaceAll('"', '""')}"`)).join(",");
        const rows = [
          columns.map(({name}) => name.toUpperCase()),
          ...[0, 1].map((i) => columns.map((d) => d.cells[i]))
        ];
        writeFileSync(path, `${rows.map(line).join("\n")}\n`);
        const text = await readOmopTable(await openTables(path, table, omopFormatSchema.parse({kind: "omop"})), wanted);
        const parquet = await openTables(
          join(folder, `${table}.parquet`),
          table,
          omopFormatSchema.parse({kind: "omop"})
        );
        expect(text.table.rows).toBe(2);
        expect(contents(await readOmopTable(parquet, wanted))).toEqual(contents(text));
        expect(contents(await readOmopTable(connection, wanted))).toEqual(contents(text));
      }
    });
  });

  it("leaves its tables where only their owner can read them", async () => {
    const [entry] = loadStudy(root, "dresden_omop").sources;
    const database = {url: "$TEST_DATABASE", schema: "tiny", password: "TEST_PASSWORD"};
    const table = (name: string): WholeTable => ({
      table: name,
      columns: [...cdmTables.get(name)!.fields].map(([column, {type}]) => {
        const cell = {
          integer: "7",
          float: "0.5",
          date: "2001-02-03",
          datetime: "2001-02-03 04:05:06",
          text: 'a\t"b"\n'
        };
        return {name: column, type, cells: [cell[type]]};
      })
    });
    await loadTables(server!, "tiny", ["person", "condition_occurrence", "observation"].map(table));
    const source = {...entry.source, data: [], tables: undefined, database};
    const environment = {TEST_DATABASE: server!.reader, TEST_PASSWORD: server!.readerPassword};
    const folder = await sourceFolder(root, {...entry, source}, undefined, options, environment);
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(statSync(join(folder, "person")).mode & 0o077).toBe(0);
    const text = readFileSync(join(folder, "person"), "utf8");
    expect(text).toContain('7\t7\t7\t7\t7\t2001-02-03 04:05:06\t7\t7\t7\t7\t7\t"a\t""b""\n"');
    expect(text).not.toContain(server!.readerPassword);
    const missing = sourceFolder(root, {...entry, source}, undefined, options, {TEST_DATABASE: server!.reader});
    await expect(missing).rejects.toThrow('DRESDEN: "TEST_PASSWORD": missing environment variable');
  });
});
