import {parse, serialize} from "parse5";
import {describe, expect, it} from "vitest";
import {attachHtml, detachHtml} from "../../loaders/publish/detachedHtml.js";
import {SiteError} from "../../loaders/publish/siteError.js";

const head = '---\ntitle: "ELN"\n---\n\n';
const code = '\n\n```ts\nimport {tools} from "./tools.js";\n\ntools(`<div>`);\n```\n';
/** A page as Framework would make it of Markdown that is HTML alone. */
const built = (body: string) => parse(`<!DOCTYPE html><html><head></head><body><main>${body}</main></body></html>`);
const attached = (path: string, block: string) => {
  const {markdown, blocks} = detachHtml(`${block}\n`);
  const document = built(markdown);
  attachHtml(document, path, blocks);
  return /<main>(.*)\n<\/main>/s.exec(serialize(document))?.[1];
};

describe("detachHtml", () => {
  it("takes blocks of HTML out and leaves front matter and code", () => {
    const block = '<article class="report"><h1>ELN</h1>\n<p>a < b</p></article>';
    expect(detachHtml(`${head}${block}${code}`)).toEqual({
      markdown: `${head}<div data-detached="0"></div>${code}`,
      blocks: [block]
    });
  });

  it("leaves what Framework runs, publishes or highlights, and HTML shown as code", () => {
    const kept = [
      "<div>${width}</div>",
      '<div><img src="a.png"></div>',
      '<div><a href="a.csv" download>a</a></div>',
      '<div><code class="language-r">1</code></div>',
      "<div><script>1</script></div>",
      "```html\n\n<div>shown</div>\n\n```",
      "<span>inline</span>",
      "Text"
    ];
    for (const markdown of kept) expect(detachHtml(markdown)).toEqual({markdown, blocks: []});
  });
});

describe("attachHtml", () => {
  it("makes addresses inside the site relative to the page, naming files", () => {
    const hrefs = [
      "/cohort?q=1#top",
      "/genes/",
      "npm1",
      "../",
      "#os",
      "?q=2",
      "/figures/eln/os.csv",
      "/reports/eln",
      ""
    ];
    const links = hrefs.map((href) => `<a href="${href}">x</a>`).join("");
    const found = [...attached("reports/eln", `<div>${links}</div>`)!.matchAll(/href="([^"]*)"/g)].map(
      ([, href]) => href
    );
    expect(found).toEqual([
      "../cohort.html?q=1#top",
      "../genes/index.html",
      "./npm1.html",
      "../index.html",
      "#os",
      "./eln.html?q=2",
      "../figures/eln/os.csv",
      "./eln.html",
      "./eln.html"
    ]);
  });

  it("opens links to elsewhere in a tab of their own and lets headings link to themselves", () => {
    expect(attached("a", '<div><a href="https://doi.org/1">x</a><h2 id="os">Overall <i>survival</i></h2></div>')).toBe(
      '<div><a href="https://doi.org/1" target="_blank" rel="noopener noreferrer">x</a>' +
        '<h2 id="os"><a class="observablehq-header-anchor" href="#os">Overall <i>survival</i></a></h2></div>'
    );
  });

  it("writes data as data", () => {
    const text = '<div title="&quot;>">&lt;script&gt;1&lt;/script&gt; &#36;{1}</div>';
    expect(attached("a", text)).toBe('<div title="&quot;&gt;">&lt;script&gt;1&lt;/script&gt; ${1}</div>');
  });

  it("refuses a page with other marks than there are blocks", () => {
    expect(() => attachHtml(built('<div data-detached="0"></div>'), "a", [])).toThrow(SiteError);
    expect(() => attachHtml(built(""), "a", ["<div></div>"])).toThrow(SiteError);
  });
});
