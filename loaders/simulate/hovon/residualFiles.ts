import type {RawFile} from "../rawFile.js";
import {commaNumber, dutchTable} from "./dutchTable.js";
import {isDta} from "./residualDisease.js";
import {dutchDate} from "./trialDates.js";
import type {TrialParameters} from "./trialParameters.js";
import type {ResidualTruth, TrialPatientTruth, TrialTruth} from "./trialTruth.js";

/** A result of a test for residual disease, as the model has it. */
export interface ResidualResult {
  readonly method: "NGS" | "MFC";
  /** Gene, `LAIP`, or `any` for the sample as a whole. */
  readonly target: string;
  readonly status: "pos" | "neg" | "not_evaluable";
  readonly value: number | null;
  readonly unit: "1" | "%";
  readonly lod: number;
  readonly isDta: boolean | null;
}

/**
 * The results of one sample: a row for every gene that was mutated at diagnosis, with the largest share of reads left; one for the
 * sample, not evaluable where there is no gene to follow; one for flow cytometry where it was done.
 */
export function residualResults(
  {mutations, residual}: Pick<TrialPatientTruth, "mutations"> & {readonly residual: ResidualTruth},
  {residual: {limitOfDetection, flow}}: TrialParameters
): ResidualResult[] {
  const genes = [...new Set(mutations.map(({gene}) => gene))].sort();
  const ngs = {method: "NGS", unit: "1", lod: limitOfDetection} as const;
  const byGene = genes.map((gene): ResidualResult => {
    const left = mutations.flatMap((call) =>
      call.gene === gene && call.residualVaf !== null ? [call.residualVaf] : []
    );
    const value = left.length > 0 ? Math.max(...left) : null;
    return {...ngs, target: gene, status: value === null ? "neg" : "pos", value, isDta: isDta(gene)};
  });
  const largest = byGene.reduce(
    (most: number | null, {value}) => (value !== null && value > (most ?? 0) ? value : most),
    null
  );
  const status = genes.length === 0 ? "not_evaluable" : largest === null ? "neg" : "pos";
  const whole: ResidualResult = {...ngs, target: "any", status, value: largest, isDta: null};
  const percent = residual.flowPercent;
  if (percent === null) return [...byGene, whole];
  return [
    ...byGene,
    whole,
    {
      method: "MFC",
      target: "LAIP",
      status: percent >= flow.limitOfDetection ? "pos" : "neg",
      value: percent,
      unit: "%",
      lod: flow.limitOfDetection,
      isDta: null
    }
  ];
}

/** The samples after cycle 2: one row each. */
export function residualSampleFile({patients}: TrialTruth): RawFile {
  const rows = patients.flatMap(({id, registrationDay, residual}) =>
    residual
      ? [
          [
            id,
            dutchDate(registrationDay + residual.day),
            "beenmerg",
            "ja",
            residual.flowPercent === null ? "nee" : "ja"
          ]
        ]
      : []
  );
  return dutchTable("mrd_monsters.csv", ["patientnr", "afnamedatum", "materiaal", "NGS", "MFC"], rows);
}

const words = {pos: "positief", neg: "negatief", not_evaluable: "niet beoordeelbaar"};

/** The results of these samples: one row each; `alle` stands for the sample as a whole. */
export function residualFile({patients}: TrialTruth, parameters: TrialParameters): RawFile {
  const rows = patients.flatMap(({id, mutations, residual}) =>
    (residual ? residualResults({mutations, residual}, parameters) : []).map((result) => [
      id,
      result.method,
      result.target === "any" ? "alle" : result.target,
      words[result.status],
      result.value === null ? "nvt" : commaNumber(result.value),
      result.unit === "%" ? "%" : "VAF",
      commaNumber(result.lod),
      result.isDta === null ? "nvt" : result.isDta ? "ja" : "nee"
    ])
  );
  return dutchTable("mrd.csv", ["patientnr", "methode", "doel", "resultaat", "waarde", "eenheid", "LOD", "DTA"], rows);
}
