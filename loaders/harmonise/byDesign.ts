import type {DiseaseAlteration} from "../study/diseaseSchema.js";
import type {Mapping} from "../study/mappingSchema.js";
import type {Evidence} from "./evidence.js";
import type {FindingLog} from "./findingLog.js";

/**
 * The alterations whose frequency in a source follows from who was eligible, with the status this gives every patient;
 * null where eligibility fixes the gene but not the alteration (FLT3 mutated: a duplication or a point mutation). They
 * are left out of frequencies over several sources.
 */
export function byDesign(
  {byDesign: fixed}: Pick<Mapping, "byDesign">,
  alterations: readonly DiseaseAlteration[]
): ReadonlyMap<string, 0 | 1 | null> {
  const genes = new Set<string>();
  for (const name of Object.keys(fixed)) genes.add(alterations.find((d) => d.name === name)?.gene ?? name);
  const entries = alterations
    .filter(({gene}) => genes.has(gene))
    .map(({name}): [string, 0 | 1 | null] => [name, Object.hasOwn(fixed, name) ? fixed[name] : null]);
  return new Map(entries);
}

/** Gives every patient the status that eligibility fixes, and counts those whose own result says otherwise. */
export function fixByDesign(name: string, status: 0 | 1, decided: Evidence, findings: FindingLog): void {
  let known = 0;
  let contradicted = 0;
  decided.status.forEach((found, i) => {
    if (found !== -1) ++known;
    if (found === 1 - status) ++contradicted;
    decided.status[i] = status;
  });
  findings.add({
    file: null,
    rule: `by_design_contradicted:${name}`,
    category: "plausibility",
    severity: "error",
    n: contradicted,
    checked: known,
    description: `${name}: eligibility means ${status === 1 ? "mutated" : "wild type"}, the source's own result says otherwise; eligibility was used`
  });
}
