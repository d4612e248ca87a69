import {SourceError} from "../sourceError.js";

/**
 * The address of a file that may be pulled: `https`, or `http` on this machine alone, which tests use. An address tells no
 * user or password, since addresses are shown.
 *
 * @param file name in messages
 * @throws {SourceError} on any other
 */
export function pullAddress(text: string, file: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined) throw new SourceError("invalid address", {file, value: text, expected: "https://…"});
  if (url.username !== "" || url.password !== "") {
    throw new SourceError("an address with a password", {file, expected: "an environment variable that holds it"});
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url.hostname))) {
    throw new SourceError("unsupported address", {file, value: shownAddress(url), expected: "https://…"});
  }
  return url;
}

/** An address as messages show it: what follows the path may hold secrets. */
export function shownAddress({origin, pathname}: URL): string {
  return origin + pathname;
}

/**
 * Where a redirect leads.
 *
 * @throws {SourceError} if that is no address that may be pulled, or an unencrypted one after an encrypted one
 */
export function redirectAddress(from: URL, location: string, file: string): URL {
  if (!URL.canParse(location, from.href)) {
    throw new SourceError("a redirect to an invalid address", {file, value: location, expected: "https://…"});
  }
  const to = pullAddress(new URL(location, from.href).href, file);
  if (from.protocol === "https:" && to.protocol !== "https:") {
    throw new SourceError("a redirect from https to http", {file, value: shownAddress(to), expected: "https://…"});
  }
  return to;
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
