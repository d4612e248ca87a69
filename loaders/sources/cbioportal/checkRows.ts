import type {TableListener} from "./checkTable.js";
import {geneCheck} from "./checkGene.js";
import {isAbsent} from "./dataKinds.js";
import type {MetaFile} from "./metaFile.js";
import {metaValue} from "./metaFile.js";
import type {StudyGenes} from "./studyGenes.js";
import type {StudyReport} from "./studyReport.js";

const chromosome = /^(chr)?([1-9]|1\d|2[0-4]|X|Y|M|MT)$/iu;

/** Checks segments: chromosomes, and that they begin before they end. */
export function segmentListener(file: string, report: StudyReport): TableListener {
  const place = report.check(file, "chromosome", "error", "Chromosomes that there are not");
  const bounds = report.check(
    file,
    "bounds",
    "error",
    "Segments that end before they start, or start before the first base"
  );
  return {
    row({line}, cell) {
      const [chrom, start, end] = ["chrom", "loc.start", "loc.end"].map((name) => cell(name).trim());
      place.test(chromosome.test(chrom), {line, column: "chrom", value: chrom});
      const ordered = !(Number(start) > Number(end)) && !(Number(start) < 0);
      bounds.test(ordered, {line, column: "loc.start", value: `${start}–${end}`});
    }
  };
}

/** Checks what GISTIC found: chromosomes, bounds of peaks, q-values, and whether they are gains or losses as the description says. */
export function gisticListener(file: string, meta: MetaFile, report: StudyReport): TableListener {
  const place = report.check(file, "chromosome", "error", "Chromosomes that there are not");
  const bounds = report.check(file, "bounds", "error", "Peaks that end before they start");
  const q = report.check(file, "q_value", "error", "Values of q that are not between 0 and 1");
  const amp = report.check(
    file,
    "amp",
    "error",
    "Rows that are not 1 for gains, 0 for losses, as the description says"
  );
  const expected = metaValue(meta, "genetic_alteration_type") === "GISTIC_GENES_AMP" ? "1" : "0";
  const genes = report.check(file, "gene_unknown", "warning", "Peaks without a gene");
  return {
    row({line}, cell) {
      const [chrom, start, end] = ["chromosome", "peak_start", "peak_end"].map((name) => cell(name).trim());
      place.test(chromosome.test(chrom), {line, column: "chromosome", value: chrom});
      bounds.test(!(Number(start) > Number(end)), {line, column: "peak_start", value: `${start}–${end}`});
      const value = cell("q_value").trim();
      q.test(value !== "" && Number(value) >= 0 && Number(value) <= 1, {line, column: "q_value", value});
      amp.test(cell("amp").trim() === expected, {line, column: "amp", value: cell("amp")});
      genes.test(cell("genes_in_region").replaceAll(",", "").trim() !== "", {line, column: "genes_in_region"});
    }
  };
}

/** Checks structural variants: their genes, of which one must be told, and whether they are somatic. */
export function variantListener(file: string, report: StudyReport, genes: StudyGenes | undefined): TableListener {
  const status = report.check(file, "value_type", "error", "Values of SV_Status other than SOMATIC and GERMLINE");
  const none = report.check(file, "gene_unknown", "error", "Rows without a gene");
  const check = geneCheck(file, report, genes);
  return {
    row({line}, cell) {
      const told = cell("SV_Status").trim();
      status.test(/^(SOMATIC|GERMLINE)$/iu.test(told), {line, column: "SV_Status", value: told});
      const sites = [1, 2].map((site) => {
        const columns = [`Site${site}_Hugo_Symbol`, `Site${site}_Entrez_Gene_Id`] as const;
        return {columns, texts: columns.map((name) => cell(name).trim())};
      });
      const known = sites.filter(({texts}) => texts.some((text) => !isAbsent(text)));
      none.test(known.length > 0, {line, column: "Site1_Hugo_Symbol"});
      for (const {columns, texts} of known) check(line, columns, texts[0], texts[1]);
    }
  };
}

/** Checks copy number of genes in the long form. */
export function longCallListener(file: string, report: StudyReport, genes: StudyGenes | undefined): TableListener {
  const value = report.check(file, "value_type", "error", "Cells that should hold a number and do not");
  const twice = report.check(file, "duplicate_call", "error", "A gene of a sample that an earlier row has");
  const check = geneCheck(file, report, genes);
  const seen = new Set<string>();
  return {
    row({line}, cell) {
      const [symbol, entrez, sample] = ["Hugo_Symbol", "Entrez_Gene_Id", "Sample_Id"].map((name) => cell(name).trim());
      check(line, ["Hugo_Symbol", "Entrez_Gene_Id"], symbol, entrez);
      const call = cell("Value").trim();
      value.test(isAbsent(call) || /^(-2|-1\.5|-1|0|1|2)$/u.test(call), {line, column: "Value", value: call});
      if (seen.size >= 500_000) return;
      const key = `${sample} ${symbol === "" ? entrez : symbol}`;
      twice.test(!seen.has(key), {line, column: "Hugo_Symbol", value: symbol});
      seen.add(key);
    }
  };
}

/** Checks rows of a matrix, by gene or another entity: each is told, and once. */
export function matrixListener(file: string, report: StudyReport, genes: StudyGenes | undefined): TableListener {
  const twice = report.check(file, "duplicate_entity", "warning", "What an earlier row has measured already");
  const check = genes && geneCheck(file, report, genes);
  const seen = new Set<string>();
  let entity = "Hugo_Symbol";
  return {
    header({cells}) {
      entity =
        ["Hugo_Symbol", "ENTITY_STABLE_ID", "Composite.Element.REF", "Entrez_Gene_Id"].find((name) =>
          cells.includes(name)
        ) ?? entity;
    },
    row({line}, cell) {
      const name = cell(entity).trim();
      twice.test(!seen.has(name), {line, column: entity, value: name});
      seen.add(name);
      if (check && entity === "Hugo_Symbol")
        check(line, ["Hugo_Symbol", "Entrez_Gene_Id"], name, cell("Entrez_Gene_Id").trim());
    }
  };
}
