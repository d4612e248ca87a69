/** A release that cannot be written, read or trusted; the message names the file in one line. */
export class ReleaseError extends Error {
  override readonly name = "ReleaseError";
  constructor(
    readonly file: string,
    message: string,
    options?: ErrorOptions
  ) {
    super(`${file}: ${message}`, options);
  }
}
