/** A selection was asked for an answer after a later selection had taken its place. */
export class SupersededError extends Error {
  override readonly name = "SupersededError";
  constructor() {
    super("superseded selection");
  }
}
