import {z} from "zod";
import {hotspots} from "../../../src/cohort/mutations/hotspots.js";
import type {CountsBlock} from "../../../src/model/report.js";
import {integer, text} from "../../study/scalars.js";
import type {ReportContext} from "../reportContext.js";
import {blockCohort, blockFrame} from "./blockFrame.js";
import {blockBase, type BlockKind} from "./blockKind.js";
import {definedSet} from "./definedSet.js";

const schema = z.strictObject({
  ...blockBase,
  kind: z.literal("codons"),
  genes: z.array(text).min(1),
  /** Patients with a call at a codon that is named, at least; rarer ones are pooled. */
  patients: integer.default(5)
});

/** Where in the protein the calls of genes lie, in patients: the lollipops of hotspot genes as counts. */
export const codons: BlockKind<z.output<typeof schema>> = {
  kind: "codons",
  schema,
  compute(context, declared) {
    const cohort = blockCohort(context, declared);
    // Of a release that tells only frequent codons, a call without one lies at a rarer codon, or was not placed.
    const isHidden = context.release.manifest.disclosure !== undefined;
    const restLabel = isHidden ? "rarer codons, or not placed" : "rarer codons only";
    const rows = declared.genes.flatMap((gene): CountsBlock["rows"] => {
      const found = hotspots(context.calls(), gene, cohort.set.members, declared.patients);
      if (found.codons.length === 0) return [];
      const at = patientsByCodon(context, gene, isHidden);
      const count = (members: Uint8Array) => context.count(cohort.set, definedSet(context, members));
      const of = count(unionOf([...at.values()], context.patients));
      const named = found.codons.map(({codon}) => at.get(codon)!);
      const rest = unionOf([...at.values()], context.patients);
      for (const members of named) members.forEach((d, i) => (rest[i] &= 1 - d));
      return [
        ...found.codons.map(({codon}, i) => ({
          label: `${gene} codon ${codon}`,
          heading: gene,
          cells: [{count: count(named[i]), of}]
        })),
        ...(found.other.patients === 0 && !isHidden ? [] : [{label: `${gene} ${restLabel}`, heading: gene, cells: [{count: count(rest), of}]}]) // prettier-ignore
      ];
    });
    if (rows.length === 0) return [];
    const block: CountsBlock = {
      ...blockFrame(context, declared, cohort, {
        subtitle: `Patients with a call at a codon, of those with a ${isHidden ? "" : "placed "}call in the gene; codons with fewer than ${declared.patients} are pooled`,
        caption: "A patient with calls at two codons counts at both.",
        methods: ["Codons are those of the first affected amino acid of driver calls at diagnosis."],
        page: {page: "mutations"}
      }),
      kind: "counts",
      draw: "bars",
      columns: [{label: "All patients", code: "all", set: context.count(cohort.set)}],
      rows
    };
    return [block];
  }
};

/** Patients of the release with a call at each codon of a gene; with `unplaced`, those that might have one under NaN. */
function patientsByCodon(context: ReportContext, gene: string, unplaced: boolean): Map<number, Uint8Array> {
  const {genes, starts, rows, codon, consequence, consequences} = context.calls();
  // Tandem duplications have no codon in any release.
  const placeless = new Set(["ITD", "PTD"].map((code) => consequences.indexOf(code)));
  const g = genes.indexOf(gene);
  const found = new Map<number, Uint8Array>();
  for (let i = starts[g]; i < starts[g + 1]; ++i) {
    if (Number.isNaN(codon[i]) && (!unplaced || placeless.has(consequence[i]))) continue;
    const members = found.get(codon[i]) ?? new Uint8Array(context.patients);
    found.set(codon[i], members);
    members[rows[i]] = 1;
  }
  return found;
}

function unionOf(sets: readonly Uint8Array[], patients: number): Uint8Array {
  const union = new Uint8Array(patients);
  for (const members of sets) members.forEach((d, i) => (union[i] |= d));
  return union;
}
