import {readdirSync} from "node:fs";
import {join} from "node:path";
import {HarmoniseError} from "../../harmonise/harmoniseError.js";
import {type Declaration, readDeclaration} from "../../study/readDeclaration.js";
import {compareText} from "../../release/textOrder.js";
import {type ReportDeclaration, reportSchema} from "./reportSchema.js";

const folder = "data/reports";

/**
 * The report declarations of a project, by id.
 *
 * @param ids reports to read, in their order; all of the folder, by name, if not given
 * @throws {HarmoniseError} one line for each fault, `file:line: key.path: what is wrong`
 */
export function readReports(root: string, ids: readonly string[] = reportIds(root)): ReportDeclaration[] {
  const faults: string[] = [];
  const declared = ids.flatMap((id): Declaration<ReportDeclaration>[] => {
    const file = `${folder}/${id}.yaml`;
    try {
      const declaration = readDeclaration(root, file, reportSchema);
      if (declaration.value.id !== id)
        throw declaration.fault([{path: ["id"], message: `expected ${id}, the name of the file`}]);
      return [declaration];
    } catch (error) {
      if (!(error instanceof HarmoniseError)) throw error;
      faults.push(error.message);
      return [];
    }
  });
  if (faults.length > 0) throw new HarmoniseError(faults.join("\n"), {file: folder});
  return declared.map(({value}) => value);
}

/** Names of the files in the folder of reports. */
function reportIds(root: string): string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => name.slice(0, -".yaml".length))
    .sort(compareText);
}
