import {formatCount} from "../../../src/charts/format.js";
import type {Refusal} from "../../extract/harmonisation/refusals.js";
import type {HarmonisedSource, ShownPatient} from "../../extract/harmonisation/siteHarmonisation.js";
import {type Markup, tag} from "../markup.js";
import {harmonisedTable} from "./harmonisedTable.js";
import {rawFile} from "./rawFiles.js";

/** A partner: a few patients' raw records beside their harmonised rows. */
export function sourceSection(source: HarmonisedSource): Markup {
  const {id, name, inputs, patients, others, simulated} = source;
  const files = inputs.map(({file, records}) => `${file} (${formatCount(records)})`).join(", ");
  return tag(
    "section",
    {id: `partner-${id}`, class: "partner", "aria-labelledby": `partner-${id}-name`},
    tag("h3", {id: `partner-${id}-name`}, name),
    tag(
      "p",
      {},
      `${inputs.length === 1 ? "One raw file" : `${inputs.length} raw files`}, with their records: ${files}.`
    ),
    patients.length > 0
      ? null
      : tag(
          "p",
          {class: "empty"},
          simulated
            ? "This release holds no raw records of this source."
            : "Raw records are shown for simulated data only: what real partners send never leaves the secure environment."
        ),
    ...patients.map((patient) => patientDetails(source, patient)),
    others.length === 0 ? null : otherRecords(id, others)
  );
}

function patientDetails({id, patients}: HarmonisedSource, patient: ShownPatient): Markup {
  const {number, files, tables, refusals} = patient;
  const whose = `${id} patient ${number}`;
  const records = files.reduce((sum, file) => sum + file.records.length, 0);
  const values = tables.reduce((sum, {rows}) => sum + rows.flat().filter(({value}) => value !== null).length, 0);
  const isRefused = (file: string) => (record: number, column: string) =>
    refusals.some(
      (d) =>
        d.file === file &&
        d.record === record &&
        // The column of a long file that was made wide ends in the name of its raw column.
        (d.column === null || d.column === column || d.column.endsWith(`.${column}`))
    );
  return tag(
    "details",
    {id: `${id}-${number}`, class: "excerpt", open: number === 1, "data-patient": number},
    tag(
      "summary",
      {},
      tag("strong", {}, `Patient ${number} of ${patients.length}`),
      `: ${formatCount(records)} raw records in ${files.length === 1 ? "one file" : `${files.length} files`}, ${formatCount(values)} harmonised values`,
      refusals.length === 0 ? null : `, ${formatCount(refusals.length)} refused`
    ),
    tag(
      "div",
      {class: "side-by-side"},
      tag(
        "div",
        {class: "raw-side"},
        tag("h4", {}, "As the partner writes it"),
        ...files.map((file) => rawFile(file, whose, isRefused(file.file))),
        refusals.length === 0 ? null : refusalList(refusals)
      ),
      tag(
        "div",
        {class: "harmonised-side"},
        tag("h4", {}, "In the release"),
        ...tables.map((table) => harmonisedTable(table, whose))
      )
    )
  );
}

function refusalList(refusals: readonly Refusal[]): Markup {
  return tag(
    "div",
    {class: "refusals"},
    tag("h5", {}, "Not used"),
    tag(
      "ul",
      {},
      ...refusals.map(({file, record, column, value, reason, expected}) =>
        tag(
          "li",
          {},
          `${file}, record ${record}${column === null ? "" : `, ${column}`}`,
          value === null ? null : " ",
          value === null ? null : tag("code", {}, value),
          `: ${reason}; expected ${expected}`
        )
      )
    )
  );
}

function otherRecords(id: string, files: HarmonisedSource["others"]): Markup {
  return tag(
    "details",
    {class: "excerpt"},
    tag("summary", {}, `Files whose records are not of one patient: ${files.map(({file}) => file).join(", ")}`),
    ...files.map((file) => rawFile(file, id, () => false))
  );
}
