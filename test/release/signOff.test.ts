import {readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {sign} from "../../loaders/commands/sign.js";
import {verify} from "../../loaders/commands/verify.js";
import {withdraw} from "../../loaders/commands/withdraw.js";
import {readRelease} from "../../loaders/release/readRelease.js";
import {syntheticRelease} from "../support/syntheticRelease.js";

let release: Awaited<ReturnType<typeof syntheticRelease>>;
beforeEach(async () => {
  release = await syntheticRelease({});
});
afterEach(() => release.remove());

describe("hemiola sign", () => {
  it("records two persons beside the release, which stays the same", async () => {
    const {folder, manifest} = release;
    expect(await sign(".", folder, {name: "A. Meier", role: "statistician"})).toMatchObject({missing: 1});
    expect(await sign(".", folder, {name: "B. de Vries", role: "data protection officer"})).toMatchObject({
      id: manifest.id,
      missing: 0,
      signOffs: [
        {name: "A. Meier", role: "statistician"},
        {name: "B. de Vries", role: "data protection officer"}
      ]
    });
    expect((await verify(folder)).id).toBe(manifest.id);
  });

  it("takes nobody twice, whatever the spelling, and nobody without a role", async () => {
    await sign(".", release.folder, {name: "A. Meier", role: "statistician"});
    await expect(sign(".", release.folder, {name: " a.  MEIER", role: "director"})).rejects.toThrow("signed already");
    await expect(sign(".", release.folder, {name: "C", role: " "})).rejects.toThrow("needs a name and a role");
  });

  it("counts no sign-off of another release, nor a damaged one", async () => {
    const file = join(release.folder, "signoff.json");
    writeFileSync(file, JSON.stringify({release: "0123456789abcdef", signOffs: []}));
    await expect(verify(release.folder)).rejects.toThrow(
      `signs release 0123456789abcdef, expected ${release.manifest.id}`
    );
    writeFileSync(file, "[]");
    await expect(verify(release.folder)).rejects.toThrow("damaged: not a list of sign-offs");
  });
});

describe("hemiola withdraw", () => {
  it("leaves a tombstone and no data; reading stops with the reason", async () => {
    const {folder, manifest} = release;
    await sign(".", folder, {name: "A", role: "statistician"});
    expect(await withdraw({root: ".", release: folder, reason: "consent\nwithdrawn"})).toBe(manifest.id);
    expect(readdirSync(folder)).toEqual(["withdrawn.json"]);
    await expect(readRelease(folder)).rejects.toThrow("this release was withdrawn: consent withdrawn");
    await expect(verify(folder)).rejects.toThrow("this release was withdrawn");
  });

  it("asks for a reason, and leaves the release as it was without one", async () => {
    await expect(withdraw({root: ".", release: release.folder, reason: " "})).rejects.toThrow("for a reason");
    expect((await verify(release.folder)).id).toBe(release.manifest.id);
  });
});
