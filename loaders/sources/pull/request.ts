import {SourceError} from "../sourceError.js";
import {redirectAddress, shownAddress} from "./address.js";
import type {PullClock} from "./pullClock.js";
import type {PullLimits} from "./pullLimits.js";
import {retryAfter, TransientError} from "./transientError.js";

/** What is asked for. */
export interface PullRequest {
  readonly url: URL;
  /** Name in messages. */
  readonly file: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Value of the header `Authorization`, for the origin of the address only. */
  readonly authorization?: string;
}

/** What was answered. */
export interface PullAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The body in pieces; ends in a {@link TransientError} where it breaks or stalls. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Ends the answer, whether or not its body was read. */
  cancel(): Promise<void>;
}

const busy = new Set([408, 425, 429, 500, 502, 503, 504]);
const moved = new Set([301, 302, 303, 307, 308]);
const headerValue = /^[\t\x20-\x7e]+$/u;

/** Codes of a certificate that does not prove that the server is the one of the address; it will not the next time either. */
const untrusted = /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/u;

/**
 * Asks for an address and hands out the answer once it begins, following redirects. `Authorization` goes to the origin of
 * the address alone, and no more after a redirect elsewhere.
 *
 * @param accepted statuses that the caller deals with
 * @throws {TransientError} if the server cannot be reached, does not answer in time or is busy
 * @throws {SourceError} on any other status, too many redirects, and redirects that must not be followed
 */
export async function request(
  {url, file, headers, authorization}: PullRequest,
  accepted: ReadonlySet<number>,
  limits: PullLimits,
  clock: PullClock
): Promise<PullAnswer> {
  let at = url;
  // The words of whoever refuses a header would show it.
  if (authorization !== undefined && !headerValue.test(authorization)) {
    throw new SourceError("an authorization that is no value of a header", {file, expected: "one line of ASCII"});
  }
  let secret = authorization;
  for (let redirects = 0; ; ++redirects) {
    const sent = secret === undefined ? headers : {...headers, authorization: secret};
    const answer = await ask({url: at, file}, sent, limits, clock);
    const {status} = answer;
    if (accepted.has(status)) return answer;
    await answer.cancel();
    if (moved.has(status)) {
      const location = answer.headers.get("location");
      if (location === null) throw new SourceError("a redirect to nowhere", {file, value: shownAddress(at)});
      if (redirects === limits.redirects) {
        throw new SourceError(`more than ${limits.redirects} redirects`, {file, value: shownAddress(at)});
      }
      const to = redirectAddress(at, location, file);
      if (to.origin !== url.origin) secret = undefined;
      at = to;
    } else if (busy.has(status)) {
      throw new TransientError(`status ${status}`, retryAfter(answer.headers.get("retry-after"), clock.now()));
    } else {
      const denied = status === 401 || status === 403;
      const advice = secret === undefined ? "an authorization that the source declares" : "another authorization";
      const expected = denied ? advice : "status 200";
      throw new SourceError(`status ${status}`, {file, value: shownAddress(at), expected});
    }
  }
}

async function ask(
  {url, file}: Pick<PullRequest, "url" | "file">,
  headers: Readonly<Record<string, string>>,
  {connect, idle, span, least}: PullLimits,
  clock: PullClock
): Promise<PullAnswer> {
  const controller = new AbortController();
  const timed = async <T>(limit: number, what: string, run: () => Promise<T>): Promise<T> => {
    let late = false;
    const stop = clock.after(limit, () => {
      late = true;
      controller.abort();
    });
    try {
      return await run();
    } catch (error) {
      const code = (error as {readonly cause?: {readonly code?: unknown}}).cause?.code;
      if (typeof code === "string" && untrusted.test(code)) {
        const place = {file, value: shownAddress(url), expected: "a certificate that this machine trusts"};
        throw new SourceError(`the certificate of the server is not trusted: ${code}`, place, {cause: error});
      }
      const fault = late ? `${what} within ${limit / 1000} s` : `connection broke: ${reasonOf(error)}`;
      throw new TransientError(fault, undefined, {cause: error});
    } finally {
      stop();
    }
  };
  const response = await timed(connect, "no answer", () =>
    fetch(url, {headers: {...headers, "accept-encoding": "identity"}, redirect: "manual", signal: controller.signal})
  );
  async function* body(): AsyncGenerator<Uint8Array> {
    const reader = response.body?.getReader();
    if (reader === undefined) return;
    let since = clock.now();
    let came = 0;
    try {
      for (;;) {
        const {done, value} = await timed(idle, "no further byte", () => reader.read());
        if (done) return;
        yield value;
        came += value.byteLength;
        if (came >= least) [since, came] = [clock.now(), 0];
        else if (clock.now() - since > span) {
          throw new TransientError(`no more than ${came} bytes within ${span / 1000} s`);
        }
      }
    } finally {
      controller.abort();
    }
  }
  return {
    status: response.status,
    headers: response.headers,
    body: body(),
    async cancel() {
      // What an answer says besides its status is of no interest, however it ends.
      await response.body?.cancel().catch(() => undefined);
    }
  };
}

function reasonOf(error: unknown): string {
  const {message, cause} = error as Error;
  return cause instanceof Error && cause.message !== "" ? cause.message : message;
}
