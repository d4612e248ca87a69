import {createHash} from "node:crypto";
import {appendFileSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {brotliDecompressSync, gunzipSync} from "node:zlib";
import {describe, expect, it} from "vitest";
import {startServer} from "../../scripts/lib/server.mjs";
import {verifyPublished} from "../../loaders/commands/verifyPublished.js";
import {publishSite} from "../../loaders/publish/publishSite.js";
import {readSiteManifest} from "../../loaders/publish/siteManifest.js";
import {neededFiles, siteReferences} from "../../loaders/publish/siteReferences.js";
import {withdrawSite} from "../../loaders/publish/withdrawSite.js";
import {smallId, smallSite} from "../support/smallSite.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

describe("verify", () => {
  it("finds a site as it was built, and names every file that was changed, removed or added", async () => {
    const folder = await smallSite(1);
    const {release, files} = await readSiteManifest(folder);
    expect(release).toMatchObject({id: smallId(1), tier: "consortium", schemaVersion: "1.5.0"});
    expect(await verifyPublished(folder)).toMatchObject({faults: 0});
    const bytes = readFileSync(join(folder, "_import/a.1.js"));
    bytes[100] ^= 1;
    writeFileSync(join(folder, "_import/a.1.js"), bytes);
    rmSync(join(folder, "_node/b.3.js"));
    writeFileSync(join(folder, "_node/tracker.js"), "");
    const check = await verifyPublished(folder);
    expect(check?.faults).toBe(3);
    expect(check?.text.split("\n").slice(0, 3)).toEqual([
      "added: _node/tracker.js",
      "missing: _node/b.3.js",
      "changed: _import/a.1.js"
    ]);
    expect(files.map(({path}) => path)).toContain("_import/a.1.js.br");
  });

  it("refuses a manifest whose list was changed", async () => {
    const folder = await smallSite(1);
    const text = readFileSync(join(folder, "site.json"), "utf8");
    writeFileSync(join(folder, "site.json"), text.replace(/[0-9a-f]{64}/, "0".repeat(64)));
    await expect(verifyPublished(folder)).rejects.toThrow("the list of files was changed");
    appendFileSync(join(folder, "site.json"), "}");
    await expect(verifyPublished(folder)).rejects.toThrow("missing or not JSON");
  });

  it("leaves other folders to the check of releases", async () => {
    expect(await verifyPublished(temporaryFolder())).toBeNull();
  });
});

describe("a finished site", () => {
  it("gives compressed copies away as what they are", async () => {
    const folder = await smallSite(1);
    const plain = readFileSync(join(folder, "_import/a.1.js"));
    expect(brotliDecompressSync(readFileSync(join(folder, "_import/a.1.js.br"))).equals(plain)).toBe(true);
    expect(gunzipSync(readFileSync(join(folder, "_import/a.1.js.gz"))).equals(plain)).toBe(true);
    const server = await startServer({folder});
    for (const [accepted, given] of [
      ["gzip, deflate, br", "br"],
      ["gzip, br;q=0", "gzip"],
      ["identity", null]
    ] as const) {
      const answer = await fetch(`${server.address}_import/a.1.js`, {headers: {"accept-encoding": accepted}});
      expect(answer.headers.get("content-encoding")).toBe(given);
      expect(answer.headers.get("content-type")).toBe("text/javascript; charset=utf-8");
      expect((await answer.arrayBuffer()).byteLength).toBe(plain.byteLength);
    }
    await server.close();
  });

  it("keeps for visits without a network the pages that filter, and only what they need", async () => {
    const folder = await smallSite(1);
    const worker = readFileSync(join(folder, "offline.js"), "utf8");
    const files = /^const files = (.*);$/m.exec(worker)?.[1] ?? "";
    const kept = JSON.parse(files) as Record<string, string>;
    const wasm = createHash("sha256").update("wasm").digest("base64");
    expect(kept["_file/duckdb/duckdb-eh.2.wasm"]).toBe(wasm);
    expect(Object.keys(kept)).toEqual(["_file/duckdb/duckdb-eh.2.wasm", "_import/a.1.js", "_node/b.3.js"]);
    expect(Object.keys(JSON.parse(/^const pages = (.*);$/m.exec(worker)?.[1] ?? "") as object)).toEqual([
      "index.html",
      "survival.html"
    ]);
    expect(readFileSync(join(folder, "survival.html"), "utf8")).toContain('register("offline.js"');
    expect(readFileSync(join(folder, "index.html"), "utf8")).not.toContain("serviceWorker");
    const versionOf = (text: string) => /^const version = "(\w{16})";$/m.exec(text)?.[1];
    expect(versionOf(worker)).toBeDefined();
    expect(versionOf(readFileSync(join(await smallSite(2), "offline.js"), "utf8"))).not.toBe(versionOf(worker));
  });

  it("has a page for unknown addresses that needs no other file", async () => {
    const html = readFileSync(join(await smallSite(1), "404.html"), "utf8");
    expect(html).not.toMatch(/<link|<base|src=/);
    expect(html).toMatch(/script-src 'self' 'sha256-[^']+';/);
  });
});

describe("siteReferences", () => {
  it("resolves relative addresses to files of the site", () => {
    const files = new Set(["a/x.js", "a/y.js", "z.css"]);
    expect(siteReferences("a/x.js", 'import "./y.js"; url(../z.css) "./gone.js" "y.js"', files)).toEqual([
      "a/y.js",
      "z.css"
    ]);
  });

  it("follows them to the end, cycles included, but not to other pages", () => {
    const texts: Record<string, string> = {
      "p.html": '"./a.js" "./q.html"',
      "a.js": '"./b.js"',
      "b.js": '"./a.js"',
      "q.html": ""
    };
    const needed = neededFiles(["p.html"], new Set(Object.keys(texts)), (path) => texts[path]);
    expect([...needed]).toEqual(["p.html", "a.js", "b.js"]);
  });
});

describe("publishing releases side by side", () => {
  it("keeps the earlier ones, leads latest to the newest that stands, and is verified as a whole", async () => {
    const to = temporaryFolder();
    await publishSite(await smallSite(1), smallId(1), to);
    await publishSite(await smallSite(2, {title: "<b>Study</b>"}), smallId(2), to);
    const read = (path: string) => readFileSync(join(to, path), "utf8");
    expect(read("latest/survival.html")).toContain(`content="0; url=../r/${smallId(2)}/survival.html"`);
    expect(read(`r/${smallId(1)}/index.html`)).toContain("Survival of 1");
    expect(read("index.html")).not.toContain("<b>");
    expect(read("index.html")).not.toContain("<script");
    expect(read("index.html").indexOf(smallId(2))).toBeLessThan(read("index.html").lastIndexOf(smallId(1)));
    expect(await verifyPublished(to)).toEqual({text: "2 releases as published\n", faults: 0});
    writeFileSync(join(to, `r/${smallId(1)}/survival.html`), "changed");
    writeFileSync(join(to, "latest/index.html"), "changed");
    const check = await verifyPublished(to);
    expect(check?.text).toContain(`changed: r/${smallId(1)}/survival.html`);
    expect(check?.text).toContain("changed: latest/index.html");
    expect(check?.faults).toBe(2);
  });

  it("leaves of a withdrawn release only a word of it on each page, and publishes it no more", async () => {
    const to = temporaryFolder();
    const second = await smallSite(2);
    await publishSite(await smallSite(1), smallId(1), to);
    await publishSite(second, smallId(2), to);
    await withdrawSite(to, smallId(2), "wrong <i>units</i>");
    const stone = readFileSync(join(to, `r/${smallId(2)}/survival.html`), "utf8");
    expect(stone).toContain("This release was withdrawn");
    expect(stone).toContain("wrong &lt;i&gt;units");
    expect(stone).toContain('href="../../index.html"');
    expect(readFileSync(join(to, "latest/index.html"), "utf8")).toContain(`../r/${smallId(1)}/index.html`);
    expect(await verifyPublished(to)).toMatchObject({faults: 0});
    await expect(publishSite(second, smallId(2), to)).rejects.toThrow("was withdrawn here");
    await expect(withdrawSite(to, smallId(3), "none")).rejects.toThrow(`no release ${smallId(3)}`);
  });

  it("refuses a site of another release, one that was changed, and one for other readers", async () => {
    const to = temporaryFolder();
    const folder = await smallSite(1);
    await expect(publishSite(folder, smallId(2), to)).rejects.toThrow(`expected one of release ${smallId(2)}`);
    await publishSite(folder, smallId(1), to);
    await expect(publishSite(await smallSite(2, {tier: "public"}), smallId(2), to)).rejects.toThrow(
      "readers of one tier"
    );
    writeFileSync(join(folder, "index.html"), "changed");
    await expect(publishSite(folder, smallId(1), to)).rejects.toThrow("not as it was built: changed: index.html");
  });
});
