import {mkdir, open, readdir, rename, rm} from "node:fs/promises";

/** The few file operations a release is written with; injectable, so that a test can fail at each of them. */
export interface FileSystem {
  readonly makeFolder: (path: string) => Promise<void>;
  /** Writes a file and waits until it is on disk. */
  readonly writeFile: (path: string, content: Uint8Array | string) => Promise<void>;
  /** Waits until a folder's entries are on disk. */
  readonly syncFolder: (path: string) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  readonly list: (path: string) => Promise<string[]>;
}

/** The machine's own file system. */
export const diskFileSystem: FileSystem = {
  makeFolder: async (path) => {
    await mkdir(path, {recursive: true});
  },
  writeFile: async (path, content) => {
    const handle = await open(path, "w");
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  syncFolder: async (path) => {
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
  remove: async (path) => {
    await rm(path, {recursive: true, force: true});
  },
  list: async (path) => {
    try {
      return (await readdir(path)).sort();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw error;
    }
  }
};
