import {rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {loadStudy} from "../../loaders/study/loadStudy.js";
import {csvTables} from "../../loaders/sources/omop/csvTables.js";
import {formatSchema} from "../../loaders/study/formatSchema.js";
import {parquetBytes, wholeTable} from "../support/omopParquet.js";
import {harmonised, harmonisedOnce, partner} from "../support/partner.js";
import {reader} from "../support/tables.js";

/** A small database as files; every person is invented. */
const mapping = `source: TEST
version: 1.0.0
samples: {}
conceptSets:
  leukaemia: {concepts: [100], descendants: true}
  chronic: {concepts: [103], descendants: true}
  age: [4265453]
files:
  person:
    file: person
    format: {kind: omop}
    rows: patients
    key: {column: person_id}
    missing: [""]
    columns:
      year_of_birth:
        to: patients.age_years
        yearsTo: {file: period, column: observation_period_start_date, format: yyyy-MM-dd, month: month_of_birth, day: day_of_birth}
  period:
    file: observation_period
    format: {kind: omop}
    rows: details
    key: {column: person_id}
    dates: {observation_period_end_date: {format: yyyy-MM-dd, from: observation_period_start_date}}
    columns:
      observation_period_end_date: {to: patients.followup_days, unit: d}
  observation:
    file: observation
    format: {kind: omop}
    rows: details
    key: {column: person_id}
    pivot: {names: observation_concept_set, values: [value_as_number]}
    columns:
      age.value_as_number: {to: patients.age_years, unit: a, fallback: true}
  condition:
    file: condition_occurrence
    format: {kind: omop}
    rows: facts
    key: {column: person_id}
    dates: {condition_start_date: {format: yyyy-MM-dd, from: {file: period, column: observation_period_start_date}}}
    events:
      - {event: relapse, day: condition_start_date, when: {condition_concept_set: leukaemia}}
      - {event: second_malignancy, day: condition_start_date, when: {condition_concept_set: chronic}}
`;

const raw = {
  person: [
    "person_id,gender_concept_id,year_of_birth,month_of_birth,day_of_birth",
    ...["1,8507,1950,5,31", "2,8532,1950,6,2", "3,8507,1950,6,", "4,8507,,,", "5,8532,1950,,", ""]
  ].join("\n"),
  observation_period: [
    "observation_period_id,person_id,observation_period_start_date,observation_period_end_date",
    ...[1, 2, 3, 4, 5].map((id) => `${id},${id},2001-06-01,2003-06-01`),
    ""
  ].join("\n"),
  // The age of 4, whose birth is not known, and of 1, who has one.
  observation:
    "observation_id,person_id,observation_concept_id,observation_date,value_as_number\n1,4,4265453,2001-06-01,77\n2,1,4265453,2001-06-01,99\n",
  condition_occurrence: [
    "condition_occurrence_id,person_id,condition_concept_id,condition_start_date",
    ...["1,1,100,2001-07-01", "2,2,101,2001-07-01", "3,3,102,2001-07-01", "4,4,103,2001-07-01", "5,5,999,2001-07-01"],
    ...["6,5,998,2001-07-01", "7,5,999,2001-07-01", ""]
  ].join("\n"),
  concept_ancestor: [
    "ancestor_concept_id,descendant_concept_id,min_levels_of_separation,max_levels_of_separation",
    // 103 descends from 100 but is named by a set of its own; a concept descends from itself.
    ...["100,100,0,0", "100,101,1,1", "100,102,2,2", "100,103,1,1", "500,999,1,1", ""]
  ].join("\n"),
  concept: [
    "concept_id,concept_name,domain_id,vocabulary_id,concept_class_id,standard_concept,concept_code,valid_start_date,valid_end_date,invalid_reason",
    '999,"Something else, unspecified",Condition,SNOMED,Clinical Finding,S,1,1970-01-01,2099-12-31,',
    "100,Leukaemia,Condition,SNOMED,Clinical Finding,S,2,1970-01-01,2099-12-31,",
    ""
  ].join("\n")
};

type Tables = ReturnType<typeof reader>;
const events = ({rows}: Tables) =>
  rows("events")
    .map(({event, day}) => `${String(event)} ${String(day)}`)
    .sort();
const listed = ({rows}: Tables) => rows("unmapped_tokens").map(({token, meaning, n}) => [token, meaning, n]);
const base = await harmonisedOnce({mapping, raw});
const withDescendants = ["relapse 30", "relapse 30", "relapse 30", "second_malignancy 30"];

describe("concepts of a database", () => {
  it("belong to the set of an ancestor where the set says so, and to the set that names them first of all", () => {
    expect(events(base)).toEqual(withDescendants);
    expect(base.findings().concept_ancestor_missing).toBe(0);
  });

  it("are listed with their names where the source tells them, else by their ids alone", async () => {
    expect(listed(base)).toEqual([
      ["999", "Something else, unspecified", 2],
      ["998", null, 1]
    ]);
    const without = partner({mapping, raw});
    rmSync(join(without, "raw/concept"));
    const {tables} = await harmoniseStudy({study: "test", root: without});
    expect(listed(reader(tables))).toEqual([
      ["999", null, 2],
      ["998", null, 1]
    ]);
  });

  it("are the same from Parquet, and written otherwise than the other tables", async () => {
    const root = partner({mapping, raw});
    const format = formatSchema.parse({kind: "omop"});
    for (const table of ["concept", "concept_ancestor"]) {
      const path = join(root, "raw", table);
      writeFileSync(
        path,
        parquetBytes(
          await wholeTable(
            csvTables(() => path, format as never),
            table
          )
        )
      );
    }
    const {tables} = await harmoniseStudy({study: "test", root});
    expect(events(reader(tables))).toEqual(withDescendants);
    expect(listed(reader(tables))[0]).toEqual(["999", "Something else, unspecified", 2]);
    const tabs = await harmonised({
      mapping: mapping.replace("files:", "vocabulary: {format: {kind: omop, delimiter: tab, quote: none}}\nfiles:"),
      raw: {
        ...raw,
        concept: 'concept_id\tconcept_name\n999\tA 5" needle\n',
        concept_ancestor: "ancestor_concept_id\tdescendant_concept_id\n100\t101\n100\t102\n"
      }
    });
    expect(events(tabs)).toEqual(withDescendants);
    expect(listed(tabs)[0]).toEqual(["999", 'A 5" needle', 2]);
  });

  it("have no descendants without the table that tells them, which is a finding", async () => {
    const root = partner({mapping, raw});
    rmSync(join(root, "raw/concept_ancestor"));
    const tables = reader((await harmoniseStudy({study: "test", root})).tables);
    expect(events(tables)).toEqual(["relapse 30", "second_malignancy 30"]);
    expect(tables.findings().concept_ancestor_missing).toBe(2);
  });

  it("may be named by their codes in a vocabulary, which the table of concepts tells", async () => {
    const byCode = mapping
      .replace("concepts: [100]", "concepts: [SNOMED:2]")
      .replace("[4265453]", "[LOINC:30525-0, 5]");
    const tables = await harmonised({
      mapping: byCode,
      raw: {...raw, concept: `${raw.concept}7,Age,Measurement,LOINC,x,S,2,1970-01-01,2099-12-31,\n`}
    });
    expect(events(tables)).toEqual(withDescendants);
    // SNOMED 2 is known, LOINC 30525-0 is not, and the ages of the observations stay unread.
    expect(tables.findings().concept_code_unknown).toBe(1);
    const [found] = tables.rows("findings").filter(({rule_id}) => rule_id === "concept_code_unknown");
    expect(found.description).toBe("Codes of concept sets that no concept of the source has: LOINC:30525-0");
    expect(listed(tables)).toContainEqual(["4265453", null, 2]);
  });

  it("stop the run where two sets would have one, or a table is damaged", async () => {
    const both = {...raw, concept_ancestor: `${raw.concept_ancestor}103,101,1,1\n`};
    await expect(harmonised({mapping, raw: both})).rejects.toThrow(
      "concept_ancestor: concept 101 descends from concepts of two sets: leukaemia and chronic"
    );
    const twice = mapping.replace("concepts: [103]", "concepts: [SNOMED:2]");
    await expect(harmonised({mapping: twice, raw})).rejects.toThrow(
      "concept: concept 100 is in two sets: leukaemia and chronic"
    );
    await expect(harmonised({mapping, raw: {...raw, concept: "concept_id,name\n1,x\n"}})).rejects.toThrow(
      "concept: column concept_name: missing column"
    );
    await expect(harmonised({mapping, raw: {...raw, concept: "PAR1 and no more"}})).rejects.toThrow(
      "concept: damaged Parquet file"
    );
  });
});

describe("an age", () => {
  it("counts to a date of another table, to the day of birth as far as it is known, else comes from an observation", () => {
    const {rows} = base;
    // Born on 31 May, on 2 June, in June, at a time not known, in 1950.
    expect(
      rows("patients")
        .map(({age_years}) => Number(age_years))
        .sort()
    ).toEqual([50, 51, 51, 51, 77]);
    expect(rows("rejects")).toEqual([]);
  });

  it("does not count to a file that is not there, has several rows a patient, or holds days", () => {
    const fault = (from: string, to: string): string => {
      try {
        loadStudy(partner({mapping: mapping.replace(from, to)}), "test");
      } catch (error) {
        return (error as Error).message;
      }
      return "";
    };
    const at = /files\.person\.columns\.year_of_birth\.yearsTo\./u;
    expect(fault("file: period, column", "file: visits, column")).toMatch(/yearsTo\.file: unknown file: visits$/u);
    expect(fault("file: period, column", "file: observation, column")).toMatch(
      /observation has several rows a patient/u
    );
    const days = fault("column: observation_period_start_date, format", "column: observation_period_end_date, format");
    expect(days).toMatch(/yearsTo\.column: invalid column: observation_period_end_date is read as days$/u);
    expect(days).toMatch(at);
    expect(fault("month: month_of_birth, day", "day")).toMatch(/missing key: month$/u);
  });
});
