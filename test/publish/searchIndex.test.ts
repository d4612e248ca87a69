import {parse} from "parse5";
import {beforeAll, describe, expect, it} from "vitest";
import {searchedPage, searchIndex} from "../../loaders/publish/searchIndex.js";
import {searchHits, type SearchIndex} from "../../src/model/searchIndex.js";

const page = (title: string, main: string) =>
  `<!doctype html><title>${title} | Study</title><nav>Elsewhere</nav><main>${main}</main>`;

const pages = {
  "reports/eln.html": page(
    "ELN risk",
    `<h1>ELN risk</h1><section id="survival"><h2>How patients fare</h2><p>Kaplan–Meier &lt;b&gt;estimates&lt;/b&gt; of survival</p>
       <figure id="os"><h3><a href="#os">Overall survival</a></h3><svg><text>Pictured</text></svg><table><tr><td>Tabulated</td></tr></table></figure></section>`
  ),
  "glossary.html": page(
    "Glossary",
    '<dl><dt id="mrd"><dfn>MRD</dfn></dt><dd>Leukaemic cells that remain</dd><dt id="os">OS</dt><dd>Death</dd></dl>'
  ),
  "404.html": page("Not found", "Kaplan")
};

let index: SearchIndex;
const hits = (question: string) => searchHits(index, question).map(({path, id}) => `${path}#${id}`);

describe("the search", () => {
  beforeAll(() => {
    const searched = Object.entries(pages).map(([path, text]) => searchedPage(path, parse(text)));
    index = searchIndex(searched.filter((found) => found !== undefined));
  });

  it("finds words by their beginning in the part of the page in which they stand, whatever their case and accents", () => {
    expect(hits("kaplan")).toEqual(["reports/eln#survival"]);
    expect(hits("LEUKÄMIC")).toEqual([]);
    expect(hits("leukaemic cells")).toEqual(["glossary#mrd"]);
    expect(hits("death")).toEqual(["glossary#os"]);
  });

  it("puts first what has the words in its heading, and takes all words together", () => {
    expect(hits("survival")[0]).toBe("reports/eln#os");
    expect(hits("survival death")).toEqual([]);
    expect(hits("eln").length).toBeGreaterThan(0);
  });

  it("does not look into pictures, tables, navigation and the page for what is not there", () => {
    for (const word of ["pictured", "tabulated", "elsewhere", "found"]) expect(hits(word)).toEqual([]);
    expect(searchHits(index, "  ,")).toEqual([]);
  });
});
