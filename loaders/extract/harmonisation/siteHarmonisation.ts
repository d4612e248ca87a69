import type {FigureRelease} from "../../../src/model/figureRelease.js";
import type {SiteFinding} from "../../../src/model/siteData.js";
import type {Release} from "../../release/readRelease.js";
import {figureRelease} from "../figureRelease.js";
import {optionalRows, textCell} from "../optionalRows.js";
import {siteFindings} from "../siteFindings.js";
import {type ExcerptFile, type ExcerptPatient, sourceExcerpts} from "./excerpts.js";
import {harmonisedRows, type ShownTable} from "./harmonisedRows.js";
import {type Quirk, sourceQuirks} from "./quirks.js";
import {patientRefusals, type Refusal, type RefusalCount, refusalCounts} from "./refusals.js";

/** A patient's raw records beside the harmonised rows. */
export interface ShownPatient extends ExcerptPatient {
  readonly tables: readonly ShownTable[];
  readonly refusals: readonly Refusal[];
}

/** What harmonising one source meant. */
export interface HarmonisedSource {
  readonly id: string;
  readonly name: string;
  readonly simulated: boolean;
  readonly inputs: readonly {readonly file: string; readonly records: number}[];
  readonly patients: readonly ShownPatient[];
  readonly others: readonly ExcerptFile[];
  readonly quirks: readonly Quirk[];
  readonly refusals: readonly RefusalCount[];
  /** Findings of severity warning or error. */
  readonly findings: readonly SiteFinding[];
}

/** What the page on harmonisation shows. */
export interface HarmonisationData extends FigureRelease {
  readonly sourceDetails: readonly HarmonisedSource[];
  readonly patients: number;
  /** Values that have a raw column, and raw columns that are read. */
  readonly rules: number;
}

/** From raw records to harmonised rows, source by source. */
export function siteHarmonisation(release: Release): HarmonisationData {
  const {manifest} = release;
  const findings = siteFindings(release);
  return {
    ...figureRelease(release),
    patients: manifest.audit.patients,
    rules: optionalRows(release, "provenance").filter((row) => textCell(row, "raw_column") !== null).length,
    sourceDetails: manifest.sources.map(({id, name, simulated}) => {
      const {patients, others} = sourceExcerpts(release, id);
      return {
        id,
        name,
        simulated,
        inputs: manifest.inputs.filter((input) => input.source === id).map(({file, rows}) => ({file, records: rows})),
        patients: patients.map((patient) => ({
          ...patient,
          tables: harmonisedRows(release, patient),
          refusals: patientRefusals(release, id, patient)
        })),
        others,
        quirks: sourceQuirks(release, id),
        refusals: refusalCounts(release, id),
        findings: findings.filter(({source, severity, n}) => source === id && severity !== "info" && n > 0)
      };
    })
  };
}
