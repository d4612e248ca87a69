import {describe, expect, it} from "vitest";
import {csvText} from "../../src/components/csvText.js";

describe("csvText(notes, columns, rows)", () => {
  it("quotes what needs it and lets no cell act as a formula", () => {
    expect(
      csvText(
        ["a note"],
        ["x", "y"],
        [
          ["=1+1", 2],
          ['say "hi"', null],
          ["a,b", -3]
        ]
      )
    ).toBe('# a note\r\nx,y\r\n\'=1+1,2\r\n"say ""hi""",\r\n"a,b",-3\r\n');
  });
});
