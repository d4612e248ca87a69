import {mkdir, open, readdir, readFile, rename, rm} from "node:fs/promises";

/** The few file operations a release is written with; injectable, so that a test can fail at each of them. */
export interface FileSystem {
  makeFolder(path: string): Promise<void>;
  /** Writes a file and waits until it is on disk. */
  writeFile(path: string, content: Uint8Array | string): Promise<void>;
  /** Waits until a folder's entries are on disk. */
  syncFolder(path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  list(path: string): Promise<string[]>;
  readText(path: string): Promise<string>;
}

/** The machine's own file system. */
export const diskFileSystem: FileSystem = {
  async makeFolder(path) {
    await mkdir(path, {recursive: true});
  },
  async writeFile(path, content) {
    const handle = await open(path, "w");
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  async syncFolder(path) {
    // Windows cannot open a folder as a file; there, the rename itself is journalled.
    if (process.platform === "win32") return;
    const handle = await open(path, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  rename,
  async remove(path) {
    await rm(path, {recursive: true, force: true});
  },
  async list(path) {
    try {
      return (await readdir(path)).sort();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw error;
    }
  },
  readText: (path) => readFile(path, "utf8")
};
