import {beforeAll, describe, expect, it} from "vitest";
import {harmonisedOnce} from "../support/partner.js";
import type {Row} from "../support/tables.js";
import {xptFile} from "../support/xptWriter.js";

/** Responses (ADRS) and laboratory values (ADLB) of a trial; every patient is invented. */
const text = (name: string, length: number, values: readonly string[]) => ({
  name,
  kind: "text" as const,
  length,
  values
});
const number = (name: string, values: readonly (number | string | null)[], format?: string) => ({
  name,
  kind: "number" as const,
  values,
  ...(format !== undefined && {format})
});

const adsl = [
  text("USUBJID", 2, ["T1", "T2", "T3"]),
  number("RANDDT", [19_725, 19_800, 19_900], "DATE9"),
  number("LSTALVDT", [20_000, 20_001, 19_950], "DATE9")
];

const adrs = [
  text("USUBJID", 2, ["T1", "T1", "T2", "T3", "T3", "T2"]),
  text("PARAMCD", 8, ["OVRLRESP", "BOR", "OVRLRESP", "OVRLRESP", "OVRLRESP", "OVRLRESP"]),
  text("AVALC", 4, ["CRi", "CR", "NR", "NE", "XX", "CR"]),
  text("ANL01FL", 1, ["Y", "Y", "Y", "Y", "Y", ""]),
  number("ADT", [19_760, 19_900, 19_850, 19_930, 19_931, 19_990], "DATE9")
];

const adlb = [
  text("USUBJID", 2, ["T1", "T1", "T1", "T2", "T2", "T2", "T3", "T3", "T3"]),
  text("PARAMCD", 8, ["WBC", "WBC", "HGB", "WBC", "HGB", "PLAT", "WBC", "HGB", "HGB"]),
  number("AVAL", [12.5, 3, 98, 8000, 9.1, 30, ".B", 70, 110]),
  text("AVALU", 8, ["10^9/L", "10^9/L", "g/L", "/uL", "g/dL", "10^9/L", "10^9/L", "g/L", "g/L"]),
  text("ABLFL", 1, ["Y", "", "Y", "Y", "Y", "Y", "Y", "Y", "Y"]),
  text("ANL01FL", 1, ["Y", "Y", "Y", "Y", "Y", "Y", "Y", "", "Y"])
];

const mapping = `source: TEST
version: 1.0.0
samples:
  diagnosis: {timepoint: diagnosis}
files:
  subjects:
    file: adsl.xpt
    format: {kind: xpt}
    rows: patients
    key: {column: USUBJID}
    dates:
      LSTALVDT: {format: yyyy-MM-dd, from: RANDDT}
    columns:
      LSTALVDT: {to: patients.followup_days, unit: d}
    events:
      - {event: last_contact, day: LSTALVDT}
  response:
    file: adrs.xpt
    format: {kind: xpt}
    rows: facts
    key: {column: USUBJID}
    filters:
      - {keep: {PARAMCD: OVRLRESP, ANL01FL: Y}, reason: another parameter or no record of the analysis}
    dates:
      ADT: {format: yyyy-MM-dd, from: {file: subjects, column: RANDDT}}
    responses:
      - {day: ADT, response: {column: AVALC, codes: {CR: CR, CRi: CRi, PR: PR, NR: NR, NE: not_evaluable}}, criteria: ELN2017}
    events:
      - {event: cr, day: ADT, when: {AVALC: {is: [CR, CRi], not: [PR, NR, NE]}}}
  lab:
    file: adlb.xpt
    format: {kind: xpt, specialMissing: keep}
    rows: details
    key: {column: USUBJID}
    pivot: {names: PARAMCD, values: [AVAL, AVALU], when: {ABLFL: Y, ANL01FL: Y}}
    missing: {".B": NOT_TESTED}
    columns:
      WBC.AVAL: {to: patients.wbc, unit: {column: WBC.AVALU, codes: {10^9/L: 10*9/L, /uL: /uL}}}
      HGB.AVAL: {to: patients.haemoglobin, unit: {column: HGB.AVALU, codes: {g/L: g/L, g/dL: g/dL}}}
      PLAT.AVAL: {to: patients.platelets, unit: {column: PLAT.AVALU, codes: {10^9/L: 10*9/L}}}
`;

describe("responses and laboratory values of an analysis database", () => {
  let tables: Awaited<ReturnType<typeof harmonisedOnce>>;
  beforeAll(async () => {
    const raw = {
      "adsl.xpt": xptFile([{name: "ADSL", columns: adsl}], {version: 8}),
      "adrs.xpt": xptFile([{name: "ADRS", columns: adrs}], {version: 8}),
      "adlb.xpt": xptFile([{name: "ADLB", columns: adlb}], {version: 8})
    };
    tables = await harmonisedOnce({mapping, raw});
  });

  it("reads the response by its parameter, on its day, by its criteria", () => {
    const wanted = ({day, response, criteria}: Row) => [day, response, criteria];
    expect(
      tables
        .rows("responses")
        .map(wanted)
        .sort((a, b) => Number(a[0]) - Number(b[0]))
    ).toEqual([
      [30, "not_evaluable", "ELN2017"],
      [35, "CRi", "ELN2017"],
      [50, "NR", "ELN2017"]
    ]);
    expect(
      tables
        .rows("events")
        .filter(({event}) => event === "cr")
        .map(({day}) => day)
    ).toEqual([35]);
    const refused = tables.rows("rejects").filter(({file}) => file === "adrs.xpt");
    expect(new Set(refused.map(({column, value}) => `${String(column)} ${String(value)}`))).toEqual(
      new Set(["AVALC XX"])
    );
  });

  it("reads laboratory values at baseline in the unit of each row", () => {
    const values = tables.rows("patients").map(({wbc, haemoglobin, platelets}) => [wbc, haemoglobin, platelets]);
    const rounded = values.map((row) => row.map((d) => (typeof d === "number" ? Number(d.toPrecision(6)) : d)));
    expect(new Set(rounded.map((row) => row.join()))).toEqual(new Set(["12.5,9.8,", "8,9.1,30", ",11,"]));
  });

  it("keeps why a value is missing, where SAS tells", () => {
    const reasons = tables.rows("value_status").filter(({column}) => column === "wbc" || column === "platelets");
    expect(reasons.map(({column, reason, n}) => [column, reason, n])).toEqual(
      expect.arrayContaining([
        ["wbc", "NOT_TESTED", 1],
        ["platelets", "NOT_COLLECTED", 2]
      ])
    );
  });
});
