import type {TableListener} from "./checkTable.js";
import {isAbsent} from "./dataKinds.js";
import type {MetaFile} from "./metaFile.js";
import {metaValue} from "./metaFile.js";
import type {StudyReport} from "./studyReport.js";

/** What a matrix of gene panels is compared with. */
export interface PanelContext {
  /** `stable_id` of the profiles of the study. */
  readonly profiles: ReadonlySet<string>;
  /** Panels that lie in the folder. */
  readonly panels: ReadonlySet<string>;
  /** Samples of the case list of sequenced ones; undefined if there is none. */
  readonly sequenced: ReadonlySet<string> | undefined;
}

/**
 * Checks a matrix of gene panels: its columns are profiles, its panels are known where the folder has any, and who has one for
 * mutations is listed as sequenced.
 */
export function panelListener(
  file: string,
  {profiles, panels, sequenced}: PanelContext,
  report: StudyReport
): TableListener {
  const profile = report.check(
    file,
    "panel_profile",
    "error",
    "Columns that are not the stable_id of a profile of the study"
  );
  const [severity, words] =
    panels.size > 0
      ? (["error", "Panels that are not among those of the folder"] as const)
      : (["info", "Panels that cBioPortal must have before the study, since the folder has none"] as const);
  const unknown = report.check(file, "panel_unknown", severity, words);
  const unlisted = report.check(
    file,
    "panel_not_sequenced",
    "error",
    "Samples with a panel for mutations that are not listed as sequenced"
  );
  const twice = report.check(file, "duplicate_sample", "error", "A sample that an earlier row has");
  const seen = new Set<string>();
  // A panel is looked up where it stands first.
  const told = new Set<string>();
  let columns: readonly string[] = [];
  return {
    header({line, cells}) {
      columns = cells.filter((name) => name !== "SAMPLE_ID");
      for (const column of columns) profile.test(profiles.has(column), {line, column});
    },
    row({line}, cell) {
      const sample = cell("SAMPLE_ID");
      twice.test(!seen.has(sample), {line, column: "SAMPLE_ID", value: sample});
      seen.add(sample);
      for (const column of columns) {
        const value = cell(column).trim();
        if (isAbsent(value)) continue;
        if (!told.has(value)) unknown.test(panels.has(value), {line, column, value});
        told.add(value);
        if (column === "mutations" && sequenced) unlisted.test(sequenced.has(sample), {line, column, value: sample});
      }
    }
  };
}

/** Checks the description of a gene panel: its name and its genes. */
export function checkPanel(panel: MetaFile, report: StudyReport): void {
  const missing = report.check(panel.file, "meta_field", "error", "Fields that are missing or blank");
  for (const key of ["stable_id", "description", "gene_list"])
    missing.test(metaValue(panel, key) !== "", {column: key});
  const genes = metaValue(panel, "gene_list").split(/\s+/u);
  const twice = report.check(panel.file, "duplicate_gene", "warning", "Genes that are listed twice");
  genes.forEach((value, i) => twice.test(genes.indexOf(value) === i, {column: "gene_list", value}));
}

/** Checks the panel that the description of a data file names for all its samples. */
export function checkPanelField(meta: MetaFile, panels: ReadonlySet<string>, report: StudyReport): void {
  const value = metaValue(meta, "gene_panel");
  if (value === "" || panels.size === 0) return;
  const unknown = report.check(meta.file, "panel_unknown", "error", "Panels that are not among those of the folder");
  unknown.test(panels.has(value), {column: "gene_panel", value});
}
