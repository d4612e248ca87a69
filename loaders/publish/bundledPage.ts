import {posix} from "node:path";
import {SiteError} from "./siteError.js";

/** What a page loads of the bundles. */
export interface BundledPage {
  /** Modules of the page, in the order in which the bundle exports them. */
  readonly modules: readonly string[];
  /** Path of the bundle inside the site. */
  readonly entry: string;
  /** The bundle and all that it imports at once. */
  readonly files: readonly string[];
}

const dynamic = /import\("((?:\.{1,2}\/)+_(?:import|node)\/[^"]+\.js)"\)/g;
const preload = /\n<link rel="modulepreload" href="(?:\.{1,2}\/)+_(?:import|node)\/[^"]+\.js">/g;
const single = /(?:\.{1,2}\/)+_(?:import|node)\/[^"]+\.js/;

/** Name under which a bundle exports the module in this place. */
export function exportName(place: number): string {
  return `m${place}`;
}

/** The modules that the cells of a page load, as Framework wrote it: paths inside the site, sorted. */
export function pageModules(path: string, text: string): string[] {
  return [...new Set([...text.matchAll(dynamic)].map(([, address]) => fileOf(path, address)))].sort();
}

/**
 * A page that loads a bundle instead of its modules, and has the browser fetch all files of it at once.
 *
 * @throws {SiteError} if the page names a module in a way that is not known here
 */
export function bundledPage(path: string, text: string, made: BundledPage | undefined): string {
  const place = preload.exec(text)?.index;
  preload.lastIndex = 0;
  let page = text.replace(preload, "");
  if (made !== undefined) {
    const links = made.files.map((file) => `\n<link rel="modulepreload" href="${addressOf(path, file)}">`).join("");
    const at = place ?? page.indexOf('\n<script type="module">');
    page = page.slice(0, at) + links + page.slice(at);
    page = page.replace(dynamic, (_, address: string) => {
      const name = exportName(made.modules.indexOf(fileOf(path, address)));
      return `import("${addressOf(path, made.entry)}").then((bundle) => bundle.${name})`;
    });
  }
  const left = new Set(made?.files.map((file) => addressOf(path, file)));
  const strange = [...page.matchAll(new RegExp(single, "g"))].find(([address]) => !left.has(address));
  if (strange) throw new SiteError(`${path}: names a module besides those that its cells load: ${strange[0]}`);
  return page;
}

function fileOf(page: string, address: string): string {
  return posix.join(posix.dirname(page), address);
}

function addressOf(page: string, file: string): string {
  const relative = posix.relative(posix.dirname(page), file);
  return relative.startsWith("../") ? relative : `./${relative}`;
}
