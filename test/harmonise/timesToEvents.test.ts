import {beforeAll, describe, expect, it} from "vitest";
import {FindingLog} from "../../loaders/harmonise/findingLog.js";
import {timesToEvents} from "../../loaders/harmonise/timesToEvents.js";
import type {RawTable} from "../../loaders/sources/rawTable.js";
import {timeToEventSchema} from "../../loaders/study/timeToEventSchema.js";
import {harmonisedOnce, partner} from "../support/partner.js";
import {loadStudy} from "../../loaders/study/loadStudy.js";
import type {XptColumn} from "../support/xptWriter.js";
import {xptFile} from "../support/xptWriter.js";

function table(columns: Readonly<Record<string, readonly string[]>>): RawTable {
  const names = Object.keys(columns);
  return {
    file: "adtte.xpt",
    columns: names,
    rows: columns[names[0]].length,
    column: (name) => columns[name],
    recordNumber: (index) => index + 1
  };
}

function times(columns: Readonly<Record<string, readonly string[]>>, declared: object) {
  const {table: made, refusals} = timesToEvents(table(columns), timeToEventSchema.parse(declared), new FindingLog("T"));
  return {days: made.column("DAYS"), status: made.column("STATUS"), refused: [...refusals]};
}

describe("timesToEvents(raw, declared, findings)", () => {
  const AVAL = ["1", "42", "", "0"];
  const CNSR = ["0", "1", "2", ""];

  it("counts days from the start, the first being 0 or 1, and turns censoring into a status", () => {
    expect(times({AVAL, CNSR}, {unit: "d", firstDay: "1"})).toEqual({
      days: ["0", "41", "", ""],
      status: ["1", "0", "0", ""],
      refused: [[3, {reason: "no time", expected: "a number from 1 in AVAL"}]]
    });
    expect(times({AVAL, CNSR}, {unit: "d", firstDay: "0"}).days).toEqual(["1", "42", "", "0"]);
  });

  it("converts weeks, months and years, and refuses what is no time", () => {
    const AVALU = ["DAYS", "WEEKS", "MONTHS", "YEARS", "COUNT", ""];
    const codes = {DAYS: "d", WEEKS: "wk", MONTHS: "mo", YEARS: "a"};
    const columns = {AVAL: ["2", "2", "2", "2", "2", "2"], CNSR: ["0", "0", "0", "0", "0", "0"], AVALU};
    const {days, refused} = times(columns, {unit: {column: "AVALU", codes}, firstDay: "0"});
    expect(days).toEqual(["2", "14", "61", "731", "", ""]);
    const expected = "DAYS, WEEKS, MONTHS, YEARS in AVALU";
    expect(refused).toEqual([
      [4, {reason: 'no time: its unit is "COUNT"', expected}],
      [5, {reason: 'no time: its unit is ""', expected}]
    ]);
  });

  it("refuses a time or a censoring that cannot be, and leaves fractions of days to whoever reads them", () => {
    const columns = {AVAL: ["x", "-1", "1e999", "1.5", "2"], CNSR: ["0", "0", "0", "0", "0.5"]};
    const {days, refused} = times(columns, {unit: "d", firstDay: "0"});
    expect(days[3]).toBe("1.5");
    expect(refused.map(([row, {reason}]) => [row, reason])).toEqual([
      [0, "no time"],
      [1, "no time"],
      [2, "no time"],
      [4, "no censoring"]
    ]);
  });

  it("does not overwrite a column of the file", () => {
    expect(() => times({AVAL, CNSR, DAYS: AVAL}, {unit: "d", firstDay: "0"})).toThrow(
      "adtte.xpt: column DAYS: has the name of a column that is made"
    );
  });
});

/** A trial that sends an analysis database; every patient is invented. */
const subjects: readonly XptColumn[] = [
  {name: "USUBJID", kind: "text", length: 4, values: ["T1", "T2", "T3"]},
  {name: "SEX", kind: "text", length: 1, values: ["F", "M", ""]},
  {name: "AGE", kind: "number", values: [40, 51, null]},
  {name: "TRT01P", kind: "text", length: 3, values: ["MID", "PBO", "MID"]},
  {name: "TRT01A", kind: "text", length: 3, values: ["MID", "PBO", "PBO"]},
  {name: "ITTFL", kind: "text", length: 1, values: ["Y", "Y", "Y"]},
  {name: "SAFFL", kind: "text", length: 1, values: ["Y", "N", "Y"]}
];
const longTimes: readonly XptColumn[] = [
  {name: "USUBJID", kind: "text", length: 4, values: ["T1", "T1", "T2", "T3", "T3", "T1"]},
  {name: "PARAMCD", kind: "text", length: 8, values: ["OS", "RELCNT", "OS", "OS", "TTREL", "TTREL"]},
  {name: "AVAL", kind: "number", values: [101, 2, 12, 300, 3, 2]},
  {name: "AVALU", kind: "text", length: 6, values: ["DAYS", "COUNT", "WEEKS", "DAYS", "COUNT", "MONTHS"]},
  {name: "STARTDT", kind: "number", format: "DATE9", values: [19_725, 19_725, 19_800, 19_900, 19_900, 19_725]},
  {name: "ADT", kind: "number", format: "DATE9", values: [19_825, null, 19_883, 20_200, null, 19_785]},
  {name: "CNSR", kind: "number", values: [0, 0, 1, 2, 0, 0]}
];

const text = (value: string | number | null): string => (value === null ? "" : String(value));

function csv(columns: readonly XptColumn[]): string {
  const rows = columns[0].values.map((_, i) => columns.map(({values}) => text(values[i])).join(","));
  return `${[columns.map(({name}) => name).join(","), ...rows].join("\n")}\n`;
}

function datasetJson(name: string, columns: readonly XptColumn[], lines: boolean): string {
  const iso = (value: unknown): string => new Date(Date.UTC(1960, 0, 1 + Number(value))).toISOString().slice(0, 10);
  const attributes = {
    datasetJSONVersion: "1.1.0",
    name,
    label: name,
    records: columns[0].values.length,
    columns: columns.map(({name: column, kind, format}) => ({
      name: column,
      label: column,
      ...(kind === "text"
        ? {dataType: "string"}
        : format === undefined
          ? {dataType: "integer"}
          : {dataType: "date", targetDataType: "integer", displayFormat: `${format}.`})
    }))
  };
  const rows = columns[0].values.map((_, i) =>
    columns.map(({values, format}) => (format !== undefined && values[i] !== null ? iso(values[i]) : values[i]))
  );
  return lines
    ? [attributes, ...rows].map((line) => JSON.stringify(line)).join("\n")
    : JSON.stringify({...attributes, rows});
}

const forms = {
  xpt: {
    format: "{kind: xpt}",
    write: (name: string, columns: readonly XptColumn[]) => xptFile([{name, columns}])
  },
  json: {
    format: "{kind: dataset-json}",
    write: (name: string, columns: readonly XptColumn[]) => datasetJson(name, columns, false)
  },
  ndjson: {
    format: "{kind: dataset-ndjson}",
    write: (name: string, columns: readonly XptColumn[]) => datasetJson(name, columns, true)
  },
  csv: {
    format: "{kind: dataset-csv, formats: {STARTDT: DATE9., ADT: DATE9.}}",
    write: (_: string, columns: readonly XptColumn[]) => csv(columns)
  }
};

const mapping = (ending: keyof typeof forms): string => `source: TEST
version: 1.0.0
samples:
  diagnosis: {timepoint: diagnosis}
files:
  subjects:
    file: adsl.${ending}
    format: ${forms[ending].format}
    rows: patients
    key: {column: USUBJID}
    missing: [""]
    columns:
      SEX: {to: patients.sex, codes: {F: female, M: male}}
      AGE: {to: patients.age_years, unit: a}
      TRT01P: {to: patients.arm_planned, codes: {MID: midostaurin, PBO: placebo}}
      TRT01A: {to: patients.arm_actual, codes: {MID: midostaurin, PBO: placebo}}
      ITTFL: {to: patients.itt, codes: {Y: true, N: false}}
      SAFFL: {to: patients.safety_pop, codes: {Y: true, N: false}}
  times:
    file: adtte.${ending}
    format: ${forms[ending].format}
    rows: details
    key: {column: USUBJID}
    timeToEvent:
      unit: {column: AVALU, codes: {DAYS: d, WEEKS: wk, MONTHS: mo, YEARS: a}}
      firstDay: 1
      dates: {start: STARTDT, end: ADT}
    pivot: {names: PARAMCD, values: [DAYS, STATUS]}
    columns:
      OS.DAYS: {to: patients.followup_days, unit: d}
    events:
      - {event: death, day: OS.DAYS, when: {OS.STATUS: {is: 1, not: 0}}}
      - {event: last_contact, day: OS.DAYS, when: {OS.STATUS: {is: 0, not: 1}}}
      - {event: relapse, day: TTREL.DAYS, when: {TTREL.STATUS: {is: 1, not: 0}}}
`;

type Read = Awaited<ReturnType<typeof harmonisedOnce>>;

function read(ending: keyof typeof forms): Promise<Read> {
  const {write} = forms[ending];
  const raw = {[`adsl.${ending}`]: write("ADSL", subjects), [`adtte.${ending}`]: write("ADTTE", longTimes)};
  return harmonisedOnce({mapping: mapping(ending), raw});
}

describe("an analysis database", () => {
  const all = new Map<string, Read>();

  beforeAll(async () => {
    for (const ending of ["xpt", "json", "ndjson", "csv"] as const) all.set(ending, await read(ending));
  });

  it("becomes patients with planned and actual arm, populations and events", () => {
    const rows = all.get("xpt")!.rows("patients");
    const patients = rows.map((d) => [d.arm_planned, d.arm_actual, d.itt, d.safety_pop, d.followup_days].join(" "));
    expect(patients.sort()).toEqual([
      "midostaurin midostaurin true true 100",
      "midostaurin placebo true true 299",
      "placebo placebo true false 83"
    ]);
    const events = all.get("xpt")!.rows("events");
    expect(events.map(({event, day}) => `${String(event)} ${String(day)}`).sort()).toEqual([
      "death 100",
      "last_contact 299",
      "last_contact 83",
      "relapse 60"
    ]);
  });

  it("refuses a time that is a count where it is read, and leaves it out where it is not", () => {
    const refused = all
      .get("xpt")!
      .rows("rejects")
      .map(({file, row, reason}) => [file, row, reason]);
    expect(refused).toEqual([["adtte.xpt", 5, 'no time: its unit is "COUNT"']]);
  });

  it("counts times that are not those between their dates", () => {
    const [finding] = all
      .get("xpt")!
      .rows("findings")
      .filter(({rule_id}) => rule_id === "time_differs");
    expect(finding).toMatchObject({n: 1, n_checked: 4, description: "Rows in which AVAL is not ADT − STARTDT + 1"});
  });

  it.each(["json", "ndjson", "csv"])("gives the same tables from %s as from a transport file", (ending) => {
    for (const name of ["patients", "events", "outcomes", "value_status", "patient_features"])
      expect(all.get(ending)!.rows(name), name).toEqual(all.get("xpt")!.rows(name));
  });
});

describe("a mapping with times to events", () => {
  it.each([
    ["a unit that is none of time", "unit: 10*9/L", "expected a unit of time"],
    ["another first day", "firstDay: 2", "unknown value, expected one of 0, 1"]
  ])("is refused with %s", (_, line, message) => {
    const wrong = mapping("xpt").replace(
      /timeToEvent:\n[^]*?dates:/,
      line.startsWith("unit")
        ? `timeToEvent:\n      ${line}\n      firstDay: 1\n      dates:`
        : `timeToEvent:\n      unit: d\n      ${line}\n      dates:`
    );
    expect(() => loadStudy(partner({mapping: wrong}), "test")).toThrow(message);
  });

  it("names the kinds of format there are", () => {
    const wrong = mapping("xpt").replaceAll("kind: xpt", "kind: sas7bdat");
    expect(() => loadStudy(partner({mapping: wrong}), "test")).toThrow(
      "unknown kind, expected one of tabular, xpt, dataset-json, dataset-ndjson, dataset-csv"
    );
  });
});
