import type {RawFile} from "../rawFile.js";
import {commaNumber, dutchTable} from "./dutchTable.js";
import type {ExpressionParameters} from "./expression.js";
import type {TrialTruth} from "./trialTruth.js";

/** Copy-number segments of all arrays, one row a segment. */
export function segmentFile({patients}: TrialTruth): RawFile {
  const rows = patients.flatMap(({id, segments}) =>
    (segments ?? []).map(({chromosome, start, end, probes, log2Ratio}) => [
      id,
      chromosome,
      String(start),
      String(end),
      String(probes),
      commaNumber(log2Ratio, 3)
    ])
  );
  return dutchTable("segmenten.csv", ["patientnr", "chr", "begin", "einde", "n_probes", "log2ratio"], rows);
}

/** Which patients had an expression array, of which kind and in which batch. */
export function arraySheet({expression}: TrialTruth): RawFile {
  const rows = expression.patients.map((id, i) => [
    id,
    `EXP${String(i + 1).padStart(4, "0")}`,
    `serie ${expression.batches[i]}`,
    "HG-U133 Plus 2.0"
  ]);
  return dutchTable("expressie_monsters.csv", ["patientnr", "array", "serie", "platform"], rows);
}

/** Expression as a matrix: a row for each gene, a column for each patient, log2 intensities to two decimals. */
export function expressionMatrix({expression}: TrialTruth, {formerSymbols}: ExpressionParameters): RawFile {
  const {genes, patients, values} = expression;
  const rows = genes.map((gene, g) => [
    formerSymbols[gene] ?? gene,
    ...values[g].map((value) => commaNumber(value, 2))
  ]);
  return dutchTable("expressie.csv", ["gen", ...patients], rows);
}
