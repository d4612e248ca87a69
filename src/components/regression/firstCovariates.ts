import {formatCount, formatShare, formatValue} from "../../charts/format.js";
import {restOf} from "../../model/hiddenCounts.js";
import type {SiteData} from "../../model/siteData.js";
import {releaseLevels} from "../cohort/releaseLevels.js";
import {dataOf} from "../disclosure/dataOf.js";
import type {FigureTable} from "../plainTable.js";
import {reflowTable} from "../reflowTable.js";
import type {ModelVariable} from "./modelVariables.js";
import {withUnit} from "./modelWords.js";

/** What the release says of a covariate before its patients are there. */
interface Known {
  readonly label: string;
  /** Patients whose value is known. */
  readonly n: number;
  /** The levels with their patients, or median and quartiles. */
  readonly values: string;
}

/**
 * What the release’s summaries say of covariates, over all patients: how many have a value, and which. What a model page
 * shows until the rows are there to be fitted to.
 */
export function firstCovariates(site: SiteData, covariates: readonly ModelVariable[]): FigureTable {
  return {
    columns: ["covariate", "known", "patients", "values"],
    rows: covariates.map((variable) => {
      const {label, n, values} = knownOf(site, variable);
      return [label, n, site.counts.patients, values];
    })
  };
}

function knownOf(site: SiteData, variable: ModelVariable): Known {
  const {column, kind} = variable;
  const label = withUnit(variable);
  if (kind === "number") {
    const summary = Object.hasOwn(site.summaries.values, column) ? site.summaries.values[column] : null;
    const n = site.numbers.find((d) => d.variable === column)?.n ?? 0;
    if (summary === null || summary.median === null) return {label, n, values: ""};
    const [q1, median, q3] = [summary.q1, summary.median, summary.q3].map(formatValue);
    return {label, n, values: `median ${median} (quartiles ${q1} and ${q3})`};
  }
  const {levels, nUnknown} = releaseLevels(site, column) ?? {levels: [], nUnknown: site.counts.patients};
  const n = restOf(site.counts.patients, nUnknown);
  return {label, n, values: levels.map((d) => `${d.label} ${formatCount(d.n)}`).join(", ")};
}

/** The table for reading. */
export function covariateTable({rows}: FigureTable): HTMLElement {
  return reflowTable(
    [{label: "Covariate"}, {label: "Known", number: true}, {label: "Values"}],
    rows.map(([label, n, patients, values]) => ({
      cells: [
        String(label),
        `${formatCount(Number(n))} / ${formatCount(Number(patients))} (${formatShare(Number(n), Number(patients))})`,
        String(values)
      ],
      data: dataOf({known: Number(n)})
    })),
    "Covariates, all patients of the release"
  );
}
