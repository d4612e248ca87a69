import {describe, expect, it} from "vitest";
import {countsIn} from "../../../loaders/disclosure/gate/countsInText.js";
import {numbersIn} from "../../../loaders/disclosure/gate/sayableNumbers.js";

describe("numbers in texts", () => {
  it("are read with their thousands", () => {
    expect(countsIn("2,933 patients of 3 sources, 12 events, n = 1,004")).toEqual(["2933", "12", "1004"]);
    expect(numbersIn("2,933 patients of 3 sources, 1.90 times")).toEqual(["2933", "3", "1.9"]);
  });

  it("are apart where a comma lists them", () => {
    expect(numbersIn("1,3 and 5,2000 years")).toEqual(["1", "3", "5", "2000"]);
  });
});
