import {createHash} from "node:crypto";

/** What a page's policy has to allow. */
export interface PolicyOptions {
  /** Text of every inline script of the page, exactly as it stands between its tags. */
  readonly scripts: readonly string[];
  /** Whether the page runs WebAssembly. */
  readonly wasm: boolean;
  /** Whether it starts workers: those of the database, or the service worker. */
  readonly workers: boolean;
}

/**
 * The Content-Security-Policy of a page: everything from the site's own origin and nothing from elsewhere; inline
 * scripts by their hash. Inline styles are allowed: the figures carry their own.
 */
export function contentSecurityPolicy({scripts, wasm, workers}: PolicyOptions): string {
  const hashes = [...new Set(scripts.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`))];
  const directives: Record<string, string[]> = {
    "default-src": ["'none'"],
    "script-src": ["'self'", ...(wasm ? ["'wasm-unsafe-eval'"] : []), ...hashes.sort()],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "worker-src": workers ? ["'self'"] : ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'none'"]
  };
  return Object.entries(directives)
    .map(([name, values]) => `${name} ${values.join(" ")}`)
    .join("; ");
}
