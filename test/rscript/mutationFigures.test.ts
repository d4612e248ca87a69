import {describe, expect, it} from "vitest";
import {hotspots} from "../../src/cohort/mutations/hotspots.js";
import type {CallColumns} from "../../src/cohort/mutations/callColumns.js";
import {oncoprintOrder} from "../../src/cohort/mutations/oncoprintOrder.js";
import {vafByGene} from "../../src/cohort/mutations/vafByGene.js";
import {oncoprintStatesTable, oncoprintTable} from "../../src/components/mutations/oncoprintTable.js";
import {proteinCallsTable, proteinTable} from "../../src/components/mutations/proteinTable.js";
import {vafTable, vafValuesTable} from "../../src/components/mutations/vafTable.js";
import type {FigureTable} from "../../src/components/plainTable.js";
import {oncoprintScript} from "../../src/rscript/oncoprint.js";
import {proteinPositionsScript} from "../../src/rscript/proteinPositions.js";
import {vafScript} from "../../src/rscript/vaf.js";
import {expectSameInR, expectStored, rVersion, type ScriptedFigure, withoutR} from "./runScript.js";

const patients = 160;
let seed = 5;
const next = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
const members = Uint8Array.from({length: patients}, () => Number(next() < 0.8));

/** Calls of two genes, several of a patient among them, some without frequency or position. */
function madeUpCalls(): CallColumns {
  const genes = ["DNMT3A", "FLT3"];
  const consequences = ["missense", "frameshift", "ITD"];
  const calls = genes.flatMap((_, gene) =>
    Array.from({length: 130}, () => ({
      gene,
      row: Math.floor(patients * next()),
      consequence: Math.floor((gene === 0 ? 2 : 3) * next()),
      vaf: next() < 0.15 ? NaN : next(),
      codon: next() < 0.1 ? NaN : 870 + Math.floor(30 * next() * next())
    })).sort((a, b) => a.row - b.row)
  );
  return {
    n: calls.length,
    rows: Int32Array.from(calls, (d) => d.row),
    genes,
    starts: Int32Array.of(0, 130, 260),
    consequences,
    consequence: Int16Array.from(calls, (d) => d.consequence),
    vaf: Float32Array.from(calls, (d) => d.vaf),
    codon: Float32Array.from(calls, (d) => d.codon)
  };
}
const calls = madeUpCalls();

/** A column of a table of a page as answers: what its reader sees is what R must print. */
function answers(table: FigureTable, names: Readonly<Record<string, string>>, rows = table.rows) {
  const entries = rows.flatMap((row, i) =>
    Object.entries(names).map(([column, name]) => [`${name}.${i + 1}`, row[table.columns.indexOf(column)]])
  );
  return Object.fromEntries(entries) as Record<string, number | null>;
}

function oncoprintFigure(most: number): ScriptedFigure {
  const facts = ["NPM1", 'FLT3-"ITD"', "TP53"].map((name) => {
    const tested = Uint8Array.from(members, () => Number(next() < 0.8));
    return {name, tested, mutated: tested.map((d) => d * Number(next() < 0.3))};
  });
  const of = (own: Uint8Array) => own.reduce((sum, d, i) => sum + d * members[i], 0);
  const counts = facts.map(({mutated, tested}) => ({mutated: of(mutated), tested: of(tested)}));
  const order = oncoprintOrder(facts, counts, members, {alterations: 40, most});
  const names = {
    mutated_of_drawn: "mutated",
    tested_of_drawn: "tested",
    not_tested_of_drawn: "not_tested",
    first_patient: "first",
    last_patient: "last"
  };
  return {
    name: `oncoprint-${most}`,
    table: oncoprintStatesTable(order),
    script: oncoprintScript,
    ours: {...answers(oncoprintTable(order), names), patients: order.patients.length, sorted: 1}
  };
}

function vafFigure(): ScriptedFigure {
  const genes = vafByGene(calls, members);
  const names = {patients_with_call: "called", frequency_known: "known", lower_quartile: "lower_quartile", median: "median", upper_quartile: "upper_quartile"}; // prettier-ignore
  return {name: "vaf", table: vafValuesTable(genes), script: vafScript, ours: answers(vafTable(genes), names)};
}

function proteinFigure(least: number): ScriptedFigure {
  const found = hotspots(calls, "DNMT3A", members, least);
  const table = proteinTable(found, (code) => code ?? "Not known");
  const codons = table.rows.slice(0, found.codons.length).map(([codon, , n]) => [Number(codon), null, n] as const);
  return {
    name: `proteinPositions-${least}`,
    table: proteinCallsTable(calls, "DNMT3A", members),
    script: (csvName) => proteinPositionsScript(csvName, {least}),
    ours: {
      ...answers(table, {codon: "codon", patients: "patients"}, codons),
      other_patients: found.other.patients,
      other_codons: found.other.codons,
      without_position: found.withoutPosition,
      patients: found.patients
    }
  };
}

const figures = [oncoprintFigure(3000), oncoprintFigure(50), vafFigure(), proteinFigure(5), proteinFigure(500)];

describe("scripts of the figures of mutations", () => {
  it.each(figures)("print our numbers, stored answers of R: $name", (figure) => expectStored(figure));

  it.for([0, 2, 3])("print our numbers, run in R: %s", (i, context) => {
    if (rVersion() === null) context.skip(withoutR);
    expectSameInR(figures[i]);
  });

  it("are given what they must tell apart: codons that are pooled, frequencies that are not known, patients not drawn", () => {
    expect(figures[3].ours.other_codons).toBeGreaterThan(0);
    expect(figures[2].ours["known.1"]).toBeLessThan(figures[2].ours["called.1"]!);
    expect(figures[1].ours.patients).toBe(50);
    expect(figures[4].ours["codon.1"]).toBeUndefined();
  });
});
