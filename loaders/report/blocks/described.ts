import {type DescribedVariable, describedVariables} from "../../../src/components/composition/describedVariables.js";
import {type DescribedNumbers, tableOne} from "../../../src/components/composition/tableOne.js";
import {tableTests, testWords, type VariableTest} from "../../../src/components/composition/tableTests.js";
import type {TestResult} from "../../../src/model/report.js";
import type {PatientSet} from "../patientSets.js";
import type {ReportContext} from "../reportContext.js";
import type {TableColumns} from "./tableColumns.js";

/** Variables of a table with what compares its groups. */
export interface DescribedRows {
  readonly rows: readonly {
    readonly variable: DescribedVariable;
    readonly numbers: DescribedNumbers;
    readonly smd: number | null;
    readonly test: TestResult | undefined;
  }[];
  /** Sentences on what was compared, and how. */
  readonly methods: readonly string[];
}

/** How groups are compared. */
export interface CompareOptions {
  readonly smd: boolean;
  readonly test: boolean;
  /** Name of the family of tests. */
  readonly family: string;
}

/** The declared variables that the release has, in the order of the declaration. */
export function variablesOf(context: ReportContext, columns: readonly string[]): DescribedVariable[] {
  const all = new Map(describedVariables(context.catalogue, [], "all").map((d) => [d.column, d]));
  return columns.flatMap((column) => all.get(column) ?? []);
}

/** Describes variables in the groups of a table as the explorer's table does. */
export function described(
  context: ReportContext,
  cohort: PatientSet,
  variables: readonly DescribedVariable[],
  {groups, codes, by}: TableColumns,
  {smd, test, family}: CompareOptions
): DescribedRows {
  const compared = groups.map(({code, label}) => ({code, label, compared: true}));
  const table = tableOne(context.rowsOf(cohort), variables, {groups: compared, codes});
  const several = groups.length > 1;
  const tests = test && several ? tableTests(table, () => null) : null;
  return {
    rows: table.rows.map((numbers, i) => ({
      variable: numbers.variable,
      numbers,
      smd: smd && several ? numbers.smd : null,
      test: tests === null ? undefined : testResult(tests[i], family)
    })),
    methods: [
      ...(smd && several
        ? [
            `Standardised mean differences${groups.length > 2 ? `, the largest of all pairs of groups,` : ""} compare the groups by ${by}.`
          ]
        : []),
      ...(tests === null
        ? []
        : [
            `Numbers are compared by the ${groups.length > 2 ? "Kruskal–Wallis" : "Wilcoxon rank-sum"} test, categories by the χ² test or, with expected counts below 5, Fisher’s exact test; q-values after Benjamini and Hochberg within the family “${family}”.`
          ])
    ]
  };
}

function testResult({test, p, q, why}: VariableTest, family: string): TestResult {
  const method = test === null ? "no test" : testWords[test];
  return {method, statistic: null, df: null, p, q, family, ...(why === null ? {} : {withheld: why})};
}
