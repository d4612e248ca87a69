import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterEach, describe, expect, it, vi} from "vitest";
import {siteKey} from "../../scripts/lib/siteKey.mjs";
import {temporaryFolder} from "../support/temporaryFolder.js";

const id = (digit: number) => `demo-${String(digit).repeat(16)}`;

/** A folder with two releases, of which only the manifests matter here, and a pointer file. */
function releases(pointer: object | undefined, previous = "before"): string {
  const folder = temporaryFolder();
  for (const [name, text] of [
    [id(1), previous],
    [id(2), "after"]
  ]) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, "release.json"), text);
  }
  if (pointer) writeFileSync(join(folder, "demo.json"), JSON.stringify(pointer));
  return folder;
}

/** The key of the later release's site, of a project with nothing in it. */
function key(folder: string): string {
  const root = temporaryFolder();
  for (const name of ["src", "loaders", "scripts", "data"]) mkdirSync(join(root, name));
  for (const name of ["observablehq.config.ts", "package-lock.json", "package.json"])
    writeFileSync(join(root, name), "");
  return siteKey(root, join(folder, id(2)));
}

describe("siteKey(root, release)", () => {
  afterEach(() => vi.unstubAllEnvs());

  it("depends on the release before that the pointer names, and on no other", () => {
    vi.stubEnv("HEMIOLA_PREVIOUS", "");
    const alone = key(releases(undefined));
    const pointed = key(releases({release: id(2), previous: id(1)}));
    expect(pointed).not.toBe(alone);
    expect(key(releases({release: id(2), previous: id(1)}, "other"))).not.toBe(pointed);
    for (const pointer of [{release: id(2)}, {release: id(1), previous: id(2)}, {release: id(2), previous: id(3)}])
      expect(key(releases(pointer))).toBe(alone);
  });

  it("depends on the release before that HEMIOLA_PREVIOUS names", () => {
    const pointer = {release: id(2), previous: id(1)};
    const folder = releases(pointer);
    const pointed = key(folder);
    vi.stubEnv("HEMIOLA_PREVIOUS", "none");
    const none = key(folder);
    expect(none).not.toBe(pointed);
    vi.stubEnv("HEMIOLA_PREVIOUS", join(folder, id(1)));
    const named = key(folder);
    expect([pointed, none]).not.toContain(named);
    writeFileSync(join(folder, id(1), "release.json"), "changed");
    expect(key(folder)).not.toBe(named);
  });

  it("depends on the reports that HEMIOLA_REPORTS names", () => {
    const folder = releases(undefined);
    vi.stubEnv("HEMIOLA_REPORTS", "");
    const all = key(folder);
    vi.stubEnv("HEMIOLA_REPORTS", "overview,eln");
    expect(key(folder)).not.toBe(all);
  });
});
