import type {QualityFinding} from "../../src/model/siteQuality.js";
import type {Release} from "../release/readRelease.js";
import {countCell, optionalRows, textCell} from "./optionalRows.js";

/** What the quality rules found, checks that found nothing included. */
export function siteFindings(release: Release): QualityFinding[] {
  return optionalRows(release, "findings").map((row) => ({
    source: textCell(row, "source_id") ?? "",
    file: textCell(row, "file"),
    rule: textCell(row, "rule_id") ?? "",
    category: textCell(row, "category") ?? "",
    severity: textCell(row, "severity") ?? "",
    n: countCell(row, "n"),
    nChecked: countCell(row, "n_checked"),
    description: textCell(row, "description") ?? ""
  }));
}
