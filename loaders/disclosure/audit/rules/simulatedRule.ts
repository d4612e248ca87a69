import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {noticeSentence} from "../../../../src/model/simulatedNotice.js";
import {filesBelow} from "../filesBelow.js";
import {type AuditRule, passUnless} from "../auditRule.js";

/** R14: a release with a simulated source says so, and so does every page of its site. */
export const simulatedRule: AuditRule = {
  id: "R14",
  title: "Simulated data are called simulated",
  async check({release: {manifest}, site}) {
    const simulated = manifest.sources.filter((source) => source.simulated).map(({id}) => id);
    const breaches: string[] = [];
    if (manifest.simulated !== simulated.length > 0)
      breaches.push(`release.json: simulated is ${manifest.simulated}, but ${simulated.length} sources are`);
    const notice = noticeSentence(manifest);
    if (simulated.length === 0) return passUnless(breaches, "no source is simulated");
    if (manifest.simulatedNotice === null) breaches.push("release.json: no sentence that goes with simulated data");
    const pages = site === null ? [] : (await filesBelow(site)).filter((file) => file.endsWith(".html"));
    for (const page of pages) {
      const html = await readFile(join(site!, page), "utf8");
      // Pages that only lead elsewhere have no data.
      if (/http-equiv="refresh"/iu.test(html)) continue;
      if (!plain(html).includes(plain(notice ?? "simulated")))
        breaches.push(`${page}: does not say that data are simulated`);
    }
    const said = site === null ? "the manifest says so; no site was given" : `${pages.length} pages say so`;
    return passUnless(breaches, `${simulated.join(", ")} simulated: ${said}`);
  }
};

/** A text without markup, case and punctuation. */
function plain(html: string): string {
  return html
    .replace(/<[^>]*>/gu, " ")
    .replace(/&[#\w]+;/gu, " ")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
