import {describe, expect, it} from "vitest";
import {dateReader, isDateFormat} from "../../loaders/harmonise/dates/dateFormat.js";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {harmonisedOnce, mappingWith, partner} from "../support/partner.js";

const age = "AOD: {to: patients.age_years, unit: a}";
const years = "AOD: {to: patients.age_years, missing: [NA], yearsTo: {column: DIAG, format: [dd-MM-yyyy, dd-MM-yy]}}";
const clinical = [
  "ID,AOD,DIAG,WBC,SEX,OS,DEAD,CR,REL,NPM1,ITD",
  "P1,1950,01-02-2001,12000,m,400,1,30,200,1,1",
  "P2,1961,31-12-99,3500,f,900,0,40,,0,0",
  "P3,19x4,01-01-2001,,ND,20,0,,,,",
  "P4,1970,unclear,,ND,20,0,,,,",
  "P5,2001,01-01-1999,,ND,20,0,,,,",
  "P6,NA,01-01-1999,,ND,20,0,,,,",
  "P7,1970,,,ND,20,0,,,,",
  ""
].join("\n");
const read = await harmonisedOnce({mapping: mappingWith(age, years), raw: {"clinical.csv": clinical}});

describe("a year counted to the year of a date", () => {
  it("becomes an age", () => {
    const known = read.column("patients", "age_years").filter((d) => d !== null);
    expect(known.sort()).toEqual([38, 51]);
    const status = read
      .rows("value_status")
      .filter(({table, column}) => table === "patients" && column === "age_years");
    expect(Object.fromEntries(status.map(({reason, n}) => [reason, n]))).toEqual({INVALID: 3, UNKNOWN: 2});
  });

  it("is refused with its token hidden, and never kept", () => {
    const refused = read.rows("rejects").filter(({column}) => column === "AOD");
    expect(refused.map(({row, value, reason}) => [row, value, reason])).toEqual([
      [3, "••••", "not a number"],
      [4, "••••", "not a date in DIAG"],
      [5, "••••", "negative value"]
    ]);
    expect(Object.keys(read.rows("raw_test_clinical")[0])).not.toContain("raw_AOD");
    expect(Object.keys(read.rows("raw_test_clinical")[0])).not.toContain("raw_DIAG");
  });

  it("is only for years, from a date that is a date", async () => {
    const load = (to: string) => harmoniseStudy({study: "test", root: partner({mapping: mappingWith(age, to)})});
    await expect(load(years.replace("age_years", "wbc"))).rejects.toThrow(/yearsTo: invalid key: patients.wbc/);
    await expect(load(years.replace("dd-MM-yyyy", "dd-yyyy"))).rejects.toThrow(/invalid date format "dd-yyyy"/);
    const dates = "dates: {DIAG: {format: dd-MM-yyyy, from: DIAG}}\n    columns:\n      AOD:";
    const both = mappingWith(age, years).replace("columns:\n      AOD:", dates);
    await expect(harmoniseStudy({study: "test", root: partner({mapping: both})})).rejects.toThrow(
      /yearsTo\.column: invalid column: DIAG is read as days/
    );
  });
});

describe("a date with a two-digit year", () => {
  const year = (text: string): number => new Date(dateReader(["dd.MM.yy"])(text)!.day * 86_400_000).getUTCFullYear();

  it("is of the century in which POSIX puts it", () => {
    expect(["01.01.00", "01.01.68", "01.01.69", "31.12.99"].map(year)).toEqual([2000, 2068, 1969, 1999]);
  });

  it("may be known in part", () => {
    expect(dateReader(["dd.MM.yy"])("03.11")).toMatchObject({precision: "month"});
    expect(isDateFormat("dd.MM.yy")).toBe(true);
    expect(isDateFormat("dd.MM.yy.yyyy")).toBe(false);
  });
});
