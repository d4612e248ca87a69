import type {
  AgreementRow,
  CoverageCell,
  EndpointSupport,
  FlowStep,
  MappingColumn,
  QualityData,
  SourceOverlap
} from "../../src/model/siteQuality.js";
import type {Release} from "../release/readRelease.js";
import {figureRelease} from "./figureRelease.js";
import {countCell, numberCell, type OptionalRow, optionalRows, textCell} from "./optionalRows.js";
import {siteFindings} from "./siteFindings.js";
import {siteMissingness} from "./siteMissingness.js";

/** What the data-quality page shows of a release; a table that the release lacks is empty. */
export function siteQuality(release: Release): QualityData {
  const {patients, rejects} = release.manifest.audit;
  const unread = unreadTokens(release);
  return {
    ...figureRelease(release),
    counts: {patients, rejects},
    flow: byStep(optionalRows(release, "patient_flow")).map(flowStep),
    missingness: siteMissingness(release),
    coverage: optionalRows(release, "assay_coverage").map(coverageCell),
    findings: siteFindings(release),
    agreement: optionalRows(release, "agreement").map(agreementRow),
    mapping: optionalRows(release, "mapping_coverage").map((row) => mappingColumn(row, unread)),
    endpoints: optionalRows(release, "endpoint_support").map((row) => ({
      ...endpointSupport(row),
      ...packWords(row, release)
    })),
    overlap: optionalRows(release, "patient_overlap").map(sourceOverlap)
  };
}

function byStep(rows: OptionalRow[]): OptionalRow[] {
  return rows.sort((a, b) => countCell(a, "step") - countCell(b, "step"));
}

function flowStep(row: OptionalRow): FlowStep {
  return {
    source: text(row, "source_id"),
    stage: text(row, "stage"),
    reason: textCell(row, "reason"),
    n: countCell(row, "n")
  };
}

function coverageCell(row: OptionalRow): CoverageCell {
  return {
    source: text(row, "source_id"),
    assay: text(row, "assay"),
    assayType: text(row, "assay_type"),
    panel: textCell(row, "panel_id"),
    alteration: text(row, "alteration"),
    gene: text(row, "gene_symbol"),
    coverage: text(row, "coverage"),
    assayed: countCell(row, "n_assayed"),
    failed: countCell(row, "n_failed"),
    tested: countCell(row, "n_tested"),
    mutated: countCell(row, "n_mutated"),
    offPanel: countCell(row, "n_off_panel"),
    byDesign: row.by_design === true
  };
}

function agreementRow(row: OptionalRow): AgreementRow {
  return {
    source: text(row, "source_id"),
    fact: text(row, "fact"),
    supplied: text(row, "supplied"),
    derived: text(row, "derived"),
    n: countCell(row, "n"),
    agree: countCell(row, "n_agree"),
    onlySupplied: numberCell(row, "n_only_supplied"),
    onlyDerived: numberCell(row, "n_only_derived"),
    kappa: numberCell(row, "kappa")
  };
}

function mappingColumn(row: OptionalRow, unread: ReadonlyMap<string, number>): MappingColumn {
  const [source, file, column] = [text(row, "source_id"), text(row, "file"), text(row, "column")];
  return {
    source,
    file,
    column,
    mapped: row.mapped === true,
    cells: countCell(row, "n_cells"),
    values: countCell(row, "n_values"),
    missing: countCell(row, "n_missing"),
    refused: countCell(row, "n_refused"),
    unreadTokens: unread.get(JSON.stringify([source, file, column])) ?? 0
  };
}

function endpointSupport(row: OptionalRow): EndpointSupport {
  return {
    source: text(row, "source_id"),
    endpoint: text(row, "endpoint"),
    definition: text(row, "definition"),
    support: text(row, "support"),
    reason: textCell(row, "reason"),
    isDefault: row.is_default === true,
    n: countCell(row, "n"),
    events: countCell(row, "n_events"),
    competing: countCell(row, "n_competing")
  };
}

/** Words for an endpoint that the disease pack declares. */
function packWords(row: OptionalRow, {manifest: {terms}}: Release): Pick<EndpointSupport, "label" | "words"> {
  const [label, words] = [
    terms?.endpoint?.[text(row, "endpoint")],
    terms?.endpointDefinition?.[text(row, "definition")]
  ];
  return {...(label !== undefined && {label}), ...(words !== undefined && {words})};
}

function sourceOverlap(row: OptionalRow): SourceOverlap {
  return {
    a: text(row, "source_a"),
    b: text(row, "source_b"),
    key: text(row, "key"),
    declared: row.declared === true,
    n: countCell(row, "n")
  };
}

/** Distinct tokens that could not be read, by source, file and column. Tokens may name a patient: they are counted only. */
function unreadTokens(release: Release): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of optionalRows(release, "unmapped_tokens")) {
    const key = JSON.stringify([text(row, "source_id"), text(row, "file"), text(row, "column")]);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function text(row: OptionalRow, column: string): string {
  return textCell(row, column) ?? "";
}
