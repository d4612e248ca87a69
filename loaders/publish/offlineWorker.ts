import {createHash} from "node:crypto";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import {compareText} from "../release/textOrder.js";
import {contentName} from "./siteManifest.js";

/** Name of the service worker, at the root of a site. */
export const workerName = "offline.js";

/** A page of the site to be kept for visits without a network. */
export interface OfflinePage {
  readonly path: string;
  readonly text: string;
}

/**
 * The service worker of a site: its program with what it is to keep. It names the content of the pages, and through their
 * hashed addresses that of everything else, so that another release gives another worker.
 *
 * @param pages that are kept, as published
 * @param files with a hash of their content in their address, that the pages need
 */
export function offlineWorker(pages: readonly OfflinePage[], files: readonly string[]): string {
  const kept = [...pages].sort((a, b) => compareText(a.path, b.path));
  const hashed = kept.map(({path, text}) => [path, createHash("sha256").update(text)] as const);
  const integrity = Object.fromEntries(hashed.map(([path, hash]) => [path, `sha256-${hash.digest("base64")}`]));
  const list = [...files].sort(compareText);
  const version = contentName([
    ...kept.map(({path}) => ({path, sha256: integrity[path]})),
    ...list.map((path) => ({path, sha256: ""}))
  ]);
  const program = readFileSync(join(import.meta.dirname, "offlineProgram.js"), "utf8");
  const constants = {version, pages: integrity, files: list};
  const head = Object.entries(constants).map(([name, value]) => `const ${name} = ${JSON.stringify(value)};\n`);
  return head.join("") + program;
}

/** Text of the script by which a page has the worker installed: once it is loaded, where browsers can. */
export function registrationScript(address: string): string {
  // Without a worker the page is as good, online: a browser that refuses one (private windows) is no fault.
  return `
if ("serviceWorker" in navigator && /^https?:$/.test(location.protocol)) {
  addEventListener("load", () => {
    navigator.serviceWorker.register(${JSON.stringify(address)}, {updateViaCache: "none"}).catch(() => undefined);
  });
}
`;
}
