import {formatCount} from "../charts/format.js";
import {hideCountsBelow} from "../model/hiddenCounts.js";
import type {ConclusionChange} from "../model/conclusionChange.js";
import type {ReleaseComparison} from "../model/releaseComparison.js";
import type {ChangesData} from "../model/siteChanges.js";
import {conclusionsSection} from "./changes/conclusionsSection.js";
import {estimatesSection} from "./changes/estimatesSection.js";
import {filesSection} from "./changes/filesSection.js";
import {patientsSection} from "./changes/patientsSection.js";
import {shiftsSection} from "./changes/shiftsSection.js";
import {variablesSection} from "./changes/variablesSection.js";
import {versionsSection} from "./changes/versionsSection.js";
import {emptySection, reportPage} from "./reportPage.js";

/** What changed since the release before: conclusions that flipped first, then estimates, then who came and went, then what was declared and delivered. */
export function changesView(data: ChangesData, conclusions: readonly ConclusionChange[] | null): HTMLElement {
  if (data.disclosure !== undefined) hideCountsBelow(data.disclosure.k);
  const {comparison} = data;
  if (comparison === null) {
    const words =
      "There is no earlier internal release of this study beside this one. When the study is harmonised again with other files or declarations, the two releases are compared here. Any two are compared by: npm run hemiola -- compare OLD NEW.";
    return reportPage(
      "Changes",
      [`Release ${data.releaseId}.`],
      [{id: "none", name: "Nothing to compare with", element: emptySection("none", "Nothing to compare with", words)}]
    );
  }
  return reportPage(
    "Changes",
    [leadOf(comparison)],
    [
      ...(conclusions === null
        ? []
        : [{id: "conclusions", name: "Conclusions", element: conclusionsSection(data, conclusions)}]),
      {id: "estimates", name: "Key estimates", element: estimatesSection(data, comparison)},
      {id: "patients", name: "Patients in and out", element: patientsSection(data, comparison)},
      {id: "shifts", name: "Classes", element: shiftsSection(data, comparison)},
      {id: "variables", name: "Variables", element: variablesSection(data, comparison)},
      {id: "versions", name: "Versions", element: versionsSection(data, comparison)},
      {id: "files", name: "Raw files and tables", element: filesSection(data, comparison)}
    ]
  );
}

function leadOf({before, after, patients, variables}: ReleaseComparison): string {
  const {come, gone, changed, unchanged} = patients;
  const same = come + gone + changed === 0 && variables.length === 0;
  const said = same
    ? `All ${formatCount(unchanged)} patients and their values are the same.`
    : `${formatCount(come)} patients came, ${formatCount(gone)} went, ${formatCount(changed)} changed in some value and ${formatCount(unchanged)} did not.`;
  return `Release ${after.id} against ${before.id}, the one before. ${said}`;
}
