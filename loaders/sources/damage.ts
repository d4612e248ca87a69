/** What is wrong with the bytes of a binary file, before it is known where they stand. */
export class Damage extends Error {
  override readonly name = "Damage";
}
