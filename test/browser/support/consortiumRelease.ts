import {consortiumTier} from "../../../loaders/disclosure/consortium/consortiumTier.js";
import {demoPseudonymKey} from "../../../loaders/disclosure/pseudonyms.js";
import {columnOf} from "../../../loaders/release/columnOf.js";
import {writeRelease} from "../../../loaders/release/writeRelease.js";
import {manyPatients} from "../../disclosure/manyPatients.js";
import {syntheticRelease} from "../../support/syntheticRelease.js";

/** A release of the tier consortium of invented patients: quicker to make, and its site to build, than the demo's. */
export async function consortiumRelease(root: string, out: string): Promise<string> {
  const exact = await syntheticRelease(manyPatients(1500));
  try {
    const of = columnOf(exact.table("patients"), "source_id");
    const counted = exact.manifest.sources.map((source) => ({
      ...source,
      patients: of.filter((id) => id === source.id).length
    }));
    const release = {...exact, manifest: {...exact.manifest, sources: counted}};
    const {parts, tables} = consortiumTier({root, release, key: demoPseudonymKey});
    return (await writeRelease({parts, tables, out})).folder;
  } finally {
    await exact.remove();
  }
}
