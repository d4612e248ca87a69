import type {DiseaseAlteration} from "../study/diseaseSchema.js";
import type {Panel} from "../study/panelSchema.js";
import {byDesign} from "./byDesign.js";
import type {DoneAssay} from "./callEvidence.js";
import type {Calls} from "./mutations.js";
import {panelCovers, panelSees} from "./panelCoverage.js";
import type {SourceContext} from "./sourceContext.js";

/** A gene-level fact of the coverage table; `outside` for a gene that the disease pack does not name. */
interface Fact {
  readonly name: string;
  readonly gene: string;
  readonly duplication: boolean;
  readonly pack?: DiseaseAlteration;
}

/**
 * Appends the coverage of every alteration by every assay with a panel: what the panel can decide, in how many patients
 * the assay was done or failed, in how many the alteration was decided by any evidence, and how many calls were made
 * although the panel does not see them. An off-panel call of a gene that the pack does not name has a row of its own.
 */
export function addAssayCoverage(
  calls: readonly Calls[],
  assays: readonly DoneAssay[],
  {source, study, mapping, tables}: SourceContext
): void {
  const pack = study.disease.alterations;
  const fixed = byDesign(mapping, pack);
  const features = tables.patient_features;
  for (const {name: assay, panel, done, failed, decides} of assays) {
    if (!panel) continue;
    const outside = offPanel(assay, panel, calls, pack);
    const facts: Fact[] = pack.map((d) => ({name: d.name, gene: d.gene, duplication: isDuplication(d), pack: d}));
    for (const {gene, duplication} of outside.values())
      if (!facts.some((d) => d.gene === gene && d.duplication === duplication))
        facts.push({name: duplication ? `${gene} duplication` : gene, gene, duplication});
    for (const {name, gene, duplication, pack: alteration} of facts) {
      const status = alteration && decides ? features.column(name).values : [];
      tables.assay_coverage.push({
        source_id: source.id,
        assay,
        assay_type: mapping.assays[assay].type,
        panel_id: panel.id,
        alteration: name,
        gene_symbol: gene,
        coverage: coverageOf(panel, alteration),
        n_assayed: count(done, 1),
        n_failed: count(failed, 1),
        n_tested: status.reduce((n: number, d) => n + (d === null ? 0 : 1), 0),
        n_mutated: count(status, 1),
        n_off_panel: outside.get(key(gene, duplication))?.n ?? 0,
        by_design: fixed.has(name)
      });
    }
  }
}

/** Covered: the panel decides it. Partial: the panel looks at the gene, but cannot say that it is free of the alteration. */
function coverageOf(panel: Panel, alteration: DiseaseAlteration | undefined): "covered" | "partial" | "not_covered" {
  if (!alteration) return "not_covered";
  if (panelCovers(panel, alteration)) return "covered";
  return alteration.class === "SNV_indel" && panel.genes.includes(alteration.gene) ? "partial" : "not_covered";
}

/** Calls of an assay that its panel does not see, by gene and kind. */
function offPanel(
  assay: string,
  panel: Panel,
  calls: readonly Calls[],
  pack: readonly DiseaseAlteration[]
): Map<string, {readonly gene: string; readonly duplication: boolean; n: number}> {
  const found = new Map<string, {readonly gene: string; readonly duplication: boolean; n: number}>();
  for (const d of calls) {
    if (d.assay !== assay) continue;
    d.gene.forEach((gene, i) => {
      const duplication = d.variantClass[i] === "ITD" || d.variantClass[i] === "PTD";
      if (panelSees(panel, gene, duplication, pack)) return;
      const known = found.get(key(gene, duplication));
      if (known) ++known.n;
      else found.set(key(gene, duplication), {gene, duplication, n: 1});
    });
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function key(gene: string, duplication: boolean): string {
  return `${gene} ${duplication ? "duplication" : "small"}`;
}

function isDuplication(alteration: DiseaseAlteration): boolean {
  return alteration.class === "ITD" || alteration.class === "PTD";
}

function count(values: ArrayLike<unknown>, wanted: unknown): number {
  let n = 0;
  for (let i = 0; i < values.length; ++i) if (values[i] === wanted) ++n;
  return n;
}
