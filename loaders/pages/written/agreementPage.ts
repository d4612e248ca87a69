import {formatCount} from "../../../src/charts/format.js";
import {tableMarkup} from "../../report/render/reportTable.js";
import {tag} from "../markup.js";
import type {Agreement, Method} from "./methods.js";
import {writtenPage} from "./writtenPage.js";

/** How far the site's numbers are from R's, for each statistic, as its tests found it. */
export function agreementPage(methods: readonly Method[], comparisons: readonly Agreement[]): string {
  const cases = comparisons.reduce((sum, d) => sum + d.cases, 0);
  const values = comparisons.reduce((sum, d) => sum + d.values, 0);
  const columns = ["", "Reference cases", "Numbers compared", "Largest relative difference"].map((label, i) => ({
    label,
    numeric: i > 0
  }));
  const cells = ({cases: own, values: compared, largest}: Agreement) => [
    formatCount(own),
    formatCount(compared),
    differenceText(largest)
  ];
  return writtenPage(
    "Agreement with R",
    [
      `${formatCount(values)} numbers of ${formatCount(cases)} reference cases are compared with R’s answers each time the tests run. These are the figures they found; a test fails if they no longer hold.`
    ],
    [
      {
        id: "statistics",
        name: "By statistic",
        content: [
          tableMarkup({
            caption: "Agreement with R by statistic",
            columns: columns.map((column, i) => (i === 0 ? {...column, label: "Statistic"} : column)),
            rows: methods.flatMap(({name, agreement}) =>
              agreement.length === 0 ? [] : [{cells: [name, ...cells(together(agreement))]}]
            )
          }),
          tag(
            "p",
            {},
            "A difference is relative to R’s number; near zero, relative to a thousandth. Closed forms agree to rounding error. Where R stops iterating early or prints rounded limits, so that the reference itself is less exact, the difference is as large as that: exact limits of Fisher’s test are searched by R to about three digits."
          )
        ]
      },
      {
        id: "comparisons",
        name: "By comparison",
        content: [
          tableMarkup({
            caption: "Every comparison that the tests make",
            columns: columns.map((column, i) => (i === 0 ? {...column, label: "Comparison"} : column)),
            rows: comparisons.map((comparison) => ({cells: [comparison.name, ...cells(comparison)]}))
          }),
          tag(
            "p",
            {},
            "Inputs and answers are in test/reference of the source code, with the calls of R that made them."
          )
        ]
      }
    ]
  );
}

function together(all: readonly Agreement[]): Agreement {
  return {
    name: "",
    cases: all.reduce((sum, d) => sum + d.cases, 0),
    values: all.reduce((sum, d) => sum + d.values, 0),
    largest: Math.max(...all.map((d) => d.largest))
  };
}

/** "3 × 10⁻¹⁴"; plain where it is not small. */
export function differenceText(value: number): string {
  if (value === 0) return "none";
  if (value >= 0.001) return String(value);
  const [digits, exponent] = value.toExponential().split("e");
  return `${digits} × 10${exponent.replace(/[-\d]/g, superscript)}`;
}

function superscript(character: string): string {
  return character === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(character)];
}
