import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {karyotypeFlags} from "../../../loaders/harmonise/iscn/karyotypeFlags.js";
import {parseKaryotype} from "../../../loaders/harmonise/iscn/parseKaryotype.js";

interface Fixture {
  readonly k: string;
  readonly status?: string;
  readonly true?: readonly string[];
  readonly false?: readonly string[];
}

const path = new URL("../../reference/spec/iscn_fixtures.json", import.meta.url);
const fixtures = JSON.parse(readFileSync(path, "utf8")) as Fixture[];

/** Names of the fixtures that differ from those of the model. */
const names: Readonly<Record<string, readonly string[]>> = {
  cbf: ["t_8_21", "inv16"],
  inv16_t16_16: ["inv16"],
  t_v_11: ["kmt2a_other"],
  inv3_t3_3: ["inv3"],
  loss5_5q: ["loss5q"],
  loss9q: ["del9q"],
  loss12_12p: ["loss12p"],
  loss20_20q: ["del20q"],
  complex_2017: ["complex_eln2017"],
  complex_2022: ["complex_eln2022"],
  hyperdiploidOnly: ["hyperdiploid_only"]
};

describe("the karyotypes of the rules", () => {
  it("are 49", () => expect(fixtures).toHaveLength(49));

  it.each(fixtures.map((fixture) => [fixture.k, fixture] as const))("%s", (text, fixture) => {
    const karyotype = parseKaryotype(text);
    const {flags} = karyotypeFlags(karyotype);
    const found = (name: string) => (names[name] ?? [name]).some((d) => flags[d] === true);
    if (fixture.status !== undefined) expect(karyotype.status).toBe(fixture.status);
    for (const name of fixture.true ?? []) expect(found(name), `${name} true`).toBe(true);
    for (const name of fixture.false ?? []) expect(found(name), `${name} false`).toBe(false);
    expect(karyotype.unparsed).toEqual([]);
  });
});
