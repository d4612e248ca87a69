import type {ManifestParts} from "../../release/manifestParts.js";
import type {TableData} from "../../release/tableData.js";
import {DisclosureError} from "../disclosureError.js";
import {shapeOf} from "./patterns.js";
import {identifierIn, type ScanContext, scanTable} from "./scanTable.js";
import {namesPattern} from "./withheldNames.js";

/**
 * Refuses a release in whose texts an identifier is found: every text column of every table, labels and definitions
 * included, and every text of the manifest.
 *
 * @throws {DisclosureError} one line a table, column and value
 */
export function refuseIdentifiers(tables: readonly TableData[], parts: ManifestParts, context: ScanContext): void {
  const hits = [
    ...tables.flatMap((table) => scanTable(table, context)),
    ...scanManifest(parts, context.policy.unnamed)
  ];
  if (hits.length > 0) throw new DisclosureError(hits);
}

/**
 * Looks through the texts of a manifest for identifiers, and for names that may not be told; checksums, ids of releases and of
 * pseudonyms are no texts.
 */
export function scanManifest(manifest: ManifestParts, unnamed: readonly string[]): string[] {
  const names = namesPattern(unnamed);
  const {analyses, disclosure, inputs, simulatedNotice, sources, study, terms, versions} = manifest;
  const {policy, version} = disclosure ?? {policy: "", version: ""};
  const read = {study, simulatedNotice, sources, terms, analyses, versions, policy, version};
  return texts("", {...read, inputs: inputs.map(({source, file}) => ({source, file}))}).flatMap(([path, text]) => {
    const kind = identifierIn(text, {names});
    return kind === undefined ? [] : [`release.json, ${path}: ${kind}: ${shapeOf(text)}`];
  });
}

function texts(path: string, value: unknown): [path: string, text: string][] {
  if (typeof value === "string") return [[path, value]];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) => texts(path === "" ? key : `${path}.${key}`, inner));
}
