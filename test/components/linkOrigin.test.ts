import {describe, expect, it} from "vitest";
import {linkOrigin, originText} from "../../src/components/cohort/linkOrigin.js";

const of = (query: string) => linkOrigin(new URLSearchParams(query));

describe("linkOrigin", () => {
  it("reads the release of a link and what the cohort had there", () => {
    expect(of("sex=female")).toBeNull();
    expect(of("release=r1&n=12&events=5")).toEqual({what: "link", release: "r1", n: 12, events: 5});
    expect(of("release=r1&n=-3&events=1e9")).toEqual({what: "link", release: "r1", n: null, events: null});
  });
});

describe("originText", () => {
  const here = {release: "r2", n: 131, events: 50};

  it("says then and now", () => {
    expect(originText(of("release=r1&n=123&events=45")!, here)).toBe(
      "This link was made on release r1, where the cohort had 123 patients and 45 events; here, on release r2, it has 131 patients and 50 events."
    );
    expect(originText({...of("release=r1&n=123")!, what: "saved cohort"}, here)).toBe(
      "This saved cohort was made on release r1, where the cohort had 123 patients; here, on release r2, it has 131 patients."
    );
  });

  it("says if nothing changed, or the link does not tell", () => {
    expect(originText(of("release=r1&n=131&events=50")!, here)).toContain(
      "On this release, r2, the cohort is as large."
    );
    expect(originText(of("release=r1")!, here)).toContain(
      "the numbers here are of release r2: 131 patients and 50 events."
    );
  });
});
