import {resolve} from "node:path";
import {UsageError} from "./main.mjs";
import {runTypeScript} from "./run.mjs";

/** Tiers of a release, by who may see it. */
export const tiers = ["internal", "consortium", "public"];

/**
 * The tier wanted, checked. If none is named: consortium of the demo, whose rows are hashed with a key that everybody knows;
 * internal of other studies, which need a key of their own.
 *
 * @param {string | undefined} tier
 * @param {string} [study]
 * @returns {string}
 * @throws {UsageError} on an unknown tier
 */
export function wantedTier(tier, study = "demo") {
  if (tier !== undefined && !tiers.includes(tier))
    throw new UsageError(`unknown tier: ${tier}, expected one of ${tiers.join(", ")}`);
  return tier ?? (study === "demo" ? "consortium" : "internal");
}

/**
 * The folder of the release to publish: the one named by HEMIOLA_RELEASE, pulled if that is an address, unless a study is
 * given; else the study's in the tier wanted, made now if it is missing or anything it is made from has changed.
 *
 * @param {{root: string, study?: string, data?: string, tier?: string}} options data: folder of the study's raw files; tier:
 * of a release that is made here; one that is named is taken as it is
 * @returns {Promise<string>}
 */
export async function ensureRelease({root, study, data, tier}) {
  const named = process.env.HEMIOLA_RELEASE;
  const from = process.env.INIT_CWD ?? process.cwd();
  const pulled = study === undefined && named && /^https?:/i.test(named);
  if (study === undefined && named && !pulled) return resolve(root, named);
  const harmonise = ["harmonise", study ?? "demo", ...(data ? ["--data", data] : [])];
  const hemiola = async (...args) => {
    const output = await runTypeScript(root, ["loaders/cli.ts", ...args], {env: {HEMIOLA_CWD: from}});
    return output.toString().trim().split("\n").at(-1);
  };
  const exact = await hemiola(...(pulled ? ["pull", named] : harmonise));
  const wanted = wantedTier(tier, study);
  return pulled || wanted === "internal" ? exact : await hemiola("disclose", exact, "--tier", wanted);
}
