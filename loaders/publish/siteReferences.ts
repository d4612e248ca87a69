import {posix} from "node:path";

/** A relative address in quotes or in a style sheet's `url()`, as Framework writes all of them. */
const relative = /["'(`](\.{1,2}\/[^"'()`\s]+)["')`]/g;

/** The files of a site that the text of one of its files names by a relative address. */
export function siteReferences(path: string, text: string, files: ReadonlySet<string>): string[] {
  const named = [...text.matchAll(relative)].map(([, address]) =>
    posix.normalize(posix.join(posix.dirname(path), address.split(/[?#]/)[0]))
  );
  return [...new Set(named)].filter((file) => files.has(file));
}

/**
 * The files that some files need, themselves included: all that they name, and what that names, without the pages that
 * they link to. `text` gives a file's text.
 */
export function neededFiles(
  from: readonly string[],
  files: ReadonlySet<string>,
  text: (path: string) => string
): Set<string> {
  const needed = new Set(from);
  // A set that grows is walked to its end.
  for (const path of needed) {
    if (!/\.(html|js|css)$/.test(path)) continue;
    for (const file of siteReferences(path, text(path), files)) if (!file.endsWith(".html")) needed.add(file);
  }
  return needed;
}
