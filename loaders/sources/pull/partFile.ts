import {createHash} from "node:crypto";
import {createReadStream} from "node:fs";
import type {FileHandle} from "node:fs/promises";
import {mkdir, open, readdir, rename, rm, stat} from "node:fs/promises";
import {dirname, join} from "node:path";
import {claimResumable, disclaim, isLeftOver, unfinishedName, unfinishedPrefix} from "../../unfinished.js";

/**
 * A file being pulled. It lies beside its final place under a name of its own; one that a run which is no more has left is
 * taken over with what it holds, so that a break costs only what was not yet received.
 */
export class PartFile {
  private hash = createHash("sha256");
  private handle: FileHandle | undefined;
  private length = 0;

  private constructor(
    /** Where it is to lie in the end. */
    readonly target: string,
    private readonly path: string
  ) {}

  /** Bytes it holds. */
  get size(): number {
    return this.length;
  }

  /** @param target in the end; its last part tells parts of one file from others */
  static async open(target: string): Promise<PartFile> {
    const folder = dirname(target);
    await mkdir(folder, {recursive: true});
    const name = target.slice(folder.length + 1);
    const path = claimResumable(join(folder, unfinishedName(name)));
    for (const found of await readdir(folder)) {
      if (!found.startsWith(unfinishedPrefix) || !found.endsWith(`-${name}`) || !isLeftOver(join(folder, found)))
        continue;
      // Another run may take it over at the same moment: then this one begins anew.
      await rename(join(folder, found), path).catch(() => undefined);
      break;
    }
    const part = new PartFile(target, path);
    await part.takeOver();
    return part;
  }

  private async takeOver(): Promise<void> {
    const found = await stat(this.path).catch(() => undefined);
    if (found !== undefined && found.size > 0)
      for await (const chunk of createReadStream(this.path) as AsyncIterable<Buffer>) this.count(chunk);
    this.handle = await open(this.path, "a");
  }

  private count(bytes: Uint8Array): void {
    this.hash.update(bytes);
    this.length += bytes.byteLength;
  }

  async append(bytes: Uint8Array): Promise<void> {
    await this.handle!.appendFile(bytes);
    this.count(bytes);
  }

  /** Begins anew. */
  async empty(): Promise<void> {
    await this.handle!.truncate(0);
    this.hash = createHash("sha256");
    this.length = 0;
  }

  /** SHA-256 of what it holds. */
  digest(): string {
    return this.hash.copy().digest("hex");
  }

  /** Puts it in place, as a whole. */
  async finish(): Promise<void> {
    await this.handle!.sync();
    await this.close();
    await rename(this.path, this.target);
  }

  /** Leaves it for a later run. */
  async close(): Promise<void> {
    disclaim(this.path);
    await this.handle?.close();
    this.handle = undefined;
  }

  /** Removes it. */
  async discard(): Promise<void> {
    await this.close();
    await rm(this.path, {force: true});
  }
}
