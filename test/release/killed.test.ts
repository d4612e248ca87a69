import {spawn} from "node:child_process";
import {once} from "node:events";
import {cpSync, readdirSync} from "node:fs";
import {join} from "node:path";
import {createInterface} from "node:readline";
import {expect, it} from "vitest";
import {newestRelease} from "../../loaders/release/openRelease.js";
import {readRelease} from "../../loaders/release/readRelease.js";
import {writeRelease} from "../../loaders/release/writeRelease.js";
import {root} from "../support/sharedData.js";
import {temporaryFolder} from "../support/temporaryFolder.js";
import {nextTables, parts, smallTables} from "./fixture.js";

/** Runs the writer in a process of its own until it stops at an operation, and kills it there. */
async function killedAt(out: string, operation: number): Promise<"stopped" | "done"> {
  const script = join(root, "test/release/writeUntilStopped.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, out, String(operation)], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"]
  });
  const closed = once(child, "close");
  for await (const line of createInterface(child.stdout)) {
    if (line !== "stopped") continue;
    child.kill("SIGKILL");
    await closed;
    expect(child.signalCode).toBe("SIGKILL");
    return "stopped";
  }
  await closed;
  expect(child.exitCode).toBe(0);
  return "done";
}

it("a process killed in the middle of any file operation leaves the old release or the new, complete", async () => {
  const start = temporaryFolder();
  const old = await writeRelease({parts, tables: smallTables(), out: start});
  const next = await writeRelease({parts, tables: nextTables(), out: temporaryFolder()});
  const found = new Set<string>();
  for (let operation = 1; ; ++operation) {
    const out = temporaryFolder();
    cpSync(start, out, {recursive: true});
    const ended = await killedAt(out, operation);
    const {manifest} = await readRelease(await newestRelease(out, "small"));
    found.add(manifest.id);
    await readRelease(join(out, `small-${old.manifest.id}`));
    for (const name of readdirSync(out).filter((d) => d.startsWith("small-"))) await readRelease(join(out, name));
    if (ended === "done") {
      expect(operation).toBeGreaterThan(12);
      break;
    }
    const again = await writeRelease({parts, tables: nextTables(), out});
    expect(again.manifest).toEqual(next.manifest);
    expect(readdirSync(out).sort()).toEqual(
      [`small-${old.manifest.id}`, `small-${next.manifest.id}`, "small.json"].sort()
    );
  }
  expect([...found].sort()).toEqual([old.manifest.id, next.manifest.id].sort());
});
