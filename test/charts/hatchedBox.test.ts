import {JSDOM} from "jsdom";
import {describe, expect, it} from "vitest";
import {hatchedBox} from "../../src/charts/hatchedBox.js";
import {penOf} from "../../src/charts/svg.js";

const pen = penOf(new JSDOM().window.document);

describe("hatchedBox(pen, box)", () => {
  it("draws lines that begin and end on the sides of the rectangle", () => {
    const box = {x: 10, y: 20, width: 48, height: 8};
    const [lines, outline] = hatchedBox(pen, box);
    const drawn = [...(lines.getAttribute("d") ?? "").matchAll(/M([\d.]+),([\d.]+)l(-[\d.]+),([\d.]+)/g)];
    expect(drawn.length).toBeGreaterThan(8);
    for (const [x, y, dx, dy] of drawn.map((match) => match.slice(1).map(Number))) {
      expect(dy).toBe(-dx);
      expect(x === 58 || y === 20).toBe(true);
      expect(Math.abs(x + dx - 10) < 0.11 || Math.abs(y + dy - 28) < 0.11).toBe(true);
    }
    expect(outline.getAttribute("fill")).toBe("none");
    expect(outline.getAttribute("class")).toBe("untested");
  });
});
