import type {Release} from "../../release/readRelease.js";
import {compareText} from "../../release/textOrder.js";
import {numberCell, type OptionalRow, optionalRows, textCell} from "../optionalRows.js";
import type {IndexedSample} from "./sampleIndex.js";

/** A mutation of diagnosis that was looked for in a later sample. */
export interface FollowedTarget {
  readonly gene: string;
  readonly isDta: boolean;
  /** Null where the test gave no result. */
  readonly found: boolean | null;
  /** Variant allele frequency after induction, 0–1; null where not found or not given. */
  readonly after: number | null;
  /** Limit of detection as allele frequency; null where not given. */
  readonly detection: number | null;
}

/** A patient's sequenced sample after induction. */
export interface FollowedSample {
  readonly sample: IndexedSample;
  readonly targets: readonly FollowedTarget[];
  /** Whether anything was found, by the sample's own summary; null where it does not say. */
  readonly any: boolean | null;
}

/** Time point that follows induction. */
const afterInduction = "post_c2";
/** Target of the row that sums up a sample. */
const anyTarget = "any";
/** Genes of clonal haematopoiesis that persist in remission (Jongen-Lavrencic et al., N Engl J Med 2018;378:1189). */
const dtaGenes: ReadonlySet<string> = new Set(["DNMT3A", "TET2", "ASXL1"]);

/**
 * The sequenced samples after induction of one source with the mutations looked for in them, by patient; of several
 * samples of a patient the earliest. A low level counts as found.
 *
 * @param method code of the vocabulary `mrdMethod`; of others than sequencing a target is what was followed
 */
export function followedSamples(
  release: Release,
  source: string,
  samples: ReadonlyMap<string, IndexedSample>,
  method = "NGS"
): Map<string, FollowedSample> {
  const bySample = new Map<string, {sample: IndexedSample; rows: OptionalRow[]}>();
  for (const row of optionalRows(release, "mrd")) {
    const sample = samples.get(textCell(row, "sample_id") ?? "");
    if (sample?.source !== source || sample.timepoint !== afterInduction || textCell(row, "method") !== method)
      continue;
    const entry = bySample.get(sample.id) ?? {sample, rows: []};
    bySample.set(sample.id, entry);
    entry.rows.push(row);
  }
  const followed = new Map<string, FollowedSample>();
  for (const {sample, rows} of [...bySample.values()].sort((a, b) => bySampleDay(a.sample, b.sample))) {
    if (followed.has(sample.patient)) continue;
    followed.set(sample.patient, {
      sample,
      targets: rows.filter((row) => row.target !== anyTarget).map(targetOf),
      any: foundBy(rows.find((row) => row.target === anyTarget))
    });
  }
  return new Map([...followed].sort(([a], [b]) => compareText(a, b)));
}

function bySampleDay(a: IndexedSample, b: IndexedSample): number {
  const [first, second] = [a.day ?? Infinity, b.day ?? Infinity];
  return first === second ? compareText(a.id, b.id) : first - second;
}

function targetOf(row: OptionalRow): FollowedTarget {
  const gene = textCell(row, "target") ?? "";
  const found = foundBy(row);
  return {
    gene,
    isDta: typeof row.is_dta === "boolean" ? row.is_dta : dtaGenes.has(gene),
    found,
    after: found === true ? frequencyOf(row, "value") : null,
    detection: frequencyOf(row, "lod")
  };
}

function foundBy(row: OptionalRow | undefined): boolean | null {
  const status = row === undefined ? null : textCell(row, "status");
  if (status === "pos" || status === "low_level") return true;
  return status === "neg" ? false : null;
}

/** A variant allele frequency as a share, whichever unit the row has. */
function frequencyOf(row: OptionalRow, column: string): number | null {
  const value = numberCell(row, column);
  if (value === null) return null;
  return textCell(row, "unit") === "%" ? value / 100 : value;
}
