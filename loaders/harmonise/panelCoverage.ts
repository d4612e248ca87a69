import type {DiseaseAlteration} from "../study/diseaseSchema.js";
import type {Panel} from "../study/panelSchema.js";

/**
 * Whether a panel can decide an alteration: it is listed, or its gene is listed with the whole coding sequence and
 * small variants make it. Hot spots decide only what is listed.
 */
export function panelCovers(panel: Panel, alteration: DiseaseAlteration): boolean {
  if (panel.alterations.includes(alteration.name)) return true;
  if (alteration.class !== "SNV_indel" || alteration.calls === "none") return false;
  return panel.genes.includes(alteration.gene) && panelScope(panel, alteration.gene) === "full_cds";
}

/** How much of a listed gene a panel covers. */
export function panelScope({scope, scopes}: Panel, gene: string): string {
  return Object.hasOwn(scopes, gene) ? scopes[gene] : scope;
}

/** Whether a panel can see a call at all: small variants of a listed gene, or any alteration listed for the gene. */
export function panelSees(
  panel: Panel,
  gene: string,
  duplication: boolean,
  pack: readonly DiseaseAlteration[]
): boolean {
  if (!duplication && panel.genes.includes(gene)) return true;
  return pack.some(
    (d) =>
      d.gene === gene && panel.alterations.includes(d.name) && duplication === (d.class === "ITD" || d.class === "PTD")
  );
}
