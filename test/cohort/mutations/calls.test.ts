import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {arrowBytes} from "../../../loaders/release/arrowTable.js";
import type {Cell} from "../../../loaders/release/tableData.js";
import {hotspots} from "../../../src/cohort/mutations/hotspots.js";
import {readCalls} from "../../../src/cohort/mutations/readCalls.js";
import {vafByGene} from "../../../src/cohort/mutations/vafByGene.js";
import {mutationCallsTable} from "../../../src/model/mutationCalls.js";
import {quantile} from "../../../src/stats/quantile.js";

type Call = Readonly<Record<string, Cell>>;

/** The extract of some calls, as a page gets it. */
function callsOf(calls: readonly Call[]) {
  const columns = Object.fromEntries(
    mutationCallsTable.columns.map(({name}) => [name, calls.map((call) => call[name] ?? null)])
  );
  const bytes = arrowBytes({schema: mutationCallsTable, rows: calls.length, columns});
  return readCalls(bytes.slice().buffer);
}

const anyCalls = fc.array(
  fc.record({
    row: fc.integer({min: 0, max: 30}),
    gene: fc.constantFrom("NPM1", "TET2", "FLT3"),
    consequence: fc.constantFrom("missense", "frameshift", "ITD", null),
    vaf: fc.oneof(
      fc.constant(null),
      fc.integer({min: 0, max: 16}).map((d) => d / 16)
    ),
    codon: fc.oneof(fc.constant(null), fc.integer({min: 1, max: 4}))
  }),
  {maxLength: 120}
);
const anyMembers = fc.array(fc.constantFrom(0, 1), {minLength: 31, maxLength: 31});

describe("readCalls(bytes)", () => {
  it("reads the calls in the order of genes and patients", () => {
    const calls = callsOf([
      {row: 7, gene: "TET2", consequence: "frameshift", vaf: 0.5, codon: 12},
      {row: 3, gene: "NPM1", consequence: null, vaf: null, codon: null},
      {row: 2, gene: "TET2", consequence: "nonsense", vaf: 0.25, codon: null}
    ]);
    expect(calls.genes).toEqual(["NPM1", "TET2"]);
    expect([...calls.rows]).toEqual([3, 2, 7]);
    expect([...calls.starts]).toEqual([0, 1, 3]);
    expect([...calls.vaf]).toEqual([NaN, 0.25, 0.5]);
    expect([...calls.codon]).toEqual([NaN, NaN, 12]);
    expect([...calls.consequence].map((code) => calls.consequences[code])).toEqual([
      undefined,
      "nonsense",
      "frameshift"
    ]);
    expect(callsOf([])).toMatchObject({n: 0, genes: []});
  });
});

describe("vafByGene(calls, members)", () => {
  it("takes the largest frequency of each member and gene, duplications left out", () => {
    fc.assert(
      fc.property(anyCalls, anyMembers, (calls, members) => {
        const found = vafByGene(callsOf(calls), members);
        const small = calls.filter((d) => d.consequence !== "ITD" && members[d.row] === 1);
        for (const gene of new Set(calls.map((d) => d.gene))) {
          const own = small.filter((d) => d.gene === gene);
          const rows = [...new Set(own.map((d) => d.row))];
          const values = rows
            .map((row) => Math.max(...own.filter((d) => d.row === row).map((d) => d.vaf ?? -1)))
            .filter((vaf) => vaf >= 0)
            .sort((a, b) => a - b);
          const entry = found.find((d) => d.gene === gene);
          expect(entry?.called ?? 0).toBe(rows.length);
          expect([...(entry?.values ?? [])]).toEqual(values);
          if (entry) expect(entry.median).toBe(quantile(values, 0.5));
        }
      })
    );
  });
});

describe("hotspots(calls, gene, members, least)", () => {
  it("counts patients by codon, pools rare codons, and loses nobody", () => {
    fc.assert(
      fc.property(anyCalls, anyMembers, (calls, members) => {
        const own = calls.filter((d) => d.gene === "TET2" && members[d.row] === 1);
        const at = (codon: number | null) => new Set(own.filter((d) => d.codon === codon).map((d) => d.row));
        const found = hotspots(callsOf(calls), "TET2", members, 5);
        const frequent = [1, 2, 3, 4].filter((codon) => at(codon).size >= 5);
        expect(found.codons.map((d) => [d.codon, d.patients])).toEqual(
          frequent.map((codon) => [codon, at(codon).size])
        );
        const placed = new Set(own.filter((d) => d.codon !== null).map((d) => d.row));
        const named = new Set(frequent.flatMap((codon) => [...at(codon)]));
        expect(found.other.patients).toBe(placed.size - named.size);
        expect(found.patients).toBe(new Set(own.map((d) => d.row)).size);
        expect(named.size + found.other.patients + found.withoutPosition).toBe(found.patients);
      })
    );
  });

  it("is empty for a gene without calls", () => {
    expect(hotspots(callsOf([]), "NPM1", [])).toMatchObject({codons: [], patients: 0});
  });
});
