import {createServer, type IncomingMessage, type ServerResponse} from "node:http";
import type {AddressInfo} from "node:net";
import {onTestFinished} from "vitest";
import type {PullClock} from "../../loaders/sources/pull/pullClock.js";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Answers that are to break once so many bytes of the content have arrived. */
const breaking = new WeakMap<IncomingMessage, {readonly at: number; readonly response: ServerResponse}>();

/** A server on this machine, and what it was asked. */
export interface HostileServer {
  readonly origin: string;
  readonly requests: IncomingMessage[];
  /** To be told of the bytes that arrived: a connection that is to break does so once all that was sent is there. */
  readonly onBytes: (received: number) => void;
}

/** Starts a server that gives these answers one after the other, the last one again and again. */
export async function hostileServer(...answers: readonly Answer[]): Promise<HostileServer> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    answers[Math.min(requests.length, answers.length) - 1](request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    onBytes(received) {
      const broken = breaking.get(requests.at(-1)!);
      if (broken !== undefined && received >= broken.at) broken.response.destroy();
    }
  };
}

/** Answers with the content, or the part of it that is asked for. */
export function serve(content: Buffer, headers: Record<string, string> = {}): Answer {
  return (request, response) => {
    const [, from] = /^bytes=(\d+)-$/.exec(request.headers.range ?? "") ?? [];
    const changed = request.headers["if-range"] !== undefined && request.headers["if-range"] !== headers.etag;
    if (from === undefined || changed) {
      response.writeHead(200, {"content-length": content.length, ...headers}).end(content);
    } else if (Number(from) >= content.length) {
      response.writeHead(416, headers).end();
    } else {
      const range = `bytes ${from}-${content.length - 1}/${content.length}`;
      const rest = content.subarray(Number(from));
      response.writeHead(206, {"content-length": rest.length, "content-range": range, ...headers}).end(rest);
    }
  };
}

/** Sends the beginning of the content and breaks the connection. */
export function breakAfter(bytes: number, content: Buffer, headers: Record<string, string> = {}): Answer {
  return (request, response) => {
    const [, from = "0"] = /^bytes=(\d+)-$/.exec(request.headers.range ?? "") ?? [];
    const start = Number(from);
    const range = start === 0 ? {} : {"content-range": `bytes ${start}-${content.length - 1}/${content.length}`};
    response.writeHead(start === 0 ? 200 : 206, {"content-length": content.length - start, ...range, ...headers});
    const end = Math.min(start + bytes, content.length);
    breaking.set(request, {at: end, response});
    response.write(content.subarray(start, end));
  };
}

/** Answers with a status and no body. */
export function status(code: number, headers: Record<string, string> = {}): Answer {
  return (_, response) => {
    response.writeHead(code, headers).end();
  };
}

/** Sends nothing, or the beginning of an answer and nothing more. */
export function stall(begin?: Buffer): Answer {
  return (_, response) => {
    if (begin !== undefined) response.writeHead(200, {"content-length": begin.length + 1}).write(begin);
  };
}

/** A clock that never makes anyone wait: waits are over at once, and time runs out, at once, where `late` says so. */
export function quickClock(late: (milliseconds: number) => boolean = () => false): PullClock & {waits: number[]} {
  const waits: number[] = [];
  return {
    waits,
    now: () => Date.UTC(2020, 0, 1),
    random: () => 0,
    wait(milliseconds) {
      waits.push(milliseconds);
      return Promise.resolve();
    },
    after(milliseconds, callback) {
      if (!late(milliseconds)) return () => undefined;
      const timer = setImmediate(callback);
      return () => clearImmediate(timer);
    }
  };
}
