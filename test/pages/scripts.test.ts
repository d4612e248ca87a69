import {describe, expect, it} from "vitest";
import {tag} from "../../loaders/pages/markup.js";
import {withScripts} from "../../loaders/pages/scripts.js";

const html = (text: string) => tag("p", {}, ...withScripts(text)).html;

describe("withScripts(text)", () => {
  it("makes elements of superscripts and subscripts", () => {
    expect(html("3 × 10⁻¹⁴")).toBe("<p>3 × 10<sup>−14</sup></p>");
    expect(html("RMST(τ) = ∫₀^τ S(t) dt")).toBe("<p>RMST(τ) = ∫<sub>0</sub><sup>τ</sup> S(t) dt</p>");
    expect(html("F_k(t) = d_ki/nᵢ")).toBe("<p>F<sub>k</sub>(t) = d<sub>ki</sub>/n<sub>i</sub></p>");
  });

  it("leaves other text as it is, and escapes it", () => {
    expect(withScripts("Median of a < b")).toEqual(["Median of a < b"]);
    expect(html("x^β <b>")).toBe("<p>x<sup>β</sup> &#60;b&#62;</p>");
  });
});
