import {posix} from "node:path";
import {SiteError} from "./siteError.js";

const workerOf = /import\.meta\.resolve\("(\.{1,2}\/[^"]*\.js)"\)/g;
const attachment = /FileAttachment\(\{[^{}]*\}, import\.meta\.url\)/g;

/** The modules that a module names as those of workers: paths inside the site. */
export function workerModules(module: string, text: string): string[] {
  return [...text.matchAll(workerOf)].map(([, address]) => posix.join(posix.dirname(module), address));
}

/**
 * A module's text with the addresses of the files that it attaches as seen from another folder, to which it is moved.
 *
 * @param module path inside the site
 * @param workers the file of each module of a worker, both as paths inside the site
 * @throws {SiteError} if the module asks for its own address for anything else
 */
export function ownAddresses(
  module: string,
  text: string,
  {folder, workers}: {readonly folder: string; readonly workers: ReadonlyMap<string, string>}
): string {
  const resolved = (address: string) => posix.join(posix.dirname(module), address);
  const moved = (file: string) => {
    const relative = posix.relative(folder, file);
    return relative.startsWith("../") ? relative : `./${relative}`;
  };
  const attached = text.replace(attachment, (call) =>
    call.replace(
      /"(name|path)":"(\.{1,2}\/[^"]*)"/g,
      (_, key: string, address: string) => `"${key}":"${moved(resolved(address))}"`
    )
  );
  const finished = attached.replace(workerOf, (call, address: string) => {
    const worker = workers.get(resolved(address));
    return worker === undefined ? call : `import.meta.resolve("${moved(worker)}")`;
  });
  const known = new Set([...workers.values()].map((worker) => `import.meta.resolve("${moved(worker)}")`));
  const rest = finished.replace(attachment, "").replace(workerOf, (call) => (known.has(call) ? "" : call));
  if (rest.includes("import.meta")) throw new SiteError(`${module}: asks for its own address, which a bundle has not`);
  return finished;
}
