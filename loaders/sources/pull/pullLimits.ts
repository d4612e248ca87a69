/** How long and how often a pull tries; times in milliseconds. */
export interface PullLimits {
  /** Until the answer begins. */
  readonly connect: number;
  /** Between two pieces of an answer. */
  readonly idle: number;
  /** In which at least {@link PullLimits.least} bytes must come: a server that drips is no better than one that stalls. */
  readonly span: number;
  readonly least: number;
  /** Attempts in a row that bring next to nothing. */
  readonly attempts: number;
  /** Redirects of one request. */
  readonly redirects: number;
  /** First wait before another attempt; it doubles with every one. */
  readonly firstWait: number;
  /** Longest wait, whatever a server asks for. */
  readonly longestWait: number;
  /** Largest file in bytes. */
  readonly size: number;
}

export const usualLimits: PullLimits = {
  connect: 30_000,
  idle: 60_000,
  span: 300_000,
  least: 2 ** 16,
  attempts: 6,
  redirects: 5,
  firstWait: 500,
  longestWait: 60_000,
  size: 2 ** 40
};
