/** What a release says of its data. */
export interface DataStatus {
  /** True if any source is simulated. */
  readonly simulated: boolean;
  /** The sentence that goes with simulated data, as the study writes it. */
  readonly simulatedNotice: string | null;
}

/**
 * The sentence that stands on every page, figure and export of a release with simulated data; null for real data,
 * whatever the release may hold as a sentence.
 */
export function noticeSentence({simulated, simulatedNotice}: DataStatus): string | null {
  if (!simulated) return null;
  const notice = simulatedNotice ?? "simulated data; not patient data";
  return `${notice.charAt(0).toUpperCase()}${notice.slice(1)}.`;
}
