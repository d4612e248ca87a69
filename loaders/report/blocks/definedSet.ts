import {sha256} from "../../release/releaseId.js";
import type {ReportContext} from "../reportContext.js";

/** The clause of a set that no column decides. It is named by its members, so that the same set has the same name everywhere. */
export function definedSet(context: ReportContext, members: Uint8Array): string {
  const clause = `in:${sha256(members).slice(0, 16)}`;
  context.define(clause, members);
  return clause;
}
