import type {Karyotype} from "./karyotype.js";

/**
 * The sex that the sex chromosomes of the first clone tell, those lost included (`45,X,-Y` is male); null where they do
 * not tell it (no karyotype, `45,X`, aneuploid or polyploid complements).
 */
export function sexOfKaryotype({clones}: Karyotype): "female" | "male" | null {
  if (clones.length === 0) return null;
  const {sex, items} = clones[0];
  const lost = items
    .filter(({op, parts}) => op === "loss" && /^[XY]$/.test(parts[0].chromosomes[0]))
    .map(({parts}) => parts[0].chromosomes[0]);
  const all = [...(sex.match(/[XY]/g) ?? []), ...lost].sort().join("");
  return all === "XX" ? "female" : all === "XY" ? "male" : null;
}
