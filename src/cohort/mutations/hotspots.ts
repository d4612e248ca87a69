import type {CallColumns} from "./callColumns.js";

/** Patients with a call at one codon of a gene, by what it does to the protein. */
export interface CodonCount {
  readonly codon: number;
  /** Code of the consequence that most of the patients have. */
  readonly consequence: string | null;
  readonly patients: number;
}

/** The calls of a gene along its protein. */
export interface Hotspots {
  readonly gene: string;
  /** Codons in which at least the least number of patients has a call, ascending. */
  readonly codons: readonly CodonCount[];
  /** Patients whose calls all lie at rarer codons, and how many codons those are. */
  readonly other: {readonly patients: number; readonly codons: number};
  /** Patients none of whose calls has a position. */
  readonly withoutPosition: number;
  /** Patients with a call in the gene. */
  readonly patients: number;
}

/**
 * Where in the protein the calls of a gene lie, in patients: one who has two calls at a codon counts once there. Codons
 * with fewer than `least` patients are pooled, and their places not told.
 */
export function hotspots(calls: CallColumns, gene: string, members: ArrayLike<number>, least = 5): Hotspots {
  const wanted = calls.genes.indexOf(gene);
  const atCodon = new Map<number, Map<number, number>>();
  const patients = new Set<number>();
  const placed = new Set<number>();
  for (let i = calls.starts[wanted] ?? 0; i < (calls.starts[wanted + 1] ?? 0); ++i) {
    const row = calls.rows[i];
    if (members[row] !== 1) continue;
    patients.add(row);
    const codon = calls.codon[i];
    if (Number.isNaN(codon)) continue;
    placed.add(row);
    const found = atCodon.get(codon) ?? new Map<number, number>();
    atCodon.set(codon, found);
    if (!found.has(row)) found.set(row, calls.consequence[i]);
  }
  const frequent = [...atCodon].filter(([, rows]) => rows.size >= least).sort(([a], [b]) => a - b);
  const named = new Set(frequent.flatMap(([, rows]) => [...rows.keys()]));
  return {
    gene,
    codons: frequent.map(([codon, rows]) => ({
      codon,
      patients: rows.size,
      consequence: calls.consequences[commonest(rows.values())] ?? null
    })),
    other: {patients: [...placed].filter((row) => !named.has(row)).length, codons: atCodon.size - frequent.length},
    withoutPosition: patients.size - placed.size,
    patients: patients.size
  };
}

function commonest(codes: Iterable<number>): number {
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [-1, 0])[0];
}
