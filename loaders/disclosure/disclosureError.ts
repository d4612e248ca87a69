/** A release that the rules of a tier do not let pass; one line a breach. */
export class DisclosureError extends Error {
  override readonly name = "DisclosureError";

  /** @param breaches what is wrong, one line each, naming table, column and row where there is one */
  constructor(
    readonly breaches: readonly string[],
    options?: ErrorOptions
  ) {
    super(breaches.map((line) => `disclosure: ${line}`).join("\n"), options);
  }
}
