import {JSDOM} from "jsdom";
import {describe, expect, it} from "vitest";
import {inParts} from "../../../loaders/report/render/figures/inParts.js";

const {document} = new JSDOM().window;
const row = (label: string, heading?: string) => ({label, ...(heading === undefined ? {} : {heading})});

describe("inParts(rows, most, draw)", () => {
  const draw = (rows: readonly {label: string; heading?: string}[]) => {
    const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    drawing.textContent = rows
      .map(({label, heading}) => (heading === undefined ? label : `${heading}: ${label}`))
      .join();
    return drawing;
  };

  it("has parts of about the same length that begin with the heading of their first row", () => {
    const rows = [row("a", "A"), row("b"), row("c"), row("d", "D"), row("e")];
    const {draw: whole, parts} = inParts(rows, 2, draw);
    expect(whole?.(1, document).textContent).toBe("A: a,b,c,D: d,e");
    expect(parts?.(1, document).map((part) => part.textContent)).toEqual(["A: a,b", "A: c,D: d", "D: e"]);
  });

  it("begins a part with a heading rather than within its rows", () => {
    const rows = [row("a", "A"), row("b"), row("c"), row("d", "D"), row("e"), row("f"), row("g", "G"), row("h")];
    const {parts} = inParts(rows, 5, draw);
    expect(parts?.(1, document).map((part) => part.textContent)).toEqual(["A: a,b,c", "D: d,e,f,G: g,h"]);
  });

  it("has no parts where the whole has room", () => {
    expect(inParts([row("a"), row("b")], 2, draw).parts).toBeUndefined();
  });
});
