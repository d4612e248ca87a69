import {mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {describe, expect, it} from "vitest";
import {bundleModules} from "../../loaders/publish/bundleModules.js";
import {SiteError} from "../../loaders/publish/siteError.js";
import {filesOf} from "../../loaders/publish/verifySite.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

const preload = (address: string) => `\n<link rel="modulepreload" href="${address}">`;
/** A page as Framework writes it, whose one cell loads these modules. */
const page = (root: string, modules: readonly string[]) =>
  `<head>${["_observablehq/client.1.js", "_import/lib/shared.2.js", ...modules].map((file) => preload(root + file)).join("")}
<script type="module">

import {define} from "${root}_observablehq/client.1.js";

define({body: async () => {
const [{view}] = await Promise.all([${modules.map((file) => `import("${root}${file}")`).join(", ")}]);
return {view};
}});

</script></head>`;

const shared = 'export const word = "shared".repeat(40);';
const site: Readonly<Record<string, string>> = {
  "index.html": "<head></head>",
  "a.html": page("./", ["_import/a.3.js"]),
  "reports/b.html": page("../", ["_import/lib/b.4.js"]),
  "_observablehq/client.1.js": "export const define = 1;",
  "_observablehq/stdlib.7.js": "export const FileAttachment = 1;",
  "_import/style.9.css": "",
  "_import/lib/shared.2.js": shared,
  "_import/a.3.js":
    'import {word} from "./lib/shared.2.js"; export const view = () => import("./lib/later.5.js").then((d) => d.later + word);',
  "_import/lib/b.4.js": `import {define} from "../../_observablehq/client.1.js"; import {word} from "./shared.2.js";
import {FileAttachment} from "../../_observablehq/stdlib.7.js";
const data = FileAttachment({"name":"../../data/x.json","path":"../../_file/data/x.8.json","lastModified":1700000000000,"size":3}, import.meta.url);
export const view = () => [define, word, data.href, new Worker(import.meta.resolve("./work.6.js"))];`,
  "_import/lib/later.5.js": "export const later = 5;",
  "_import/lib/work.6.js": 'import {word} from "./shared.2.js"; postMessage(word);'
};

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), {recursive: true});
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function bundled(files = site) {
  const folder = folderWith(files);
  const paths = await bundleModules(folder, await filesOf(folder));
  return {folder, paths, read: (path: string) => readFileSync(join(folder, path), "utf8")};
}

describe("bundleModules", () => {
  it("has each page fetch one bundle and what it shares with others at once, and what comes later apart", async () => {
    const {paths, read} = await bundled();
    const text = read("a.html");
    const [, entry] = /import\("\.\/(_import\/a\.\w+\.js)"\)\.then\(\(bundle\) => bundle\.m0\)/.exec(text)!;
    const preloaded = [...text.matchAll(/modulepreload" href="\.\/([^"]+)"/g)].map(([, file]) => file);
    expect(preloaded.slice(0, 2)).toEqual(["_observablehq/client.1.js", entry]);
    const common = preloaded.find((file) => read(file).includes('"shared"'))!;
    expect(common).toMatch(/^_import\/chunk\./);
    const later = paths.find((file) => file.startsWith("_import/later."))!;
    expect(read(entry)).toContain(`import("./${later.slice("_import/".length)}")`);
    expect(read("reports/b.html")).toContain(`href="../${common}"`);
    expect(read("index.html")).toBe(site["index.html"]);
  });

  it("leaves addresses of attached files, of Framework's own modules and of workers right", async () => {
    const {paths, read} = await bundled();
    const entry = read(paths.find((file) => file.startsWith("_import/reports-b."))!);
    expect(entry).toContain('"../_file/data/x.8.json"');
    expect(entry).toContain('"../data/x.json"');
    expect(entry).toContain('"../_observablehq/client.1.js"');
    expect(entry).not.toContain("lastModified");
    const worker = paths.find((file) => file.startsWith("_import/work."))!;
    expect(entry).toContain(`import.meta.resolve("./${worker.slice("_import/".length)}")`);
    // A worker's bundle is whole.
    expect(read(worker)).not.toMatch(/import[\s{*"]/);
  });

  it("removes the single modules, keeps all else, and gives the same bytes in another folder", async () => {
    const [first, second] = [await bundled(), await bundled()];
    expect(first.paths).toEqual(await filesOf(first.folder));
    expect(readdirSync(join(first.folder, "_import"))).not.toContain("a.3.js");
    expect(first.paths).toContain("_import/style.9.css");
    expect(second.paths).toEqual(first.paths);
    for (const path of first.paths) expect(second.read(path), path).toBe(first.read(path));
  });

  it("refuses a module that asks for its own address, and a page that names one in another way", async () => {
    const strange = {...site, "_import/lib/shared.2.js": `${shared} export const me = import.meta.url;`};
    await expect(bundled(strange)).rejects.toThrow("asks for its own address");
    const named = {...site, "a.html": `${site["a.html"]}<script src="./_import/a.3.js"></script>`};
    await expect(bundled(named)).rejects.toThrow(SiteError);
  });
});
