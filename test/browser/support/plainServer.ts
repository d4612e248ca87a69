import {readFile} from "node:fs/promises";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {extname, join} from "node:path";

const types: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm"
};

/** A running server. */
export interface PlainServer {
  /** Address of the folder, ending with a slash. */
  readonly address: string;
  /** Gives another folder away at the same address; null: answers nobody, as if there were no network. */
  readonly serve: (folder: string | null) => void;
  readonly close: () => Promise<void>;
}

/**
 * Serves a folder below a path as the plainest of servers do: files by their names, `index.html` for a folder, and
 * nothing else. Every other address of the origin is not found.
 *
 * @param path that begins and ends with a slash
 */
export async function plainServer(folder: string, path: string): Promise<PlainServer> {
  let current: string | null = folder;
  const server = createServer((request, response) => {
    if (current === null) {
      request.socket.destroy();
      return;
    }
    const pathname = decodeURIComponent(new URL(request.url ?? "/", "http://localhost").pathname);
    const name = pathname.endsWith("/") ? `${pathname}index.html` : pathname;
    const answer = name.startsWith(path)
      ? readFile(join(current, name.slice(path.length)))
      : Promise.reject(new Error());
    answer.then(
      (bytes) => {
        response.writeHead(200, {"content-type": types[extname(name)] ?? "application/octet-stream"});
        response.end(request.method === "HEAD" ? undefined : bytes);
      },
      () => response.writeHead(404).end()
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const {port} = server.address() as AddressInfo;
  return {
    address: `http://localhost:${port}${path}`,
    serve: (other) => {
      current = other;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      })
  };
}
