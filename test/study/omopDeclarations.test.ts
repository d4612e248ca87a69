import {describe, expect, it} from "vitest";
import {harmonisedOnce, partner} from "../support/partner.js";
import {loadStudy} from "../../loaders/study/loadStudy.js";
import {studySchema} from "../../loaders/study/studySchema.js";

const mapping = `source: TEST
version: 1.0.0
samples:
  diagnosis: {timepoint: diagnosis}
conceptSets:
  haemoglobin: [3000963, 3000964]
  leukaemia: [132853]
files:
  person:
    file: person
    format: {kind: omop}
    rows: patients
    key: {column: person_id}
  period:
    file: observation_period
    format: {kind: omop}
    rows: details
    key: {column: person_id}
    dates: {observation_period_end_date: {format: yyyy-MM-dd, from: observation_period_start_date}}
    columns:
      observation_period_end_date: {to: patients.followup_days, unit: d}
  measurement:
    file: measurement
    format: {kind: omop}
    rows: details
    key: {column: person_id}
    pivot: {names: measurement_concept_set, values: [value_as_number], first: measurement_date}
    columns:
      haemoglobin.value_as_number: {to: patients.haemoglobin, unit: g/dL}
  condition:
    file: condition_occurrence
    format: {kind: omop}
    rows: facts
    key: {column: person_id}
    dates: {condition_start_date: {format: yyyy-MM-dd, from: {file: period, column: observation_period_start_date}}}
    events:
      - event: relapse
        day: condition_start_date
        when: {condition_concept_set: leukaemia, condition_status_source_value: {is: 1, not: 0}}
`;

const raw = {
  person: "person_id,gender_concept_id,year_of_birth,month_of_birth\n1,8507,1950,\n2,8532,2001,3\n",
  observation_period:
    "observation_period_id,person_id,observation_period_start_date,observation_period_end_date\n1,1,2001-01-01,2002-01-01\n2,2,2001-01-01,2003-01-01\n",
  measurement: [
    "measurement_id,person_id,measurement_concept_id,measurement_date,value_as_number",
    ...["1,1,3000963,2001-05-01,12", "2,1,3000964,2001-02-01,9", "3,2,3000963,,8", "4,2,3000963,2001-03-01,10"],
    ...["5,2,77,2001-03-01,1", "6,1,77,2001-03-01,2", "7,1,78,2001-03-01,2", ""]
  ].join("\n"),
  condition_occurrence: [
    "condition_occurrence_id,person_id,condition_concept_id,condition_start_date,condition_status_source_value",
    ...["1,1,132853,2001-06-01,0", "2,2,132853,2001-02-01,1", "3,1,99,2001-06-01,1", ""]
  ].join("\n")
};

const read = await harmonisedOnce({mapping, raw});
const fault = (from: string, to: string): string => {
  expect(mapping).toContain(from);
  try {
    loadStudy(partner({mapping: mapping.replace(from, to)}), "test");
  } catch (error) {
    return (error as Error).message;
  }
  return "";
};

describe("a mapping of the common data model", () => {
  it("takes the first value of a patient and concept set by date, and counts the others", () => {
    const values = read.rows("patients").map(({haemoglobin, followup_days}) => [haemoglobin, followup_days]);
    expect(values.sort()).toEqual([
      [10, 730],
      [9, 365]
    ]);
    const left = read
      .rows("findings")
      .filter(({file, rule_id}) => file === "measurement" && rule_id === "rows_left_out");
    expect(left.map(({n, description}) => [n, description])).toEqual([
      [3, "Records left out on purpose: another measurement_concept_set than the mapping reads"],
      [
        2,
        "Records left out on purpose: another row of the patient and measurement_concept_set is the first by measurement_date"
      ]
    ]);
  });

  it("makes no event of a condition that is recorded as absent, nor of one in no set", () => {
    expect(read.rows("events").map(({event, day}) => [event, day])).toEqual([["relapse", 31]]);
  });

  it("lists concepts in no set by how often they stand", () => {
    const listed = read.rows("unmapped_tokens").map(({file, column, token, n}) => [file, column, token, n]);
    expect(listed).toEqual([
      ["measurement", "measurement_concept_id", "77", 2],
      ["measurement", "measurement_concept_id", "78", 1],
      ["condition_occurrence", "condition_concept_id", "99", 1]
    ]);
  });

  it("finds who would have been born after an event, as far as the birth is known", () => {
    const found = read.rows("findings").filter(({rule_id}) => rule_id === "birth_after_event");
    expect(found.map(({file, n, n_checked}) => [file, n, n_checked])).toEqual([
      ["observation_period", 1, 2],
      ["measurement", 0, 2],
      ["condition_occurrence", 1, 2]
    ]);
  });

  it("is refused for a concept in two sets, a set that it does not name, and a table of a later version", () => {
    expect(fault("[132853]", "[132853, 3000963]")).toMatch(
      /conceptSets\.leukaemia\.1: duplicate concept: 3000963 is already in haemoglobin$/u
    );
    expect(fault("condition_concept_set: leukaemia", "condition_concept_set: leukemia")).toMatch(
      /files\.condition\.events\.0\.when\.condition_concept_set: unknown concept set: leukemia$/u
    );
    expect(fault("haemoglobin.value_as_number:", "hb.value_as_number:")).toMatch(/unknown concept set: hb$/u);
    expect(fault("[132853]", "[C92.0]")).toMatch(/expected a concept id/u);
    expect(
      fault(
        "file: condition_occurrence\n    format: {kind: omop}",
        "file: episode\n    format: {kind: omop, version: 5.3}"
      )
    ).toMatch(/files\.condition\.format\.version: unknown table in 5\.3: episode$/u);
  });
});

describe("a database of a study", () => {
  const declared = (database: object, more: object = {}): string[] => {
    const source = {id: "A", name: "A", kind: "registry", index_event: "diagnosis", simulated: "false"};
    const rest = {version: "1", mapping: "data/mappings/test.yaml", database, ...more};
    const result = studySchema.safeParse({
      ...{id: "a", title: "A", disease: "aml", tier: "internal"},
      sources: [{...source, ...rest}]
    });
    return result.success ? [] : result.error.issues.map(({path, message}) => `${path.join(".")}: ${message}`);
  };

  it("has an address without password, or a variable that holds it, and a schema", () => {
    expect(
      declared({url: "postgresql://reader@db.example:5432/omop", schema: "cdm", password: "OMOP_PASSWORD"})
    ).toEqual([]);
    expect(declared({url: "$OMOP_URL", schema: "cdm"})).toEqual([]);
    for (const url of ["postgresql://reader:secret@db/omop", "postgres://db/omop?password=secret", "https://db", "db"])
      expect(declared({url, schema: "cdm"})).toEqual([
        "sources.0.database.url: expected postgresql://user@host/database without password, or $NAME"
      ]);
    expect(declared({url: "$OMOP_URL", schema: "cdm"}, {data: ["raw"]})).toEqual([
      "sources.0.data: invalid key: the source is a database"
    ]);
  });
});
