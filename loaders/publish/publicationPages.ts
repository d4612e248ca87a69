import {posix} from "node:path";
import {noticeSentence} from "../../src/model/simulatedNotice.js";
import {tag, type Markup} from "../pages/markup.js";
import {plainPage} from "./plainPage.js";
import {latestOf, placeOf, type Publication, publicationName, type PublishedRelease} from "./publication.js";

/** The files at the root of a publication and in `latest`, by path: they follow from its list alone. */
export function publicationFiles(publication: Publication): Map<string, string> {
  const latest = latestOf(publication);
  const files = new Map([
    [publicationName, `${JSON.stringify(publication, null, 1)}\n`],
    // Tells GitHub Pages to leave out no file.
    [".nojekyll", ""],
    ["index.html", indexPage(publication, latest)],
    ["404.html", notFoundPage()]
  ]);
  for (const page of latest?.pages ?? []) files.set(`latest/${page}`, forwardPage(latest!, page));
  return files;
}

/** The page that stands for every page of a release that was withdrawn. */
export function tombstonePage({id, title}: PublishedRelease, reason: string, page: string): string {
  const home = posix.relative(posix.dirname(`${placeOf(id)}/${page}`), "index.html");
  const body = [
    tag("h1", {}, "This release was withdrawn"),
    tag("p", {}, "Release ", tag("code", {}, id), ` of ${title} is no longer published. Reason: ${reason}`),
    tag("p", {}, "Do not use or cite its numbers any more. ", tag("a", {href: home}, "Releases that stand"))
  ];
  return plainPage({title: `Withdrawn | ${title}`, body: htmlOf(body)});
}

function indexPage({releases}: Publication, latest: PublishedRelease | undefined): string {
  const title = latest?.title ?? "Hemiola";
  const rows = releases.toReversed().map((release) => rowOf(release, release === latest));
  const heads = ["Release", "Title", "Tier", "Data"].map((name) => tag("th", {scope: "col"}, name));
  const body = [
    tag("h1", {}, title),
    latest === undefined
      ? tag("p", {}, "No release stands.")
      : tag("p", {}, tag("a", {href: "latest/index.html"}, "The latest release"), "; the newest is listed first."),
    tag("table", {}, tag("thead", {}, tag("tr", {}, ...heads)), tag("tbody", {}, ...rows)),
    tag("p", {}, "For research and professional discussion; not for decisions about an individual patient.")
  ];
  return plainPage({title: `${title}: releases`, body: htmlOf(body)});
}

function rowOf({id, title, tier, withdrawn, ...status}: PublishedRelease, isLatest: boolean): Markup {
  const link = tag("a", {href: `${placeOf(id)}/index.html`}, tag("code", {}, id));
  const state = withdrawn === null ? (isLatest ? " (latest)" : "") : ` (withdrawn: ${withdrawn})`;
  const data = noticeSentence(status) ?? "Real patients";
  return tag("tr", {}, tag("td", {}, link, state), tag("td", {}, title), tag("td", {}, tier), tag("td", {}, data));
}

/** A page at a stable address that leads to the same page of the latest release. */
function forwardPage({id, title}: PublishedRelease, page: string): string {
  const place = posix.relative(posix.dirname(`latest/${page}`), `${placeOf(id)}/${page}`);
  const body = [tag("p", {}, tag("a", {href: place}, `The latest release of ${title}: ${id}`))];
  return plainPage({title, body: htmlOf(body), forward: place});
}

function notFoundPage(): string {
  const body = [
    tag("h1", {}, "There is no such page"),
    tag("p", {}, "The address may be mistyped, or the page belongs to another release.")
  ];
  return plainPage({title: "Not found", body: htmlOf(body)});
}

function htmlOf(parts: readonly Markup[]): string {
  return parts.map(({html}) => html).join("\n");
}
