/** A site that cannot be published, read or trusted; the message says why, one line per fault. */
export class SiteError extends Error {
  override readonly name = "SiteError";
}
