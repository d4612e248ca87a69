/** A fault that another attempt may not meet: a connection that breaks, a server that is busy. */
export class TransientError extends Error {
  override readonly name = "TransientError";
  constructor(
    message: string,
    /** Milliseconds that the server asks to wait. */
    readonly retryAfter?: number,
    options?: ErrorOptions
  ) {
    super(message, options);
  }
}

/**
 * Milliseconds that a `Retry-After` header asks to wait: seconds, or a date; undefined if it says neither.
 *
 * @param now milliseconds since 1970
 */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
