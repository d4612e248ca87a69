import {createReadStream} from "node:fs";
import {stat} from "node:fs/promises";
import {createServer} from "node:http";
import {extname, join, normalize, sep} from "node:path";

const types = {
  ".arrow": "application/vnd.apache.arrow.stream",
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".gz": "application/gzip",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".woff2": "font/woff2",
  ".zip": "application/zip"
};

/** Compressions of copies beside a file, the better first: name in `Accept-Encoding`, ending. */
const encodings = [
  ["br", ".br"],
  ["gzip", ".gz"]
];

/**
 * Serves a folder of static files on this machine only: clean addresses (`/cohort` is `cohort.html`), the folder's
 * own `404.html`, hashed files cached for good, the compressed copy beside a file to who takes it.
 *
 * @param {{folder: string, port?: number, host?: string}} options port 0 takes any free one
 * @returns {Promise<{address: string, port: number, close: () => Promise<void>}>}
 * @throws {Error} with code EADDRINUSE if the port is taken
 */
export async function startServer({folder, port = 0, host = "127.0.0.1"}) {
  const server = createServer((request, response) => {
    respond(folder, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500, {"content-type": types[".txt"]});
      response.end("internal error\n");
    });
  });
  await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const actual = server.address().port;
  return {
    address: `http://${host === "127.0.0.1" ? "localhost" : host}:${actual}/`,
    port: actual,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      })
  };
}

async function respond(folder, request, response) {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, {allow: "GET, HEAD", "content-type": types[".txt"]});
    response.end("method not allowed\n");
    return;
  }
  const file = await resolveFile(folder, request.url ?? "/");
  const path = file ?? join(folder, "404.html");
  const copy = await compressedCopy(path, request.headers["accept-encoding"]);
  const {size} = await stat(copy?.path ?? path);
  response.writeHead(file ? 200 : 404, {
    "content-type": types[extname(path)] ?? "application/octet-stream",
    "content-length": size,
    ...(copy ? {"content-encoding": copy.encoding} : {}),
    vary: "accept-encoding",
    // Files below these folders carry a hash of their content in their name.
    "cache-control": /\/_(file|import|node|npm|observablehq)\//.test(request.url ?? "")
      ? "public, max-age=31536000, immutable"
      : "no-cache",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer"
  });
  if (request.method === "HEAD") response.end();
  else createReadStream(copy?.path ?? path).pipe(response);
}

/** The compressed copy of a file that its reader takes; undefined if there is none. */
async function compressedCopy(path, accepted = "") {
  const taken = accepted.split(",").map((part) => part.trim());
  for (const [encoding, ending] of encodings) {
    // What is given a weight of zero is refused.
    if (!taken.some((part) => part === encoding || (part.startsWith(`${encoding};`) && !/;\s*q=0(\.0*)?$/.test(part))))
      continue;
    const found = await stat(path + ending).catch(() => undefined);
    if (found?.isFile()) return {path: path + ending, encoding};
  }
  return undefined;
}

/** The file an address stands for; undefined if there is none, or if it would leave the folder. */
async function resolveFile(folder, url) {
  let pathname;
  try {
    pathname = decodeURIComponent(new URL(url, "http://localhost").pathname);
  } catch {
    return undefined;
  }
  if (pathname.includes("\0")) return undefined;
  const path = normalize(join(folder, pathname));
  if (path !== normalize(folder) && !path.startsWith(normalize(folder + sep))) return undefined;
  for (const candidate of pathname.endsWith("/") ? [join(path, "index.html")] : [path, `${path}.html`]) {
    const found = await stat(candidate).catch(() => undefined);
    if (found?.isFile()) return candidate;
  }
  return undefined;
}
