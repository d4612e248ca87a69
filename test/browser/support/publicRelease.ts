import {publicTier} from "../../../loaders/disclosure/public/publicTier.js";
import {withoutPatients} from "../../../loaders/disclosure/withdrawn.js";
import {columnOf} from "../../../loaders/release/columnOf.js";
import {writeRelease} from "../../../loaders/release/writeRelease.js";
import {exactKey, manyPatients} from "../../disclosure/manyPatients.js";
import {syntheticRelease} from "../../support/syntheticRelease.js";

/** Reports of the public site that are drawn. */
export const publicReports = ["overview", "quality"];

/** A public release of invented patients, of whom one source counts as real, signed and still marked as a draft. */
export async function publicRelease(root: string, out: string): Promise<string> {
  const n = 900;
  const rows = Object.fromEntries(
    Object.entries(manyPatients(n)).map(([name, all]) => [
      name,
      all.map((row, i) => ({
        ...row,
        // That everybody has an event must not be said.
        ...(row.endpoint === "EFS" && i % 2 === 0 && {status: 0, event: null})
      }))
    ])
  );
  const written = await syntheticRelease(rows);
  try {
    // Without one patient the summaries are counted again, from the rows.
    const last = n - 1;
    const exact = withoutPatients(written, new Set([exactKey(last % 3 === 0 ? "B" : "A", last)]));
    const of = Array.from(columnOf(exact.table("patients"), "source_id"));
    const sources = exact.manifest.sources.map((source) => ({
      ...source,
      simulated: source.id === "A",
      patients: of.filter((id) => id === source.id).length
    }));
    const release = {...exact, manifest: {...exact.manifest, sources}};
    const {parts, tables} = await publicTier({root, release, draft: true, signOff: ["A. Meier", "B. Visser"]});
    return (await writeRelease({parts, tables, out})).folder;
  } finally {
    await written.remove();
  }
}
