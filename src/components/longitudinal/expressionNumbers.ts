import {type GroupStyle, groupStyles} from "../../charts/palette.js";
import {type ExpressionData, fewestInClass, type LongitudinalSystem} from "../../model/siteLongitudinal.js";
import {centreBatches} from "../../stats/centreBatches.js";
import {kruskalWallis, type KruskalWallisResult} from "../../stats/kruskalWallis.js";
import {summariseValues} from "../../stats/summariseValues.js";

/** Expression of one gene in the patients of one class. */
export interface ExpressionGroup {
  /** Null: the class cannot be told; `other`: classes with too few patients, together. */
  readonly code: string | null;
  readonly label: string;
  readonly style: GroupStyle;
  readonly values: readonly number[];
  readonly lowerQuartile: number | null;
  readonly median: number | null;
  readonly upperQuartile: number | null;
}

/** What the figure of one gene says. */
export interface ExpressionNumbers {
  readonly groups: readonly ExpressionGroup[];
  readonly n: number;
  /** Patients without a value. */
  readonly missing: number;
  /** Names of the classes that were put together. */
  readonly pooled: readonly string[];
  /** Kruskal–Wallis test over the classes that stand alone. */
  readonly test: KruskalWallisResult;
}

/**
 * Expression of a gene by class, in the order of the classes; those with fewer than five patients together, then the
 * patients whose class cannot be told. Both are drawn, not tested.
 *
 * @param values by sample; null or NaN where not measured
 * @param centred the shift between batches is taken off
 */
export function expressionNumbers(
  data: Pick<ExpressionData, "batch" | "batches" | "classes">,
  {id, classes}: LongitudinalSystem,
  values: ArrayLike<number | null>,
  centred: boolean
): ExpressionNumbers {
  // Samples of unknown batch are one of their own.
  const batch = data.batch.map((code) => code ?? data.batches.length);
  const shown = centred ? centreBatches(values, batch) : Float64Array.from(values, (value) => value ?? NaN);
  const classOf = data.classes[id] ?? [];
  const valuesOf = (wanted: number | null) =>
    Array.from(shown).filter((value, i) => !Number.isNaN(value) && (classOf[i] ?? null) === wanted);
  const styles = groupStyles(classes.map(({code}) => code));
  const all = classes.map((d, i) => ({...d, style: styles[i], values: valuesOf(i)}));
  const alone = all.filter((d) => d.values.length >= fewestInClass);
  const small = all.filter((d) => d.values.length > 0 && d.values.length < fewestInClass);
  const [grey] = groupStyles([null]);
  const rest = [
    {code: "other", label: "Other classes", style: grey, values: small.flatMap((d) => d.values)},
    {code: null, label: "Cannot be told", style: grey, values: valuesOf(null)}
  ];
  const groups = [...alone, ...rest].filter((d) => d.values.length > 0);
  const n = groups.reduce((sum, d) => sum + d.values.length, 0);
  return {
    groups: groups.map((d) => {
      const {lowerQuartile, median, upperQuartile} = summariseValues(d.values);
      return {...d, lowerQuartile, median, upperQuartile};
    }),
    n,
    missing: values.length - n,
    pooled: small.map(({label}) => label),
    test: kruskalWallis(alone.map((d) => d.values))
  };
}
