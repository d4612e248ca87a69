import type {LoadedStudy} from "../study/loadStudy.js";
import {panelCovers, panelScope} from "./panelCoverage.js";
import type {ReasonedTable} from "./reasonedTable.js";

/** Appends what the panels of a study can decide, alteration by alteration. */
export function genePanels({panels, disease}: LoadedStudy, table: ReasonedTable): void {
  for (const panel of panels.values())
    for (const alteration of disease.alterations) {
      if (!panelCovers(panel, alteration)) continue;
      table.push({
        panel_id: panel.id,
        alteration: alteration.name,
        gene_symbol: alteration.gene,
        alteration_class: alteration.class,
        scope: panelScope(panel, alteration.gene)
      });
    }
}
