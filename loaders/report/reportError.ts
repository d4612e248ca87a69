/** A report that cannot be made of a release, or a number of it that was asked for and does not exist; one line. */
export class ReportError extends Error {
  override readonly name = "ReportError";
}
