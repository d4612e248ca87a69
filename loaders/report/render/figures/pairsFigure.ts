import {pairMatrix} from "../../../../src/charts/pairMatrix.js";
import type {FigureMaker} from "../reportFigure.js";
import {estimateText, pText} from "../shownNumbers.js";

/** Pairs in the table of the page. */
const mostListed = 60;

/** Pairs of alterations as a matrix: odds ratio below the diagonal, patients with both above it. */
export const pairsFigure: FigureMaker<"pairs"> = ({title, subtitle, names, pairs, population}, numbers) => {
  const place = new Map(names.map((name, i) => [name, i]));
  const cells = pairs.flatMap(({a, b, both, oddsRatio, test}) => {
    const [i, k] = [place.get(a), place.get(b)];
    if (i === undefined || k === undefined) return [];
    const [first, second] = i < k ? [i, k] : [k, i];
    return [{first, second, oddsRatio: oddsRatio.estimate, q: test?.q ?? test?.p ?? null, both: numbers.count(both)}];
  });
  const listed = [...pairs].sort((a, b) => (a.test?.q ?? 2) - (b.test?.q ?? 2)).slice(0, mostListed);
  const strongest = pairs.filter(({test}) => (test?.q ?? 1) < 0.05);
  const stratified = pairs.some(({heterogeneity}) => heterogeneity !== undefined);
  const summary = `${subtitle} ${strongest.length} of ${pairs.length} pairs have q below 0.05.`;
  return {
    draw: (width, document) => pairMatrix(cells, {width, names, title, summary, document}),
    summary,
    tables: [],
    data: {
      caption:
        listed.length < pairs.length
          ? `${title}: the ${listed.length} pairs with the smallest q of ${pairs.length}; all are in the CSV file`
          : title,
      columns: [
        "Pair",
        "Both",
        "Tested for both",
        "Odds ratio (95\u00a0%\u00a0CI)",
        "q",
        ...(stratified ? ["p of heterogeneity"] : [])
      ].map((label, i) => ({
        label,
        numeric: i > 0
      })),
      rows: listed.map(({a, b, both, tested, oddsRatio, test, heterogeneity}) => ({
        cells: [
          `${a} – ${b}`,
          numbers.count(both),
          numbers.count(tested),
          estimateText(oddsRatio),
          test?.q === undefined || test.q === null
            ? (test?.withheld ?? "–")
            : pText(test.q, "q").replace(/^q (= )?/, ""),
          ...(stratified ? [heterogeneity?.p == null ? "–" : pText(heterogeneity.p).replace(/^p (= )?/, "")] : [])
        ]
      }))
    },
    tests: [],
    counted: `n = ${numbers.count(population)}`,
    csv: {
      columns: [
        "a",
        "b",
        "both",
        "tested",
        "odds_ratio",
        "lower95",
        "upper95",
        "p",
        "q",
        ...(stratified ? ["p_heterogeneity"] : [])
      ],
      rows: pairs.map(({a, b, both, tested, oddsRatio, test, heterogeneity}) => [
        a,
        b,
        both.n,
        tested.n,
        oddsRatio.estimate,
        oddsRatio.lower,
        oddsRatio.upper,
        test?.p ?? null,
        test?.q ?? null,
        ...(stratified ? [heterogeneity?.p ?? null] : [])
      ])
    }
  };
};
