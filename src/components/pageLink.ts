/**
 * Address of a page of the site from another one beside it, with a query if there is one. It names the file, as the
 * links do that the build writes: a plain file server knows no other name.
 */
export function pageLink(name: string, query = ""): string {
  return `./${name}.html${query === "" || query.startsWith("?") ? query : `?${query}`}`;
}
