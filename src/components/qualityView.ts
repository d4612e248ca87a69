import {formatCount, formatNumber} from "../charts/format.js";
import {hideCountsBelow, withHidden} from "../model/hiddenCounts.js";
import type {QualityData} from "../model/siteQuality.js";
import {agreementSection} from "./quality/agreementSection.js";
import {coverageSection} from "./quality/coverageSection.js";
import {endpointSection} from "./quality/endpointSection.js";
import {findingsSection} from "./quality/findingsSection.js";
import {flowSection} from "./quality/flowSection.js";
import {mappingSection} from "./quality/mappingSection.js";
import {missingSection} from "./quality/missingSection.js";
import {overlapSection} from "./quality/overlapSection.js";
import {queryState} from "./queryState.js";
import {reportPage} from "./reportPage.js";

/** What is missing, refused or doubtful in the release: a page to read, with the numbers behind every figure. */
export function qualityView(data: QualityData): HTMLElement {
  if (data.disclosure !== undefined) hideCountsBelow(data.disclosure.k);
  withHidden(data);
  const query = queryState(() => {
    missing.show();
    findings.show();
  });
  const missing = missingSection(data, query);
  const findings = findingsSection(data, query);
  return reportPage(
    "Data quality",
    [leadOf(data)],
    [
      {id: "flow", name: "Rows to patients", element: flowSection(data)},
      {id: "missing", name: "What is missing", element: missing.element},
      {id: "coverage", name: "Genes and assays", element: coverageSection(data)},
      {id: "findings", name: "Findings", element: findings.element},
      {id: "agreement", name: "Agreement", element: agreementSection(data)},
      {id: "mapping", name: "Raw files", element: mappingSection(data)},
      {id: "endpoints", name: "Endpoints", element: endpointSection(data)},
      {id: "overlap", name: "Overlap", element: overlapSection(data)}
    ]
  );
}

/** The page in a few sentences. */
function leadOf({sources, counts, findings}: QualityData): string {
  const found = (severity: string) => findings.filter((d) => d.severity === severity && d.n !== 0).length;
  const [errors, warnings] = [found("error"), found("warning")];
  const of = sources.length === 1 ? "one source" : `${formatNumber(sources.length)} sources`;
  const checks =
    findings.length === 0
      ? "No checks are listed."
      : `Of ${formatNumber(findings.length)} checks, ${formatNumber(errors)} found an error and ${formatNumber(warnings)} something to be warned of.`;
  return `${formatCount(counts.patients)} patients from ${of}. ${formatCount(counts.rejects)} raw records or values could not be used; each is listed in the release with its reason. ${checks}`;
}
