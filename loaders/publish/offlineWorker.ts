import {readFileSync} from "node:fs";
import {join} from "node:path";
import {compareText} from "../release/textOrder.js";
import {contentName, type PublishedFile} from "./siteManifest.js";

/** Name of the service worker, at the root of a site. */
export const workerName = "offline.js";

/**
 * The service worker of a site: its program with what it is to keep. It names the content of every file, so that another
 * release gives another worker, and what a server gives instead of a file (a page to log in) is not taken for it.
 *
 * @param kept files as published: pages, and what they need
 */
export function offlineWorker(kept: readonly PublishedFile[]): string {
  const sorted = [...kept].sort((a, b) => compareText(a.path, b.path));
  const hashes = (own: (path: string) => boolean) =>
    Object.fromEntries(
      sorted
        .filter(({path}) => own(path))
        .map(({path, sha256}) => [path, Buffer.from(sha256, "hex").toString("base64")])
    );
  const isPage = (path: string) => path.endsWith(".html");
  const constants = {
    version: contentName(sorted),
    pages: hashes(isPage),
    files: hashes((path) => !isPage(path) && !isAnswer(path)),
    answers: hashes(isAnswer)
  };
  const head = Object.entries(constants).map(([name, value]) => `const ${name} = ${JSON.stringify(value)};\n`);
  return head.join("") + readFileSync(join(import.meta.dirname, "offlineProgram.js"), "utf8");
}

/** Whether a file is what the public explorer shows for one choice; its address is the same in every release. */
export function isAnswer(path: string): boolean {
  return path.startsWith("figures/cube/") && path.endsWith(".json");
}

/**
 * Text of the script by which a page has the worker installed, where browsers can: once it is loaded and has nothing to do, so
 * that what the worker fetches does not delay the figures.
 */
export function registrationScript(address: string): string {
  // Without a worker the page is as good, online: a browser that refuses one (private windows) is no fault.
  return `
if ("serviceWorker" in navigator && /^https?:$/.test(location.protocol)) {
  const register = () => {
    navigator.serviceWorker.register(${JSON.stringify(address)}, {updateViaCache: "none"}).catch(() => undefined);
  };
  // Not every browser tells when it is idle.
  addEventListener("load", () => (window.requestIdleCallback ? requestIdleCallback(register) : setTimeout(register, 1000)));
}
`;
}
