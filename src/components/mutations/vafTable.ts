import type {GeneFrequencies} from "../../cohort/mutations/vafByGene.js";
import type {FigureTable} from "../plainTable.js";

/** Quartiles by gene. */
export function vafTable(genes: readonly GeneFrequencies[]): FigureTable {
  return {
    columns: ["gene", "patients_with_call", "frequency_known", "lower_quartile", "median", "upper_quartile"],
    rows: genes.map((d) => [d.gene, d.called, d.values.length, d.lowerQuartile, d.median, d.upperQuartile])
  };
}

/** The frequencies themselves: patients by gene and value, those whose frequency is not known last. */
export function vafValuesTable(genes: readonly GeneFrequencies[]): FigureTable {
  return {
    columns: ["gene", "vaf", "patients"],
    rows: genes.flatMap(({gene, called, values}) => {
      const counts = new Map<number, number>();
      for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
      const known = Array.from(counts, ([value, patients]) => [gene, value, patients]);
      return called > values.length ? [...known, [gene, null, called - values.length]] : known;
    })
  };
}
