import {JSDOM} from "jsdom";
import {expect, test} from "vitest";
import {wholeCohort} from "../../src/charts/palette.js";
import {timeCurves} from "../../src/charts/timeCurves.js";

const knots = {
  label: "All",
  style: wholeCohort,
  resolution: "knots" as const,
  time: [0, 365, 730, 3650],
  value: [1, 0.8, 0.6, 0.6],
  lower: [1, 0.75, 0.55, 0.55],
  upper: [1, 0.85, 0.65, 0.65]
};

function drawn(...curves: Parameters<typeof timeCurves>[0][number]["curves"]): SVGElement {
  const {document} = new JSDOM("<!doctype html>").window;
  const options = {
    days: [0, 365],
    risk: [],
    riskWords: "",
    startLabel: "diagnosis",
    title: "OS",
    summary: "OS",
    document
  };
  return timeCurves([{label: "OS", first: 1, curves}], options);
}

test("the flat end of a curve at knots is dashed and says how few events follow", () => {
  const figure = drawn({...knots, tail: {from: 730, fewerThan: 5}});
  const [line, tail] = figure.querySelectorAll(".line.knots");
  expect(line.getAttribute("stroke-dasharray")).toBeNull();
  expect(line.getAttribute("d")?.split("L")).toHaveLength(3);
  expect(tail.getAttribute("stroke-dasharray")).toBe("2 4");
  expect(figure.querySelector(".tail-words")?.textContent).toBe("≤\u00a04 further events");
});

test("a curve that ends at a knot has no flat end", () => {
  const figure = drawn(knots);
  expect(figure.querySelectorAll(".line.knots")).toHaveLength(1);
  expect(figure.querySelector(".tail-words")).toBeNull();
});

test("the words on flat ends do not lie on each other", () => {
  const tail = {from: 730, fewerThan: 5};
  const near = {...knots, label: "Near", value: [1, 0.8, 0.59, 0.59], tail};
  const far = {...knots, label: "Far", value: [1, 0.4, 0.2, 0.2], tail};
  const figure = drawn({...knots, tail}, near, far);
  const words = [...figure.querySelectorAll(".tail-words")];
  expect(words.map((text) => text.parentElement?.getAttribute("data-curve"))).toEqual(["All", "Far"]);
  expect(figure.querySelectorAll(".line.tail")).toHaveLength(3);
});
