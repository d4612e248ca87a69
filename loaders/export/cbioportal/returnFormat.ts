import type {Column} from "../../../src/model/column.js";
import type {ReleaseRow} from "./exportedRelease.js";
import {identity} from "./returnSource.js";

/** How a clinical file is read. */
export const clinical = {kind: "cbioportal", data: "clinical"};
/** How any other table is read. */
export const table = {kind: "cbioportal", data: "table"};
/** Truth values as they are written. */
export const truths = {TRUE: "true", FALSE: "false"};
/** Blank cells of which the format does not tell the reason. */
export const missing = {"": "UNKNOWN"};

/** A part of a mapping. */
export type Declared = Record<string, unknown>;

/** How a column of the model is read back. */
export function feed(to: string, {name, type, unit, vocabulary}: Column, rows: readonly ReleaseRow[]): Declared {
  if (type === "bool") return {to, codes: truths};
  const coded = type === "code" && vocabulary !== "open";
  return {
    to,
    ...(unit === undefined ? {} : {unit}),
    ...(coded ? {codes: identity(rows.map((row) => row[name]))} : {})
  };
}
