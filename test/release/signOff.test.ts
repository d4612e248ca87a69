import {readdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {sign} from "../../loaders/commands/sign.js";
import {verify} from "../../loaders/commands/verify.js";
import {withdraw} from "../../loaders/commands/withdraw.js";
import {readRelease} from "../../loaders/release/readRelease.js";
import {writeRelease} from "../../loaders/release/writeRelease.js";
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

describe("a public release of real data", () => {
  const written = async (draft: boolean) => {
    const {manifest, folder} = release;
    const sources = [{...manifest.sources[0], id: "A", name: "A", version: "1", patients: 1, simulated: false}];
    const disclosure = {from: manifest.id, policy: "public", version: "1", k: 10, minCurve: 20, signOff: [], draft};
    const {study, versions, audit} = manifest;
    const parts = {study, versions, audit, tier: "public" as const, simulated: false, simulatedNotice: null, sources, inputs: [], disclosure}; // prettier-ignore
    return (await writeRelease({parts, tables: [], out: join(folder, "public")})).folder;
  };

  it("is intact without two signatures, but no site is built of it, unless it is a draft", async () => {
    const folder = await written(false);
    await expect(verify(folder)).resolves.toMatchObject({tables: 0});
    await expect(verify(folder, {forSite: true})).rejects.toThrow("public release signed by 0, expected two, or one marked as a draft"); // prettier-ignore
    await sign(".", folder, {name: "A. Meier", role: "statistician"});
    await sign(".", folder, {name: "B. de Vries", role: "director"});
    await expect(verify(folder, {forSite: true})).resolves.toMatchObject({folder});
    await expect(verify(await written(true), {forSite: true})).resolves.toMatchObject({tables: 0});
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
