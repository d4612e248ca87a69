import {mkdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {finishSite} from "../../loaders/publish/finishSite.js";
import {temporaryFolder} from "./temporaryFolder.js";

/** Id of the release of a small site. */
export const smallId = (digit: number): string => String(digit).repeat(16);

/** A folder with what Framework would have built, and the release's manifest beside it, finished. */
export async function smallSite(digit: number, {tier = "consortium", title = "Study"} = {}): Promise<string> {
  const folder = temporaryFolder();
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), {recursive: true});
    writeFileSync(join(folder, path), text);
  };
  const study = {id: "study", title, disease: "aml"};
  const manifest = {id: smallId(digit), tier, schemaVersion: "1.5.0", simulated: false, simulatedNotice: null, study};
  put("release/release.json", JSON.stringify(manifest));
  const page = (body: string) => `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>${body}</body></html>`;
  put("site/index.html", page(`<a href="./survival.html">Survival of ${digit}</a>`));
  put("site/404.html", page('<a href="./index.html">Home</a>'));
  put(
    "site/survival.html",
    page('<script type="module">import "./_import/a.1.js"; "./_file/duckdb/duckdb-eh.2.wasm"</script>')
  );
  put("site/_import/a.1.js", `export {b} from "../_node/b.3.js"; "${"ab".repeat(5000)}"`);
  put("site/_node/b.3.js", "export const b = 1;");
  put("site/_node/unused.4.js", "");
  put("site/_file/duckdb/duckdb-eh.2.wasm", "wasm");
  await finishSite(join(folder, "site"), join(folder, "release"));
  return join(folder, "site");
}
