import {cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {harmoniseStudy} from "../../loaders/harmonise/harmoniseStudy.js";
import {root} from "./sharedData.js";
import {reader} from "./tables.js";
import {temporaryFolder} from "./temporaryFolder.js";

/** The small mapping that tests start from; every patient is invented. */
export const mapping = `source: TEST
version: 1.0.0
samples:
  diagnosis: {timepoint: diagnosis, day: 0}
assays:
  ngs: {type: NGS_panel, sample: diagnosis, panel: small}
  itd_caller: {type: NGS_panel, sample: diagnosis, panel: itd_only, patients: {file: itd}}
  karyotype: {type: karyotype, sample: diagnosis, status: karyotype}
files:
  clinical:
    file: clinical.csv
    format: {delimiter: ","}
    rows: patients
    key: {column: ID}
    missing: [""]
    columns:
      AOD: {to: patients.age_years, unit: a}
      WBC: {to: patients.wbc, unit: /uL}
      SEX: {to: patients.sex, missing: ["", ND], codes: {m: male, f: female}}
      OS: {to: patients.followup_days, unit: d}
      NPM1: {to: alterations.NPM1, missing: {"": NOT_TESTED}, codes: {0: 0, 1: 1}}
      ITD: {to: alterations.FLT3-ITD, missing: {"": NOT_TESTED}, codes: {0: 0, 1: 1}}
    events:
      - {event: death, day: OS, when: {DEAD: {is: 1, not: 0}}}
      - {event: last_contact, day: OS, when: {DEAD: {is: 0, not: 1}}}
      - {event: cr, day: CR}
      - {event: relapse, day: REL}
  genetic:
    file: genetic.txt
    format: {delimiter: tab, lineEnd: CR}
    rows: mutations
    key: {column: SAMPLE}
    id: VID
    assay: ngs
    genome: GRCh37
    missing: [na, NA]
    columns:
      GENE: {to: mutations.gene_symbol}
      CHR: {to: mutations.chrom}
      TYPE: {to: mutations.variant_class, codes: {Sub: SNV, I: INS, ITD: ITD, PTD: PTD}}
      CONSEQUENCE:
        to: mutations.consequence
        repairs: {misssense: missense}
        codes: {missense: missense, nonsense: nonsense, ITD: ITD, PTD: PTD}
      AA:
        - {to: mutations.hgvs_p, missing: [na, NA]}
        - {to: mutations.protein_start, transform: firstInteger}
      VAF: {to: mutations.vaf, unit: "%"}
      RESULT: {to: mutations.call_class, codes: {ONCOGENIC: oncogenic, POSSIBLE: possible, PASSENGER: passenger}}
      CALL: {to: mutations.qc, repairs: {OK_: OK}, codes: {OK: pass, Q: questionable}}
  karyotypes:
    file: karyotypes.txt
    format: {delimiter: tab, lineEnd: CR}
    rows: details
    key: {column: ID}
    columns:
      karyotype: {to: cytogenetics.status, missing: [na], transform: karyotypeStatus}
  itd:
    file: itd.txt
    format: {delimiter: tab}
    rows: details
    key: {column: Sample, transform: {stripPrefix: WGA_}}
    missing: ["."]
    columns:
      status: {to: alterations.FLT3-ITD, codes: {No_ITD: 0, ITD: 1}}
resolve:
  FLT3-ITD: {decide: [clinical.ITD], compare: [itd.status]}
`;

/** Raw files that the small mapping reads. */
export const rawFiles: Readonly<Record<string, string>> = {
  "clinical.csv": [
    "ID,AOD,WBC,SEX,OS,DEAD,CR,REL,NPM1,ITD",
    "P1,50,12000,m,400,1,30,200,1,1",
    "P2,61,3500,f,900,0,40,,0,0",
    "P3,44,,ND,20,1,,,,",
    ""
  ].join("\n"),
  "genetic.txt": [
    "VID\tSAMPLE\tGENE\tCHR\tTYPE\tCONSEQUENCE\tAA\tVAF\tRESULT\tCALL",
    "1\tP1\tDNMT3A\t2\tSub\tmisssense\tp.R882H\t44.86\tONCOGENIC\tOK",
    "2\tP1\tSFRS2\t17\tSub\tmissense\tp.P95H\t40\tPOSSIBLE\tOK_",
    "3\tP2\tIDH2\t15\tSub\tmissense\tp.R140Q\tna\tONCOGENIC\tOK",
    ""
  ].join("\r"),
  "karyotypes.txt": ["ID\tkaryotype", "P1\t46,XY", 'P2\t"46,XX,t(8;21)(q22;q22)\r/46,XX"', "P3\tna", ""].join("\r"),
  "itd.txt": ["Sample\tstatus", "WGA_P1\tITD", "WGA_P2\tNo_ITD", "WGA_P3\t.", ""].join("\n")
};

/** The study file of the small partner. */
export const study = `id: test
title: Test
disease: aml
tier: internal
sources:
  - id: TEST
    name: Test partner
    kind: registry
    index_event: diagnosis
    simulated: false
    version: 1.0.0
    mapping: data/mappings/test.yaml
    data: [raw]
`;

const panels: Readonly<Record<string, string>> = {
  small: "id: small\ntitle: Small panel\norigin: invented\ngenes: [DNMT3A, SRSF2, IDH2, KMT2A, KMT2D, TP53, NPM1]\n",
  itd_only: "id: itd_only\ntitle: ITD caller\norigin: invented\nalterations: [FLT3-ITD]\n"
};

/** What a test changes of the small partner. */
export interface PartnerChanges {
  readonly mapping?: string;
  readonly study?: string;
  /** Raw files that replace or join the usual ones; bytes or text. */
  readonly raw?: Readonly<Record<string, string | Uint8Array>>;
  readonly panels?: Readonly<Record<string, string>>;
  /** Further declarations by path. */
  readonly declarations?: Readonly<Record<string, string>>;
}

/** Writes a project with one small partner into a temporary folder and returns the folder. */
export function partner(changes: PartnerChanges = {}): string {
  return writePartner(temporaryFolder(), changes);
}

/** Writes a project with one small partner into an existing folder and returns the folder. */
export function writePartner(folder: string, changes: PartnerChanges = {}): string {
  for (const part of ["data/studies", "data/mappings", "data/panels", "raw"])
    mkdirSync(join(folder, part), {recursive: true});
  for (const part of ["package.json", "data/diseases", "data/genes", "data/rules", "data/dictionary"])
    cpSync(join(root, part), join(folder, part), {recursive: true});
  writeFileSync(join(folder, "data/studies/test.yaml"), changes.study ?? study);
  writeFileSync(join(folder, "data/mappings/test.yaml"), changes.mapping ?? mapping);
  for (const [id, text] of Object.entries({...panels, ...changes.panels}))
    writeFileSync(join(folder, "data/panels", `${id}.yaml`), text);
  for (const [path, text] of Object.entries(changes.declarations ?? {})) writeFileSync(join(folder, path), text);
  for (const [name, content] of Object.entries({...rawFiles, ...changes.raw}))
    writeFileSync(join(folder, "raw", name), content);
  return folder;
}

/** Harmonises the small partner as changed, and reads the tables. */
export async function harmonised(changes: PartnerChanges = {}): Promise<ReturnType<typeof reader>> {
  const {tables} = await harmoniseStudy({study: "test", root: partner(changes)});
  return reader(tables);
}

/** {@link harmonised} for several tests to share, outside of them: the folder is gone once the tables are read. */
export async function harmonisedOnce(changes: PartnerChanges = {}): Promise<ReturnType<typeof reader>> {
  const folder = mkdtempSync(join(tmpdir(), "hemiola-"));
  try {
    const {tables} = await harmoniseStudy({study: "test", root: writePartner(folder, changes)});
    return reader(tables);
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** The small mapping with one text replaced; the text must occur. */
export function mappingWith(from: string, to: string): string {
  if (!mapping.includes(from)) throw new RangeError(`unknown text in the mapping: ${from}`);
  return mapping.replace(from, to);
}

/** A raw file with lines appended before its end, in its own line ends. */
export function rawWith(name: string, ...lines: string[]): Record<string, string> {
  const end = rawFiles[name].includes("\n") && !rawFiles[name].startsWith("VID") ? "\n" : "\r";
  return {[name]: rawFiles[name] + lines.map((line) => line + end).join("")};
}
