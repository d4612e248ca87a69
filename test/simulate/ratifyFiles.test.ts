import {parse} from "csv-parse/sync";
import {describe, expect, it} from "vitest";
import {simulateRatify} from "../../loaders/simulate/ratify/simulateRatify.js";
import {threeLetterProtein} from "../../loaders/simulate/ratify/threeLetterProtein.js";
import {readTrialInputs} from "../../loaders/simulate/ratify/trialInputs.js";
import {root} from "./registry.js";

const {calibration} = await readTrialInputs(root);
const delivery = await simulateRatify(root, calibration.seed);
const records = Object.fromEntries(delivery.files.map(({file, bytes}) => [file, parse(Buffer.from(bytes))]));
const column = (file: string, name: string): string[] => {
  const at = records[file][0].indexOf(name);
  return records[file].slice(1).map((cells) => cells[at]);
};

describe("the files of the simulated trial", () => {
  it("are those of a sponsor, with as many records as said", () => {
    expect(delivery.files.map(({file}) => file)).toEqual([
      ...["adsl.csv", "adtte.csv", "adlb.csv", "adrs.csv", "adhct.csv", "admut.csv"]
    ]);
    for (const {file, rows} of delivery.files) expect(records[file]).toHaveLength(rows + 1);
    for (const file of ["adsl.csv", "adrs.csv", "adhct.csv"]) expect(records[file]).toHaveLength(718);
  });

  it("code subjects in the sponsor's way, without the column that was announced", () => {
    expect(records["adsl.csv"][0]).not.toContain("ECOGBL");
    expect(new Set(column("adsl.csv", "SEX"))).toEqual(new Set(["M", "F", "U"]));
    expect(column("adsl.csv", "AGEU").filter((unit) => unit === "MONTHS")).toHaveLength(2);
    expect(new Set(column("adsl.csv", "FLT3STR"))).toEqual(new Set(["TKD", "ITD<0.7", "ITD>=0.7"]));
    expect(column("adsl.csv", "RANDDT").every((date) => /^20(0[89]|1[01])-\d\d-\d\d$/.test(date))).toBe(true);
    expect(new Set(column("adsl.csv", "CYTORSK"))).toEqual(new Set(["1", "2", "3", ".", "UNK", "", "-99"]));
  });

  it("give times in months, censored as 1, two of them negative", () => {
    const values = column("adtte.csv", "AVAL");
    expect(values.every((value) => /^-?\d+\.\d\d$/.test(value))).toBe(true);
    expect(values.filter((value) => value.startsWith("-"))).toHaveLength(2);
    const [flags, words] = [column("adtte.csv", "CNSR"), column("adtte.csv", "EVNTDESC")];
    expect(flags.every((flag, i) => (flag === "1") === /^(Alive|Ongoing)/.test(words[i]))).toBe(true);
  });

  it("mix units by site, twelve of white blood cells left blank", () => {
    const [codes, units] = [column("adlb.csv", "PARAMCD"), column("adlb.csv", "LBORRESU")];
    const unitsOf = (code: string) => new Set(units.filter((_, i) => codes[i] === code));
    expect(unitsOf("WBC")).toEqual(new Set(["10^9/L", "10^3/uL", "/uL", ""]));
    expect(unitsOf("HGB")).toEqual(new Set(["g/dL", "g/L"]));
    expect(unitsOf("LDH")).toEqual(new Set(["U/L", "xULN"]));
    expect(unitsOf("BLSTBM")).toEqual(new Set(["%", "fraction"]));
    const baseline = column("adlb.csv", "ABLFL");
    expect(units.filter((unit, i) => unit === "" && codes[i] === "WBC" && baseline[i] === "Y")).toHaveLength(12);
    expect(new Set(column("adlb.csv", "AVAL").filter((value) => !/^\d/.test(value)))).toEqual(
      new Set([".", "UNK", "", "-99"])
    );
    expect(baseline.filter((flag) => flag === "").length).toBeGreaterThan(30);
  });

  it("know some remissions by month only, and write proteins with three letters", () => {
    expect(column("adrs.csv", "ADT").filter((date) => /^\d{4}-\d{2}$/.test(date))).toHaveLength(5);
    const proteins = column("admut.csv", "HGVSP");
    expect(proteins).toContain("p.Arg882His");
    expect(proteins.filter((protein) => protein !== ".").every((d) => /^p\.[A-Z][a-z]{2}\d+/.test(d))).toBe(true);
  });
});

describe("threeLetterProtein", () => {
  it.each([
    ["p.R882H", "p.Arg882His"],
    ["p.R213*", "p.Arg213Ter"],
    ["p.W288fs*12", "p.Trp288fs*12"],
    ["p.P95_R102del", "p.Pro95_Arg102del"],
    ["p.F311dup", "p.Phe311dup"]
  ])("writes %s as %s", (short, long) => {
    expect(threeLetterProtein(short)).toBe(long);
  });
});
