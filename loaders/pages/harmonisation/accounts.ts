import {formatCount} from "../../../src/charts/format.js";
import type {Quirk} from "../../extract/harmonisation/quirks.js";
import type {HarmonisedSource} from "../../extract/harmonisation/siteHarmonisation.js";
import {type Markup, tag} from "../markup.js";

const namedColumns = 4;
const namedRefusals = 12;

/** The peculiarities of each partner and how each is handled. */
export function quirkTables(sources: readonly HarmonisedSource[]): Markup {
  return tag(
    "div",
    {},
    ...sources.map(({name, quirks}) =>
      quirks.length === 0
        ? tag("p", {class: "empty"}, `${name}: none that the release tells of.`)
        : account(
            name,
            ["Peculiarity", "Where", "What is done", "Values"],
            quirks.map((quirk) => [quirk.kind, whereWords(quirk), quirk.handling, quirk.n])
          )
    )
  );
}

/** What quality control found, source by source: warnings and errors. */
export function findingTables(sources: readonly HarmonisedSource[]): Markup {
  const rank = (severity: string): number => (severity === "error" ? 0 : 1);
  return tag(
    "div",
    {},
    ...sources.map(({name, findings}) =>
      findings.length === 0
        ? tag("p", {class: "empty"}, `${name}: nothing.`)
        : account(
            name,
            ["Severity", "Finding", "File", "Found", "Checked"],
            [...findings]
              .sort((a, b) => rank(a.severity) - rank(b.severity) || b.n - a.n)
              .map((d) => [d.severity, d.description, d.file ?? "several", d.n, d.nChecked])
          )
    )
  );
}

/** What was refused, source by source. */
export function refusalTables(sources: readonly HarmonisedSource[]): Markup {
  return tag(
    "div",
    {},
    ...sources.map(({name, refusals}) => {
      if (refusals.length === 0) return tag("p", {class: "empty"}, `${name}: nothing.`);
      const rows = refusals.slice(0, namedRefusals).map((d) => [d.reason, d.file, d.column ?? "the whole record", d.n]);
      const rest = refusals.slice(namedRefusals).reduce((sum, {n}) => sum + n, 0);
      return account(
        name,
        ["Reason", "File", "Column", "Refused"],
        rest === 0 ? rows : [...rows, ["other reasons", "", "", rest]]
      );
    })
  );
}

function whereWords({columns}: Quirk): string {
  const rest = columns.length - namedColumns;
  return `${columns.slice(0, namedColumns).join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

/** A table of text and numbers that becomes a list on a narrow screen. */
function account(
  name: string,
  heads: readonly string[],
  rows: readonly (readonly (string | number | null)[])[]
): Markup {
  const numeric = heads.map((_, i) => rows.some((row) => typeof row[i] === "number"));
  const words = (cell: string | number | null): string =>
    cell === null ? "–" : typeof cell === "number" ? formatCount(cell) : cell;
  return tag(
    "table",
    {class: "reflow account", role: "table", "aria-label": name},
    tag("caption", {}, name),
    tag(
      "thead",
      {role: "rowgroup"},
      tag(
        "tr",
        {role: "row"},
        ...heads.map((head, i) =>
          tag("th", {scope: "col", role: "columnheader", class: numeric[i] ? "number" : null}, head)
        )
      )
    ),
    tag(
      "tbody",
      {role: "rowgroup"},
      ...rows.map((row) =>
        tag(
          "tr",
          {role: "row"},
          ...row.map((cell, i) =>
            i === 0
              ? tag("th", {scope: "row", role: "rowheader"}, words(cell))
              : tag("td", {role: "cell", "data-label": heads[i], class: numeric[i] ? "number" : null}, words(cell))
          )
        )
      )
    )
  );
}
