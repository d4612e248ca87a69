import {readCalibration} from "../../simulate/calibration.js";
import {normalQuantile} from "../../simulate/normalDistribution.js";
import type {Comparison} from "../../simulate/comparison.js";
import type {FigureRelease} from "../../../src/model/figureRelease.js";
import type {Release} from "../../release/readRelease.js";
import {figureRelease} from "../figureRelease.js";
import {publishedFigures} from "./published.js";

/** Published figures of one simulated source beside those of the release. */
export interface SourceCalibration {
  readonly id: string;
  readonly name: string;
  readonly patients: number;
  /** Empty where none are declared. */
  readonly citations: readonly string[];
  /** Figures that the release can tell. */
  readonly rows: readonly Comparison[];
  /** Figures that the release cannot tell, since the partner does not deliver what they need. */
  readonly untold: readonly Comparison[];
  /** Shares of so few patients, or of all but so few, that the tier does not show them. */
  readonly hidden: readonly Comparison[];
}

/** What the page on calibration shows. */
export interface CalibrationData extends FigureRelease {
  /** The documented seed. */
  readonly seed: number;
  /** Simulated sources. */
  readonly calibrated: readonly SourceCalibration[];
  /** Distance in standard errors that chance explains over all figures together (Bonferroni, family-wise 5 %). */
  readonly limit: number;
}

/**
 * Published beside simulated figures of the simulated sources, computed from the harmonised tables of the release; the truth
 * behind them is not looked at.
 *
 * @param root the project's folder, with the published figures
 */
export async function siteCalibration(release: Release, root = process.cwd()): Promise<CalibrationData> {
  const simulated = release.manifest.sources.filter((source) => source.simulated);
  const k = release.manifest.disclosure?.k ?? 0;
  const isSmall = ({counted: [found, n] = [0, 0]}: Comparison): boolean =>
    [found, n - found].some((part) => part > 0 && part < k);
  const calibrated = await Promise.all(
    simulated.map(async ({id, name, patients}): Promise<SourceCalibration> => {
      const published = Object.hasOwn(publishedFigures, id) ? publishedFigures[id] : undefined;
      const all = published === undefined ? [] : await published.compare(release, id, root);
      const isTold = ({simulated: value, z}: Comparison): boolean => !Number.isNaN(value) && !Number.isNaN(z);
      return {
        id,
        name,
        patients,
        citations: published?.citations ?? [],
        rows: all.filter((row) => isTold(row) && !isSmall(row)),
        untold: all.filter((row) => !isTold(row)),
        hidden: all.filter((row) => isTold(row) && isSmall(row))
      };
    })
  );
  const n = calibrated.reduce((sum, {rows}) => sum + rows.length, 0);
  return {
    ...figureRelease(release),
    seed: (await readCalibration(root)).seed,
    calibrated,
    limit: n === 0 ? 0 : -normalQuantile(0.025 / n)
  };
}
