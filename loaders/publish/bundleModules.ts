import {readdir, readFile, rm, rmdir, writeFile} from "node:fs/promises";
import {join, posix} from "node:path";
import * as esbuild from "esbuild";
import {compareText} from "../release/textOrder.js";
import {type BundledPage, bundledPage, exportName, pageModules} from "./bundledPage.js";
import {ownAddresses, workerModules} from "./moduleAddresses.js";
import {SiteError} from "./siteError.js";
import {withoutFileTimes} from "./withoutFileTimes.js";

/** Folder in which the bundles lie, all beside each other. */
const folderOfBundles = "_import";
/** Modules that Framework wrote: ours, and the packages'. Its own, below `_observablehq`, hold the page's state and stay. */
const bundled = /^_(?:import|node)\/.*\.js$/;

/**
 * Puts the modules of a site that Framework built together, so that a page asks for some thirty files instead of hundreds: one
 * bundle for each set of modules that a page loads, what several of them share in files of its own, and what is loaded later
 * (the database) apart, as before. Pages then name the bundles; the single modules are removed.
 *
 * @param paths of all files of the site
 * @returns the paths of all files then
 * @throws {SiteError} if a module or page does what a bundle would not do alike
 */
export async function bundleModules(site: string, paths: readonly string[]): Promise<string[]> {
  const pages: {path: string; text: string; modules: readonly string[]}[] = [];
  for (const path of paths.filter((file) => file.endsWith(".html"))) {
    const text = await readFile(join(site, path), "utf8");
    pages.push({path, text, modules: pageModules(path, text)});
  }
  const sets = new Map<string, string[]>();
  for (const {path, modules} of pages) {
    if (modules.length === 0) continue;
    const key = modules.join("\n");
    sets.set(key, [...(sets.get(key) ?? []), path]);
  }
  if (sets.size === 0) return [...paths];
  const workers = await bundleWorkers(site, paths);
  const {written: files, bundleOf} = await bundlePages(site, sets, workers.fileOf);
  const written = new Map([...workers.written, ...files]);
  for (const {path, text, modules} of pages) {
    const made = modules.length === 0 ? undefined : bundleOf.get(modules.join("\n"));
    const finished = bundledPage(path, text, made);
    if (finished !== text) await writeFile(join(site, path), finished);
  }
  const gone = paths.filter((path) => bundled.test(path));
  for (const path of gone) await rm(join(site, path));
  await removeEmptied(site, gone);
  for (const [path, contents] of written) await writeFile(join(site, path), contents);
  return [...paths.filter((path) => !bundled.test(path)), ...written.keys()].sort(compareText);
}

/** Removes the folders in which nothing is left after some files are gone. */
async function removeEmptied(site: string, gone: readonly string[]): Promise<void> {
  const folders = new Set<string>();
  for (const path of gone)
    for (let folder = posix.dirname(path); folder !== "."; folder = posix.dirname(folder)) folders.add(folder);
  // The innermost first.
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
    if ((await readdir(join(site, folder))).length === 0) await rmdir(join(site, folder));
  }
}

interface Bundles {
  /** Contents of the files written, by path. */
  readonly written: ReadonlyMap<string, Uint8Array>;
  /** What a page loads, by its modules. */
  readonly bundleOf: ReadonlyMap<string, BundledPage>;
}

interface Workers {
  readonly written: ReadonlyMap<string, Uint8Array>;
  /** The file of each module of a worker. */
  readonly fileOf: ReadonlyMap<string, string>;
}

/** Bundles each module that a worker runs into a file of its own. */
async function bundleWorkers(site: string, paths: readonly string[]): Promise<Workers> {
  const found = new Set<string>();
  for (const path of paths.filter((file) => bundled.test(file)))
    for (const worker of workerModules(path, await readFile(join(site, path), "utf8"))) found.add(worker);
  const modules = [...found].sort(compareText);
  const entries = new Map(modules.map((module) => [posix.basename(module).replace(/\..*$/, ""), module]));
  if (entries.size !== modules.length) throw new SiteError(`two workers of the same name: ${modules.join(", ")}`);
  const {outputFiles, metafile} = await runBundler(site, entries, {splitting: false, workers: new Map()});
  const fileOf = Object.entries(metafile.outputs).map(
    ([path, {entryPoint}]) => [entries.get(entryPoint!.slice("page:".length))!, path] as const
  );
  return {written: contentsOf(outputFiles), fileOf: new Map(fileOf)};
}

/** @param sets pages by the modules that they load, one in a line */
async function bundlePages(
  site: string,
  sets: ReadonlyMap<string, readonly string[]>,
  workers: ReadonlyMap<string, string>
): Promise<Bundles> {
  // Named by the first page that loads it.
  const entries = new Map([...sets].map(([key, [page]]) => [page.replace(/\.html$/, "").replaceAll("/", "-"), key]));
  const {outputFiles, metafile} = await runBundler(site, entries, {splitting: true, workers});
  const {outputs} = metafile;
  const bundleOf = new Map<string, BundledPage>();
  for (const [path, {entryPoint}] of Object.entries(outputs)) {
    const key = entryPoint?.startsWith("page:") ? entries.get(entryPoint.slice("page:".length)) : undefined;
    if (key === undefined) continue;
    const files = new Set([path]);
    // A set that grows is walked to its end.
    for (const file of files)
      for (const {path: other, kind, external} of outputs[file].imports)
        if (kind === "import-statement" && external !== true) files.add(other);
    bundleOf.set(key, {modules: key.split("\n"), entry: path, files: [...files]});
  }
  return {written: contentsOf(outputFiles), bundleOf};
}

/** @param entries modules, one in a line, by the name of the bundle */
async function runBundler(
  site: string,
  entries: ReadonlyMap<string, string>,
  {splitting, workers}: {readonly splitting: boolean; readonly workers: ReadonlyMap<string, string>}
) {
  return await esbuild.build({
    absWorkingDir: site,
    entryPoints: Object.fromEntries([...entries.keys()].map((name) => [name, `page:${name}`])),
    outdir: join(site, folderOfBundles),
    entryNames: "[name].[hash]",
    chunkNames: "[name].[hash]",
    bundle: true,
    splitting,
    format: "esm",
    minify: true,
    target: "es2022",
    write: false,
    metafile: true,
    logLevel: "silent",
    plugins: [siteModules(site, entries, workers)]
  });
}

function contentsOf(files: readonly esbuild.OutputFile[]): Map<string, Uint8Array> {
  return new Map(files.map(({path, contents}) => [posix.join(folderOfBundles, posix.basename(path)), contents]));
}

/** Gives the bundler the modules of a site, and for each page one that names those that it loads. */
function siteModules(
  site: string,
  entries: ReadonlyMap<string, string>,
  workers: ReadonlyMap<string, string>
): esbuild.Plugin {
  return {
    name: "site",
    setup(build) {
      build.onResolve({filter: /^page:/}, ({path}) => ({path: path.slice("page:".length), namespace: "page"}));
      build.onResolve({filter: /\/_observablehq\//}, ({path}) => ({
        path: `../${path.slice(path.indexOf("_observablehq/"))}`,
        external: true
      }));
      build.onLoad({filter: /.*/, namespace: "page"}, ({path}) => ({
        contents: entries
          .get(path)!
          .split("\n")
          .map((module, i) => `export * as ${exportName(i)} from "./${module}";`)
          .join("\n"),
        resolveDir: site
      }));
      build.onLoad({filter: /\.js$/, namespace: "file"}, async ({path}) => {
        const module = posix.relative(site, path);
        if (!bundled.test(module)) throw new SiteError(`${module}: not a module of the site`);
        const text = withoutFileTimes(await readFile(path, "utf8"));
        return {contents: ownAddresses(module, text, {folder: folderOfBundles, workers})};
      });
    }
  };
}
