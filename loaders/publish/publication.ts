import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {z} from "zod";
import {SiteError} from "./siteError.js";
import type {SiteManifest} from "./siteManifest.js";

/** Name of the list of releases, at the root of a folder in which several are published side by side. */
export const publicationName = "releases.json";

const publicationShape = z.object({
  format: z.literal("hemiola-publication/1"),
  releases: z.array(
    z.strictObject({
      id: z.string().regex(/^[0-9a-f]{16}$/),
      title: z.string(),
      tier: z.string(),
      simulated: z.boolean(),
      simulatedNotice: z.string().nullable(),
      /** Content of the site, as its manifest names it. */
      site: z.string().regex(/^[0-9a-f]{16}$/),
      /** Pages of the site, to which `latest` leads. */
      pages: z.array(z.string()),
      /** Why it was withdrawn; null for a release that stands. */
      withdrawn: z.string().nullable()
    })
  )
});

/** `releases.json`: the releases of a folder, in the order in which they were first published. */
export type Publication = z.infer<typeof publicationShape>;

/** One release of a publication. */
export type PublishedRelease = Publication["releases"][number];

/**
 * Reads the list of a folder; an empty one if it has none.
 *
 * @throws {SiteError} if it is damaged
 */
export async function readPublication(folder: string): Promise<Publication> {
  const file = join(folder, publicationName);
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {format: "hemiola-publication/1", releases: []};
    throw error;
  }
  try {
    return publicationShape.parse(JSON.parse(text));
  } catch (cause) {
    throw new SiteError(`${file}: damaged list of releases`, {cause});
  }
}

/** The folder of a release's site, from the root of the publication, with forward slashes. */
export function placeOf(id: string): string {
  return `r/${id}`;
}

/** The release to which `latest` leads: the last published of those that stand; undefined if none does. */
export function latestOf({releases}: Publication): PublishedRelease | undefined {
  return releases.findLast(({withdrawn}) => withdrawn === null);
}

/** A site as the list names it. */
export function listed({release, site, files}: SiteManifest): PublishedRelease {
  const pages = files.map(({path}) => path).filter((path) => path.endsWith(".html") && path !== "404.html");
  const {id, tier, simulated, simulatedNotice, study} = release;
  return {id, title: study.title, tier, simulated, simulatedNotice, site, pages, withdrawn: null};
}

/** The list with a release added at its end, or in its place if it is there already. */
export function withRelease({format, releases}: Publication, added: PublishedRelease): Publication {
  const at = releases.findIndex(({id}) => id === added.id);
  return {format, releases: at < 0 ? [...releases, added] : releases.with(at, added)};
}
