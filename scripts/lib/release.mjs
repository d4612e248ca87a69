import {resolve} from "node:path";
import {runTypeScript} from "./run.mjs";

/**
 * The folder of the release to publish: the one named by HEMIOLA_RELEASE, pulled if that is an address, unless a study is
 * given; else the study's, made now if it is missing or anything it is made from has changed.
 *
 * @param {{root: string, study?: string, data?: string}} options data: folder of the study's raw files
 * @returns {Promise<string>}
 */
export async function ensureRelease({root, study, data}) {
  const named = process.env.HEMIOLA_RELEASE;
  const from = process.env.INIT_CWD ?? process.cwd();
  const pulled = study === undefined && named && /^https?:/i.test(named);
  if (study === undefined && named && !pulled) return resolve(root, named);
  const harmonise = ["harmonise", study ?? "demo", ...(data ? ["--data", data] : [])];
  const args = ["loaders/cli.ts", ...(pulled ? ["pull", named] : harmonise)];
  const output = await runTypeScript(root, args, {env: {HEMIOLA_CWD: from}});
  return output.toString().trim().split("\n").at(-1);
}
