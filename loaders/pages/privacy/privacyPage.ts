import {formatCount} from "../../../src/charts/format.js";
import type {ReleaseManifest} from "../../../src/model/release.js";
import {noticeSentence} from "../../../src/model/simulatedNotice.js";
import {columnOf, rowsOf} from "../../release/columnOf.js";
import {hasTable} from "../../release/hasTable.js";
import type {Release} from "../../release/readRelease.js";
import type {SignOff} from "../../release/signOff.js";
import {tableMarkup} from "../../report/render/reportTable.js";
import {type Markup, tag} from "../markup.js";
import {type WrittenPart, writtenPage} from "../written/writtenPage.js";
import {privacyTables, publicTables} from "./privacyTables.js";

/** What the data protection officer needs to know of a release: rules, risk before and after, what was done, what is left. */
export function privacyPage(release: Release, signOffs: readonly SignOff[]): string {
  const {manifest} = release;
  const notice = noticeSentence(manifest);
  return writtenPage(
    "Privacy",
    [leadOf(manifest), ...(notice === null ? [] : [` ${notice}`])],
    manifest.tier === "internal"
      ? [residual(manifest)]
      : [...partsOf(release), residual(manifest), approvals(manifest, signOffs)]
  );
}

function leadOf({disclosure, tier}: ReleaseManifest): string {
  if (tier === "internal" || disclosure === undefined)
    return "Nothing in this release is anonymised: its rows are exact. It is for the secure environment in which it was made, and not for sharing.";
  const from = `It was made from the exact release ${disclosure.from} by the policy ${disclosure.policy}, version ${disclosure.version}.`;
  return tier === "consortium"
    ? `Rows of patients, each like at least ${disclosure.k - 1} others in what is taken to identify a person. ${from}`
    : `Numbers of groups only: no row of a patient is in the release. No number from 1 to ${disclosure.k - 1} is shown, nor one that lets such a number be worked out. ${from}`;
}

function partsOf(release: Release): WrittenPart[] {
  const own = release.manifest.tier === "public" ? publicTables : privacyTables;
  const parts = own
    .filter(({table}) => hasTable(release, table))
    .map(({columns, id, intro, name, rows, table}) => ({
      id,
      name,
      content: [
        tag("p", {}, intro),
        tableMarkup({
          caption: `${name}: table`,
          columns,
          rows: rows(rowsOf(release.table(table))).map((cells) => ({cells}))
        })
      ]
    }));
  return hasTable(release, "cells") ? [cellsPart(release), ...parts] : parts;
}

function cellsPart(release: Release): WrittenPart {
  const counts = columnOf(release.table("cells"), "n");
  const hidden = counts.filter((n) => n === null).length;
  const text = `Every count that any page shows is registered once: ${formatCount(counts.length)} sets of patients, of which ${formatCount(hidden)} are hidden wherever they are asked for. A count is hidden because it is small, or because it would tell one that is; which of the two is not said.`;
  return {id: "cells", name: "Counts shown and hidden", content: [tag("p", {}, text)]};
}

/** What remains possible, in words. */
function residual({disclosure, sources, tier}: ReleaseManifest): WrittenPart {
  const paragraphs =
    tier === "internal"
      ? [
          "Anyone who may read this site can find a patient of whom they know age, sex, source or dates. Access is the only protection."
        ]
      : tier === "consortium"
        ? [
            `Pseudonymised rows stay personal data for whoever can link them back. Someone who knows what identifies a patient here finds at least ${disclosure?.k ?? 0} patients who look alike; someone who also knows the time and outcome of a patient, or several gene alterations, may find fewer. The protection is the agreement under which the rows are used, together with the rules above.`
          ]
        : [
            "A reader who knows a patient cannot find that patient’s row, because there is none. Whether somebody belongs to a published group of that kind can still be believed from general knowledge, as with any statistic.",
            "Rare entities are shown pooled. Variants that may be inherited are told only as totals of a gene, which protects relatives too."
          ];
  const known =
    tier !== "internal" && sources.some(({id}) => id === "AMLSG")
      ? [
          "Rows of the AMLSG cohort were published by others. A motivated intruder who has them can confirm that somebody is in that source already; no row here can be linked to them, and what is left after subtracting them from a total is held to the same rules."
        ]
      : [];
  return {
    id: "residual",
    name: "What risk is left",
    content: [
      ...paragraphs,
      ...known,
      "This is a technical account and no legal advice: the data protection officer decides."
    ].map((text): Markup => tag("p", {}, text))
  };
}

function approvals({disclosure}: ReleaseManifest, signOffs: readonly SignOff[]): WrittenPart {
  const rows = [
    ...(disclosure?.signOff ?? []).map((name) => [name, "named when the release was made"]),
    ...signOffs.map(({name, role}) => [name, role])
  ];
  const draft = disclosure?.draft === true ? [tag("p", {}, "This release is a draft and not to be passed on.")] : [];
  const table =
    rows.length === 0
      ? tag("p", {}, "Nobody has signed this release.")
      : tableMarkup({
          caption: "Signed by",
          columns: ["Name", "Role"].map((label) => ({label, numeric: false})),
          rows: rows.map((cells) => ({cells}))
        });
  return {id: "approvals", name: "Approval", content: [...draft, table]};
}
