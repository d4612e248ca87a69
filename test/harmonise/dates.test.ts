import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {dateReader, isDateFormat} from "../../loaders/harmonise/dates/dateFormat.js";
import {harmonised, mapping} from "../support/partner.js";

const read = (text: string, ...formats: string[]) => dateReader(formats)(text);

describe("dateReader(formats)", () => {
  it("reads one day in every format", () => {
    const day = Date.UTC(2011, 2, 7) / 86_400_000;
    const written: Record<string, string> = {
      "yyyy-MM-dd": "2011-03-07",
      "dd.MM.yyyy": "07.03.2011",
      "d.M.yyyy": "7.3.2011",
      "MM/dd/yyyy": "03/07/2011",
      "dd-MMM-yyyy": "07-MAR-2011",
      ddMMMyyyy: "07mar2011",
      yyyyMMdd: "20110307",
      "yyyy-MM-ddTHH:mm:ss": "2011-03-07T23:59:59"
    };
    for (const [format, text] of Object.entries(written))
      expect([format, read(text, format)]).toMatchObject([format, {day, precision: "day"}]);
  });

  it("tries formats in their order", () => {
    expect(read("03.2011", "yyyy-MM-dd", "dd.MM.yyyy")).toMatchObject({precision: "month"});
    expect(read("2011-03-07", "dd.MM.yyyy", "yyyy-MM-dd")).toMatchObject({precision: "day"});
  });

  it("knows a month or a year in part, in the middle, with its first and last day", () => {
    const day = (y: number, m: number, d: number) => Date.UTC(y, m - 1, d) / 86_400_000;
    const february = {precision: "month", day: day(2012, 2, 15), first: day(2012, 2, 1), last: day(2012, 2, 29)};
    for (const text of ["2012-02", "2012-02-00"]) expect(read(text, "yyyy-MM-dd")).toEqual(february);
    for (const text of ["02.2012", "00.02.2012"]) expect(read(text, "dd.MM.yyyy")).toEqual(february);
    const year = {precision: "year", day: day(2012, 7, 1), first: day(2012, 1, 1), last: day(2012, 12, 31)};
    for (const text of ["2012", "00.00.2012"]) expect(read(text, "dd.MM.yyyy")).toEqual(year);
  });

  it("does not read what is no date of the calendar", () => {
    for (const text of [
      "2011-02-30",
      "2011-13-01",
      "2011-3-7",
      "11-03-07",
      "2011-00-07",
      "0011-01-01",
      "2011-03-07x",
      ""
    ])
      expect([text, read(text, "yyyy-MM-dd")]).toEqual([text, null]);
  });

  it("reads back every day of the calendar", () => {
    const date = fc.date({min: new Date("1800-01-01"), max: new Date("2199-12-31"), noInvalidDate: true});
    fc.assert(
      fc.property(date, (d) => {
        const [y, m, day] = d.toISOString().slice(0, 10).split("-");
        const expected = Math.floor(d.getTime() / 86_400_000);
        expect(read(`${y}-${m}-${day}`, "yyyy-MM-dd")?.day).toBe(expected);
        expect(read(`${day}.${m}.${y}`, "dd.MM.yyyy")?.day).toBe(expected);
      })
    );
  });
});

describe("isDateFormat(format)", () => {
  it("wants year, month and day once each", () => {
    expect(["yyyy-MM-dd", "d.M.yyyy", "ddMMMyyyy"].map(isDateFormat)).toEqual([true, true, true]);
    expect(["yyyy-MM", "dd.MM.y", "yyyy-DD-MM", "yyyy-MM-dd-dd", ""].map(isDateFormat)).toEqual([
      false,
      false,
      false,
      false,
      false
    ]);
  });
});

const dated = mapping
  .replace(
    '    missing: [""]\n    columns:\n      AOD',
    `    missing: [""]
    dates:
      OS: {format: dd.MM.yyyy, from: DX}
      CR: {format: [dd.MM.yyyy, yyyy-MM-dd], from: DX}
      REL: {format: dd.MM.yyyy, from: DX, partial: middle}
    columns:
      AOD`
  )
  .replace("{DEAD: {is: 1, not: 0}}", "{DEAD: {is: 0, not: 1}}")
  .replace("{DEAD: {is: 0, not: 1}}}\n      - {event: cr", "{DEAD: {is: 1, not: 0}}}\n      - {event: cr");

const clinical = (...rows: string[]) => ({
  "clinical.csv": ["ID,AOD,WBC,SEX,DX,OS,DEAD,CR,REL,NPM1,ITD", ...rows, ""].join("\n")
});

describe("dates", () => {
  // The partner's event code is inverted: 0 is the event, as in CNSR of ADaM.
  const raw = clinical(
    "P1,50,12000,m,01.03.2010,15.03.2011,0,01.04.2010,09.2010,1,1",
    "P2,61,3500,f,20.06.2010,01.01.2013,1,2010-07-20,06.2010,0,0",
    "P3,44,,ND,01.01.2010,21.01.2010,0,2010-02,,,"
  );

  it("become days from the index date; an inverted event code is declared", async () => {
    const data = await harmonised({mapping: dated, raw});
    const ages = new Map(data.rows("patients").map((d) => [d.patient_id, d.age_years]));
    const events = data.rows("events").map((d) => [ages.get(d.patient_id), d.event, d.day]);
    expect(events.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)))).toEqual([
      [44, "death", 20],
      [50, "cr", 31],
      [50, "death", 379],
      [50, "relapse", 198],
      [61, "cr", 30],
      [61, "last_contact", 926],
      // June 2010 holds the index date, the 20th: not taken for the 15th, which lies before it.
      [61, "relapse", 0]
    ]);
    expect(data.column("patients", "followup_days").sort((a, b) => Number(a) - Number(b))).toEqual([20, 379, 926]);
  });

  it("known in part are refused or taken for the middle as declared, and counted", async () => {
    const data = await harmonised({mapping: dated, raw});
    const counted = data.rows("findings").filter((d) => String(d.rule_id).startsWith("date_partial"));
    expect(counted.map((d) => [d.rule_id, d.n, d.n_checked])).toEqual([
      ["date_partial_month", 2, 2],
      ["date_partial_year", 0, 2],
      ["date_partial_index", 0, 2]
    ]);
    expect(data.rows("rejects").map((d) => [d.column, d.value, d.reason])).toEqual([["CR", "••••-••", "partial date"]]);
  });

  it("never reach a release, not even those that cannot be read", async () => {
    const broken = clinical(
      "P1,50,12000,m,01.03.2010,15.03.2011,0,31.02.2010,,1,1",
      "P2,61,3500,f,,01.01.2013,1,20.07.2010,,0,0",
      "P3,44,,ND,01.01.2010,21.01.2010,0,,about 2011,,"
    );
    const data = await harmonised({mapping: dated, raw: broken});
    const values = data.rows("rejects").filter((d) => d.column !== null);
    expect(values.map((d) => [d.column, d.value, d.reason])).toEqual([
      ["OS", "••.••.••••", "no index date"],
      ["CR", "••.••.••••", "not a date"],
      ["CR", "••.••.••••", "no index date"],
      ["REL", "••••• ••••", "not a date"]
    ]);
    expect(data.table("patients").rows).toBe(2);
    for (const name of ["patients", "events", "outcomes", "rejects", "findings", "unmapped_tokens", "provenance"]) {
      const words = data.rows(name).flatMap((row) => Object.values(row).map(String));
      expect(words.filter((word) => /\d\d\.\d\d\.\d{4}|\b20(10|11|13)\b/.test(word))).toEqual([]);
    }
  });

  it("count from an index date in another file", async () => {
    const events = mapping.replace(
      "  karyotypes:\n    file: karyotypes.txt",
      `  course:
    file: course.csv
    format: {delimiter: ";"}
    rows: facts
    key: {column: ID}
    dates:
      WHEN: {format: yyyyMMdd, from: {file: clinical, column: DX, format: dd.MM.yyyy}}
    events:
      - {event: hct_allo, day: WHEN}
  karyotypes:
    file: karyotypes.txt`
    );
    const data = await harmonised({
      mapping: events,
      raw: {
        ...clinical(
          "P1,50,12000,m,01.03.2010,400,1,30,200,1,1",
          "P2,61,3500,f,20.06.2010,900,0,40,,0,0",
          "P3,44,,ND,01.01.2010,20,1,,,,"
        ),
        "course.csv": "ID;WHEN\nP2;20100720\nP1;20100301\n"
      }
    });
    const days = data
      .rows("events")
      .filter((d) => d.event === "hct_allo")
      .map((d) => d.day);
    expect(days.sort((a, b) => Number(a) - Number(b))).toEqual([0, 30]);
  });

  it("are declared in formats that exist", async () => {
    const wrong = dated.replace("REL: {format: dd.MM.yyyy", "REL: {format: dd.MM.y");
    await expect(harmonised({mapping: wrong, raw})).rejects.toThrow(
      /files\.clinical\.dates\.REL\.format: invalid date format "dd\.MM\.y", expected yyyy or yy, MM or MMM, and dd$/
    );
  });
});
