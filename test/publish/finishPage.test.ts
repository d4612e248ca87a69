import {createHash} from "node:crypto";
import {describe, expect, it} from "vitest";
import {checkSite} from "../../loaders/publish/checkSite.js";
import {finishPage} from "../../loaders/publish/finishPage.js";
import {withoutFileTimes} from "../../loaders/publish/withoutFileTimes.js";

const script = `
import {define} from "./_observablehq/client.1.js";
registerFile("./a.json", {"name":"./a.json","path":"./_file/a.1.json","lastModified":1700000000123,"size":3});
if (1 < 2 && "</p>") define({id: "é"});
`;
const page = (body = "") => `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, maximum-scale=1">
<link rel="preload" href="./_file/fonts/inter.3100e775.woff2" as="font">
<style>@font-face{src:url("/_file/fonts/inter.woff2")}</style>
<script type="module">${script}</script>
</head>
<body>${body}<p>Text</p></body>
</html>`;

const policyOf = (html: string) => /content-security-policy" content="([^"]+)"/.exec(html)?.[1] ?? "";
const inlineOf = (html: string) => [...html.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, text]) => text);
const sha256 = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

describe("finishPage", () => {
  it("allows every inline script by the hash of what the page then holds, and nothing else", () => {
    const html = finishPage(page("<script>1 < 2</script>"));
    const scripts = inlineOf(html);
    expect(scripts).toHaveLength(2);
    for (const text of scripts) expect(policyOf(html)).toContain(sha256(text));
    expect(policyOf(html).match(/sha256-/g)).toHaveLength(2);
    expect(policyOf(html)).toMatch(/^default-src 'none'; script-src 'self' 'sha256/);
    expect(policyOf(html)).not.toMatch(/unsafe-eval|https?:|\*/);
  });

  it("puts the policy before the first script", () => {
    const html = finishPage(page());
    expect(html.indexOf("content-security-policy")).toBeLessThan(html.indexOf("<script"));
    expect(html.indexOf("charset")).toBeLessThan(html.indexOf("content-security-policy"));
  });

  it("allows WebAssembly and a worker only where DuckDB is used", () => {
    expect(policyOf(finishPage(page()))).toContain("worker-src 'none'");
    const explorer = policyOf(finishPage(page('<a href="duckdb-eh.1.wasm">x</a>')));
    expect(explorer).toContain("'wasm-unsafe-eval'");
    expect(explorer).toContain("worker-src 'self'");
  });

  it("lets readers zoom, names the language and sends no referrer", () => {
    const html = finishPage(page());
    expect(html).toContain('<html lang="en-GB">');
    expect(html).toContain('content="width=device-width, initial-scale=1"');
    expect(html).toContain('<meta name="referrer" content="no-referrer">');
  });

  it("leaves out file times", () => {
    expect(finishPage(page())).not.toContain("lastModified");
    expect(withoutFileTimes('{"path":"a","lastModified":12.5,"size":3}')).toBe('{"path":"a","size":3}');
  });

  it("gives fonts their published addresses", () => {
    expect(finishPage(page())).toContain('src:url("./_file/fonts/inter.3100e775.woff2")');
  });

  it("changes nothing the second time", () => {
    const once = finishPage(page("<script>1 < 2</script>"));
    expect(finishPage(once)).toBe(once);
  });
});

describe("checkSite", () => {
  const index = {path: "index.html", text: "<p>fine</p>"};

  it("passes a clean site", () => {
    const links = '<a href="https://example.org">a link is no request</a><script src="./a.js"></script>';
    expect(checkSite([{path: "index.html", text: links}])).toEqual([]);
  });

  it.each([
    ["cohort.html", '<div class="observablehq observablehq--error">', "a cell failed to compile"],
    ["cohort.html", 'import {x} from "npm:d3";', "imports from another origin"],
    ["_import/a.js", 'const x = await import("https://cdn.example.org/x.js")', "imports from another origin"],
    ["cohort.html", '<link rel="stylesheet" href="https://fonts.example.org/a.css">', "loads from another origin"],
    ["cohort.html", '<script async src="//cdn.example.org/a.js"></script>', "loads from another origin"],
    ["cohort.html", 'url("/_file/fonts/x.woff2")', "names a font that was not published"],
    ["_npm/d3@0.0.0/x.js", "", "comes from a CDN"],
    ["_import/a.js", '{"lastModified":1700000000000}', "holds a file time"]
  ])("stops %s with %s", (path, text, says) => {
    expect(checkSite([index, {path, text}])).toEqual([`${path}: ${says}`]);
  });

  it("stops a site without a first page", () => {
    expect(checkSite([])).toEqual(["index.html: missing"]);
  });
});
