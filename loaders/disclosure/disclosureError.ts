/** A release, or a number of it, that the rules of disclosure control do not let out; one line that says which and why. */
export class DisclosureError extends Error {
  override readonly name = "DisclosureError";
}
