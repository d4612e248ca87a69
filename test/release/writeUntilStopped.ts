/**
 * Writes the next release of the small study into the folder given first and stops for good, without cleaning up, in
 * the middle of the file operation whose number is given second: it says `stopped` and waits to be killed. Past the
 * last operation it says `done`.
 */
import {diskFileSystem, type FileSystem} from "../../loaders/release/fileSystem.js";
import {writeRelease} from "../../loaders/release/writeRelease.js";
import {nextTables, parts} from "./fixture.js";

const [out, number] = process.argv.slice(2);
let left = Number(number);

async function stopHere(): Promise<never> {
  process.stdout.write("stopped\n");
  return await new Promise<never>(() => setInterval(() => undefined, 1000));
}

function guard<A extends unknown[], R>(operation: (...args: A) => Promise<R>): (...args: A) => Promise<R> {
  return async (...args) => (--left === 0 ? await stopHere() : await operation(...args));
}

const fileSystem: FileSystem = {
  makeFolder: guard(diskFileSystem.makeFolder),
  writeFile: async (path, content) => {
    if (--left === 0) {
      await diskFileSystem.writeFile(path, content.slice(0, content.length >> 1));
      await stopHere();
    }
    await diskFileSystem.writeFile(path, content);
  },
  syncFolder: guard(diskFileSystem.syncFolder),
  rename: guard(diskFileSystem.rename),
  remove: guard(diskFileSystem.remove),
  list: guard(diskFileSystem.list)
};

await writeRelease({parts, tables: nextTables(), out, fileSystem});
process.stdout.write("done\n");
