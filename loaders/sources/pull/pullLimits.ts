/** How long and how often a pull tries; times in milliseconds. */
export interface PullLimits {
  /** Until the answer begins. */
  readonly connect: number;
  /** Between two pieces of an answer. */
  readonly idle: number;
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
  attempts: 6,
  redirects: 5,
  firstWait: 500,
  longestWait: 60_000,
  size: 2 ** 40
};
