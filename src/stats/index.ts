/** The statistics of Hemiola: what each function computes, assumes and equals in R stands at its definition. */
export {type AdjustMethod, adjustP} from "./adjustP.js";
export {binomialTest} from "./binomialTest.js";
export {bootstrapCounts, drawnRows, percentileInterval} from "./bootstrapCounts.js";
export {breslowDay, type BreslowDayResult} from "./breslowDay.js";
export {causeSpecificCox} from "./causeSpecific.js";
export {censoringAt, censoringSurvival, type CensoringSurvival} from "./censoringSurvival.js";
export {centreBatches} from "./centreBatches.js";
export {
  chainedEquations,
  type ChainedEquationsInput,
  type ChainedEquationsOptions,
  type IncompleteVariable
} from "./chainedEquations.js";
export {type ChiSquaredResult, chiSquaredTest} from "./chiSquaredTest.js";
export {clopperPearsonInterval} from "./clopperPearsonInterval.js";
export {cochranArmitage, stratifiedTrend, type TrendCounts, type TrendResult} from "./cochranArmitage.js";
export {cohenKappa, type KappaResult} from "./cohenKappa.js";
export {compareNested} from "./compareNested.js";
export type {CompetingRisksInput} from "./competingRisksInput.js";
export type {Concordance} from "./concordance.js";
export {conditionalSurvival, type ConditionalSurvival} from "./conditionalSurvival.js";
export {connectedGroups} from "./connectedGroups.js";
export type {IntervalEstimate, TwoByTwo} from "./countsInput.js";
export {baselineHazard, type BaselineHazard, centredBaseline, type CentredBaseline} from "./coxBaseline.js";
export {coxConcordance} from "./coxConcordance.js";
export {coxContrast, type CoxContrast, coxWaldTest} from "./coxContrast.js";
export {coxFit, type CoxFit, type CoxOptions} from "./coxFit.js";
export type {Covariate, CoxInput, CoxTies} from "./coxInput.js";
export {type PredictedSurvival, predictSurvival, type PredictSurvivalOptions} from "./coxPredict.js";
export {devianceResiduals, dfbetaResiduals, martingaleResiduals, scoreResiduals} from "./coxResiduals.js";
export {scaledSchoenfeldResiduals, schoenfeldResiduals, type SchoenfeldResiduals} from "./coxSchoenfeld.js";
export type {CoxCoefficient, CoxTest} from "./coxTable.js";
export type {CoxWarning} from "./coxWarnings.js";
export {type ProportionalHazardsRow, proportionalHazardsTest} from "./coxZph.js";
export {splineBasis, splineColumns, splineKnots} from "./cubicSpline.js";
export {
  cumulativeIncidence,
  type CumulativeIncidenceOptions,
  type GroupIncidence,
  incidenceAt,
  type IncidenceAt,
  type IncidenceCurve
} from "./cumulativeIncidence.js";
export {factorColumns, interactionColumns} from "./designMatrix.js";
export {
  discrimination,
  type Discrimination,
  type DiscriminationEstimate,
  type DiscriminationInput,
  type DiscriminationOptions,
  type StratifiedDiscrimination
} from "./discrimination.js";
export * from "./distributions.js";
export {StatsError, StatsInputError, StatsSizeError} from "./errors.js";
export {fineGray, type FineGrayFit, type FineGrayInput, type FineGrayOptions} from "./fineGray.js";
export {type Alternative, fisherExact, type FisherOptions, type FisherResult} from "./fisherExact.js";
export {fisherExactP} from "./fisherExactP.js";
export {fisherExactTable} from "./fisherExactTable.js";
export {followUpTable, type FollowUpTable, groupsOf, groupTotals, stratumOf, withoutStrata} from "./followUpTable.js";
export {grayTest, type GrayTestResult} from "./grayTest.js";
export {groupHazards, type GroupHazards} from "./groupHazards.js";
export type {IncidenceConfType} from "./incidenceLimits.js";
export {
  kaplanMeier,
  kaplanMeierByGroup,
  kaplanMeierFromCounts,
  type KaplanMeierOptions,
  type SurvivalCounts
} from "./kaplanMeier.js";
export {kruskalWallis, kruskalWallisFromCounts, type KruskalWallisResult} from "./kruskalWallis.js";
export {type LocalFit, localRegression, type LocalRegressionOptions} from "./localRegression.js";
export {
  logRank,
  type LogRankData,
  logRankFromCounts,
  logRankFromTable,
  type LogRankGroup,
  type LogRankOptions,
  type LogRankResult
} from "./logRank.js";
export {type LogRankPair, logRankTrend, type LogRankTrend, pairwiseLogRank} from "./logRankPairs.js";
export {mantelHaenszel, type MantelHaenszelResult} from "./mantelHaenszel.js";
export {mcNemar, type McNemarResult} from "./mcNemar.js";
export {nelsonAalen} from "./nelsonAalen.js";
export {newcombeDifference} from "./newcombeDifference.js";
export {type AnovaResult, oneWayAnova, type OneWayAnovaResult, welchAnova} from "./oneWayAnova.js";
export {type Pooled, type PooledEstimate, poolEstimates, type PoolOptions} from "./poolEstimates.js";
export {proportionTest} from "./proportionTest.js";
export {pseudoObservations} from "./pseudoObservations.js";
export {quantile, quantiles} from "./quantile.js";
export {type RelativeExcessRisk, relativeExcessRisk} from "./relativeExcessRisk.js";
export {
  restrictedMean,
  type RestrictedMean,
  type RestrictedMeanContrast,
  restrictedMeanDifference,
  restrictedMeanRatio
} from "./restrictedMean.js";
export {reverseKaplanMeier, reverseKaplanMeierFromCounts} from "./reverseKaplanMeier.js";
export {type CompletedEstimate, type PooledImputations, rubinsRules} from "./rubinsRules.js";
export {spearman, type SpearmanResult} from "./spearman.js";
export {smdBinary, smdContinuous, smdLevels, smdMoments} from "./standardisedDifference.js";
export {type CountsSummary, summariseCounts} from "./summariseCounts.js";
export {summariseValues, type ValuesSummary} from "./summariseValues.js";
export {survivalAt, type SurvivalPoint} from "./survivalAt.js";
export type {ConfidenceOptions, ConfidenceType, SurvivalCurve} from "./survivalCurve.js";
export type {SurvivalData} from "./survivalData.js";
export {medianSurvival, type SurvivalQuantile, survivalQuantiles} from "./survivalQuantiles.js";
export {tTest, type TTestResult} from "./tTest.js";
export {timeDependentAuc} from "./timeDependentAuc.js";
export {
  type ExposureData,
  exposureRows,
  type ExposureRows,
  landmarkCohort,
  type LandmarkCohort,
  mantelByar,
  simonMakuch
} from "./timeDependentExposure.js";
export type {TimeTransformName} from "./timeTransform.js";
export {type Transport, transport, type TransportInput} from "./transport.js";
export {type ScoredSurvival, unoConcordance} from "./unoConcordance.js";
export {type ValueCounts, valueCounts} from "./valueCounts.js";
export type {Values} from "./valuesInput.js";
export {type RankSumResult, wilcoxonRankSum, wilcoxonRankSumFromCounts} from "./wilcoxonRankSum.js";
export {wilsonInterval} from "./wilsonInterval.js";
