import {resolve} from "node:path";
import {pathToFileURL} from "node:url";

/**
 * What a loader writes to its standard output, run in this process by importing it: all of it, for none writes later.
 *
 * @param loader path of its module; each can be run once in a process
 */
export async function loaderOutput(loader: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = (chunk: string | Uint8Array) => {
    chunks.push(Buffer.from(chunk as Uint8Array));
    return true;
  };
  try {
    await import(pathToFileURL(resolve(loader)).href);
  } finally {
    process.stdout.write = write;
  }
  return Buffer.concat(chunks);
}
