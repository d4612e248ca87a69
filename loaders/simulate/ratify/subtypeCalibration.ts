import {bisect} from "../bisect.js";
import type {Calibration, ClassBaseline} from "../calibration.js";
import type {RatifyParameters} from "./ratifyParameters.js";

/** The two kinds of FLT3 mutation that decide which other lesions are likely. */
export type Subtype = "TKD" | "ITD";

type Rates = Readonly<Record<string, number>>;

/**
 * The calibration as it holds among the patients of the trial with one kind of FLT3 mutation: shares of the classes, the
 * mutation itself, ages, sex, white blood cells and gene frequencies moved to the published marginals, no acute
 * promyelocytic leukaemia.
 */
export function subtypeCalibration(
  calibration: Calibration,
  parameters: RatifyParameters,
  subtype: Subtype
): Calibration {
  const {common, shifts, strata} = parameters;
  const weights = calibration.classWeights[common.source];
  const meanAge = mean(weights, (name) => calibration.clinicalByClass[name].ageM);
  const [female, secondary] = (["fem", "sec"] as const).map((name) =>
    logitShift(
      weights,
      mapValues(calibration.clinicalByClass, (d) => d[name]),
      name === "fem" ? shifts.female : shifts.secondary
    )
  );
  const own: Rates = subtype === "TKD" ? {FLT3_TKD: 1, FLT3_ITD: 0} : {FLT3_ITD: 1, FLT3_TKD: strata.tkdWithItd};
  return {
    ...calibration,
    classWeights: {...calibration.classWeights, [common.source]: classShares(calibration, parameters)[subtype]},
    clinicalByClass: mapValues(calibration.clinicalByClass, (baseline): ClassBaseline => {
      const {age, wbcLogMean} = shifts;
      return {
        ...baseline,
        ageM: age.mean + age.spread * (baseline.ageM - meanAge),
        ageSD: age.sd,
        wbcLM: baseline.wbcLM + wbcLogMean,
        fem: moved(baseline.fem, female),
        sec: moved(baseline.sec, secondary)
      };
    }),
    geneByClass: mapValues(withMarginals(calibration.geneByClass, weights, shifts.marginals), (genes) => ({
      ...genes,
      ...own
    })),
    cytoByClass: mapValues(calibration.cytoByClass, (flags) => ({...flags, t_15_17: 0}))
  };
}

/** Shares of the classes with either kind of mutation; over both they are as calibrated. */
export function classShares(
  {classWeights, ratify}: Calibration,
  {common, strata}: RatifyParameters
): Readonly<Record<Subtype, Rates>> {
  const weights = classWeights[common.source];
  const total = Object.values(weights).reduce((sum, w) => sum + w, 0);
  const tilted = Object.entries(weights).map(([name, w]) => [name, w * (strata.classOddsTkd[name] ?? 1)] as const);
  const scale = tilted.reduce((sum, [, w]) => sum + w, 0);
  const tkd = Object.fromEntries(tilted.map(([name, w]) => [name, w / scale]));
  const share = ratify.flt3.TKD;
  const itd = Object.fromEntries(
    Object.entries(weights).map(([name, w]) => [name, (w / total - share * tkd[name]) / (1 - share)])
  );
  return {TKD: tkd, ITD: itd};
}

/** Moves the log-odds of each gene by the same amount in every class, so that its frequency over all classes is the wanted one. */
function withMarginals(
  geneByClass: Calibration["geneByClass"],
  weights: Rates,
  marginals: Rates
): Calibration["geneByClass"] {
  const result = mapValues(geneByClass, (genes) => ({...genes}));
  for (const [gene, wanted] of Object.entries(marginals)) {
    const shift = logitShift(
      weights,
      mapValues(geneByClass, (genes) => genes[gene]),
      wanted
    );
    for (const genes of Object.values(result)) genes[gene] = moved(genes[gene], shift);
  }
  return result;
}

/** What must be added to the log-odds in every class so that the frequency over all classes is the wanted one. */
function logitShift(weights: Rates, rates: Rates, wanted: number): number {
  return bisect((shift) => mean(weights, (name) => moved(rates[name], shift)) - wanted, -6, 6);
}

function mean(weights: Rates, value: (name: string) => number): number {
  const names = Object.keys(weights);
  const total = names.reduce((sum, name) => sum + weights[name], 0);
  return names.reduce((sum, name) => sum + weights[name] * value(name), 0) / total;
}

/** A probability whose log-odds are moved; 0 and 1 stay. */
function moved(p: number, logit: number): number {
  return p <= 0 || p >= 1 ? p : 1 / (1 + ((1 - p) / p) * Math.exp(-logit));
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}
