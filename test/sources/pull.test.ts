import fc from "fast-check";
import {spawnSync} from "node:child_process";
import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import type {ServerResponse} from "node:http";
import {createServer} from "node:https";
import type {AddressInfo} from "node:net";
import {dirname, join} from "node:path";
import {describe, expect, it} from "vitest";
import {pullAddress, redirectAddress} from "../../loaders/sources/pull/address.js";
import type {PulledFile, PullOptions} from "../../loaders/sources/pull/pullFile.js";
import {pullFile} from "../../loaders/sources/pull/pullFile.js";
import {retryAfter} from "../../loaders/sources/pull/transientError.js";
import {backoff} from "../../loaders/sources/pull/withRetries.js";
import {SourceError} from "../../loaders/sources/sourceError.js";
import {unfinishedName} from "../../loaders/unfinished.js";
import {breakAfter, hostileServer, quickClock, serve, stall, status} from "../support/hostileServer.js";
import {temporaryFolder} from "../support/temporaryFolder.js";

const content = Buffer.from(Array.from({length: 200_000}, (_, i) => (i * 7919) % 251));
const sha256 = createHash("sha256").update(content).digest("hex");
const changed = Buffer.alloc(content.length, 1);
const other = Buffer.from("not what was asked for");

function options(extra: Partial<PullOptions> = {}): PullOptions & {cache: string} {
  return {cache: temporaryFolder(), clock: quickClock(), limits: {attempts: 3}, ...extra};
}

function wanted(origin: string, extra: Partial<PulledFile> = {}): PulledFile {
  return {file: "raw.csv", url: `${origin}/folder/raw.csv?token=hidden`, sha256, ...extra};
}

/** What the cache holds besides the folders. */
function kept(cache: string): string[] {
  if (!existsSync(cache)) return [];
  return readdirSync(cache, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile())
    .map(({name}) => name);
}

async function fault(pulling: Promise<string>): Promise<string> {
  const error = await pulling.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SourceError);
  return (error as Error).message;
}

describe("pullFile(wanted, options)", () => {
  it("pulls once, then takes what it kept", async () => {
    const {origin, requests} = await hostileServer(serve(content));
    const settings = options();
    const path = await pullFile(wanted(origin), settings);
    expect(readFileSync(path).equals(content)).toBe(true);
    expect(await pullFile(wanted(origin), settings)).toBe(path);
    expect(await pullFile(wanted(origin), {...settings, offline: true})).toBe(path);
    expect(requests).toHaveLength(1);
    expect(requests[0].headers["accept-encoding"]).toBe("identity");
    expect(kept(settings.cache)).toEqual([sha256]);
  });

  it("pulls again what was damaged in the cache", async () => {
    const {origin, requests} = await hostileServer(serve(content));
    const settings = options();
    const path = await pullFile(wanted(origin), settings);
    writeFileSync(path, other);
    expect(readFileSync(await pullFile(wanted(origin), settings)).equals(content)).toBe(true);
    expect(requests).toHaveLength(2);
  });

  it("goes on where a connection broke, if the file is still the same", async () => {
    const {origin, requests, onBytes} = await hostileServer(
      breakAfter(60_000, content, {etag: '"1"'}),
      breakAfter(60_000, content, {etag: '"1"'}),
      serve(content, {etag: '"1"'})
    );
    const path = await pullFile(wanted(origin), options({onBytes}));
    expect(readFileSync(path).equals(content)).toBe(true);
    expect(requests.map(({headers}) => [headers.range, headers["if-range"]])).toEqual([
      [undefined, undefined],
      ["bytes=60000-", '"1"'],
      ["bytes=120000-", '"1"']
    ]);
  });

  it("begins anew if the file changed meanwhile", async () => {
    const {origin, onBytes} = await hostileServer(
      breakAfter(60_000, changed, {etag: '"1"'}),
      serve(content, {etag: '"2"'})
    );
    expect(readFileSync(await pullFile(wanted(origin), options({onBytes}))).equals(content)).toBe(true);
  });

  it("goes on with what an earlier run left, and begins anew if that was damaged", async () => {
    const settings = options();
    const broken = await hostileServer(breakAfter(70_000, content), (_, response) => response.destroy());
    expect(await fault(pullFile(wanted(broken.origin), {...settings, onBytes: broken.onBytes}))).toMatch(
      /^raw\.csv: cannot be pulled: connection broke: .*, 3 attempts$/
    );
    expect(broken.requests).toHaveLength(3);
    const whole = await hostileServer(serve(content));
    expect(readFileSync(await pullFile(wanted(whole.origin), settings)).equals(content)).toBe(true);
    expect(whole.requests.map(({headers}) => headers.range)).toEqual(["bytes=70000-"]);
    expect(kept(settings.cache)).toEqual([sha256]);

    const again = options();
    const folder = join(again.cache, "files", sha256.slice(0, 2));
    mkdirSync(folder, {recursive: true});
    writeFileSync(join(folder, unfinishedName(sha256)), other);
    const third = await hostileServer(serve(content));
    expect(readFileSync(await pullFile(wanted(third.origin), again)).equals(content)).toBe(true);
    expect(third.requests.map(({headers}) => headers.range)).toEqual([`bytes=${other.length}-`, undefined]);
  });

  it("takes a server that cannot continue for what it is", async () => {
    for (const answers of [
      [(_: unknown, response: ServerResponse) => response.end(content)],
      [status(206, {"content-range": "bytes 3-9/10"}), serve(content)],
      [status(416), serve(content)]
    ]) {
      const {origin, onBytes} = await hostileServer(breakAfter(10, content), ...answers);
      expect(readFileSync(await pullFile(wanted(origin), options({onBytes}))).equals(content)).toBe(true);
    }
  });

  it("refuses wrong bytes, once, and keeps nothing of them", async () => {
    const {origin, requests} = await hostileServer(serve(other));
    const settings = options();
    const message = await fault(pullFile(wanted(origin), settings));
    expect(message).toContain("wrong checksum: sha256 ");
    expect(message).toContain(`expected ${sha256}`);
    expect(message).not.toContain("hidden");
    expect(requests).toHaveLength(1);
    expect(kept(settings.cache)).toEqual([]);
  });

  it("refuses a file that is longer than declared or allowed, before it fills the disk", async () => {
    const {origin} = await hostileServer(serve(content), (_, response) => {
      response.writeHead(200);
      const send = (): void => {
        while (response.write(content));
        response.once("drain", send);
      };
      send();
    });
    expect(await fault(pullFile(wanted(origin, {bytes: 10}), options()))).toContain("expected 10 bytes");
    expect(await fault(pullFile(wanted(origin), options({limits: {size: 500_000}})))).toContain("at most 500000 bytes");
  });

  it("gives up on a server that never sends all that it announces", async () => {
    const {origin, requests} = await hostileServer(serve(content.subarray(0, 70_000)));
    const pulling = pullFile(wanted(origin, {bytes: content.length}), options({limits: {attempts: 4}}));
    expect(await fault(pulling)).toContain("cannot be pulled");
    expect(requests.length).toBeLessThan(8);
  });

  it("tries again where less came than was announced", async () => {
    const {origin, requests} = await hostileServer(serve(content.subarray(0, 500)), serve(content));
    expect(readFileSync(await pullFile(wanted(origin, {bytes: content.length}), options())).equals(content)).toBe(true);
    expect(requests[1].headers.range).toBe("bytes=500-");
  });

  it("waits as a busy server asks, within bounds, and gives up after so many attempts", async () => {
    const clock = quickClock();
    const {origin} = await hostileServer(
      status(503, {"retry-after": "7"}),
      status(429, {"retry-after": "Wed, 01 Jan 2020 00:00:09 GMT"}),
      status(503, {"retry-after": "99999"}),
      status(500),
      serve(content)
    );
    await pullFile(wanted(origin), options({clock, limits: {attempts: 9}}));
    expect(clock.waits).toEqual([7000, 9000, 60_000, 2000]);
    const never = await hostileServer(status(503));
    expect(await fault(pullFile(wanted(never.origin), options()))).toBe(
      "raw.csv: cannot be pulled: status 503, 3 attempts"
    );
    expect(never.requests).toHaveLength(3);
  });

  it("does not wait for ever for an answer or the next byte", async () => {
    const limits = {connect: 1111, idle: 2222, attempts: 2};
    const silent = await hostileServer(stall());
    const noAnswer = options({limits, clock: quickClock((time) => time === limits.connect)});
    expect(await fault(pullFile(wanted(silent.origin), noAnswer))).toContain("no answer within 1.111 s, 2 attempts");
    const slow = await hostileServer(stall(content.subarray(0, 1000)), serve(content));
    let received = 0;
    const noByte = options({
      limits,
      clock: quickClock((time) => time === limits.idle && received === 1000),
      onBytes: (bytes) => (received = bytes)
    });
    expect(readFileSync(await pullFile(wanted(slow.origin), noByte)).equals(content)).toBe(true);
    expect(slow.requests[1].headers.range).toBe("bytes=1000-");
  });

  it("gives up on a server that drips", async () => {
    const limits = {span: 5000, least: 1000, attempts: 2};
    let now = 0;
    // A second passes with every piece.
    const clock = {...quickClock(), now: () => now};
    const drip = await hostileServer((_, response) => {
      response.writeHead(200, {"content-length": content.length}).write(content.subarray(0, 1));
      dripping = response;
    });
    let dripping: ServerResponse | undefined;
    const onBytes = (received: number): void => {
      now += 1000;
      dripping!.write(content.subarray(received, received + 1));
    };
    const message = await fault(pullFile(wanted(drip.origin), options({clock, limits, onBytes})));
    expect(message).toMatch(/cannot be pulled: no more than \d bytes within 5 s, 2 attempts$/);
  });

  it("does not try again what another attempt cannot change", async () => {
    for (const [code, message] of [
      [404, "status 404, expected status 200"],
      [401, "expected an authorization that the source declares"]
    ] as const) {
      const {origin, requests} = await hostileServer(status(code));
      const text = await fault(pullFile(wanted(origin), options()));
      expect(text).toContain(message);
      expect(text).toContain(`"${origin}/folder/raw.csv"`);
      expect(requests).toHaveLength(1);
    }
    const packed = await hostileServer(serve(content, {"content-encoding": "gzip"}));
    expect(await fault(pullFile(wanted(packed.origin), options()))).toContain("sent as gzip");
  });

  it("refuses an authorization that is no header without showing it, or asking", async () => {
    const {origin, requests} = await hostileServer(serve(content));
    for (const authorization of ["Bearer se\ncret", "Bearer secret\u2713", ""]) {
      const message = await fault(pullFile(wanted(origin, {authorization}), options()));
      expect(message).toBe("raw.csv: an authorization that is no value of a header, expected one line of ASCII");
    }
    expect(requests).toEqual([]);
  });

  it("sends the authorization to the origin of the address only", async () => {
    const elsewhere = await hostileServer(serve(content));
    const first = await hostileServer(status(302, {location: "/other"}), (_, response) =>
      response.writeHead(307, {location: `${elsewhere.origin}/x`}).end()
    );
    await pullFile(wanted(first.origin, {authorization: "Bearer secret"}), options());
    expect(first.requests.map(({headers}) => headers.authorization)).toEqual(["Bearer secret", "Bearer secret"]);
    expect(elsewhere.requests.map(({headers}) => headers.authorization)).toEqual([undefined]);

    const back = await hostileServer((request, response) => {
      if (back.requests.length === 1) response.writeHead(302, {location: `${bounce.origin}/x`}).end();
      else serve(content)(request, response);
    });
    const bounce = await hostileServer((_, response) => response.writeHead(302, {location: `${back.origin}/y`}).end());
    await pullFile(wanted(back.origin, {authorization: "Bearer secret"}), options());
    expect(back.requests.map(({headers}) => headers.authorization)).toEqual(["Bearer secret", undefined]);
  });

  it("follows only so many redirects, and none to what may not be pulled", async () => {
    const round = await hostileServer(status(302, {location: "/again"}));
    expect(await fault(pullFile(wanted(round.origin), options({limits: {redirects: 4}})))).toContain(
      "more than 4 redirects"
    );
    expect(round.requests).toHaveLength(5);
    for (const location of ["http://example.org/x", "file:///etc/passwd", "ftp://example.org/x", "http://"]) {
      const {origin} = await hostileServer(status(302, {location}));
      expect(await fault(pullFile(wanted(origin), options()))).toMatch(/unsupported address|invalid address/);
    }
    const nowhere = await hostileServer(status(302));
    expect(await fault(pullFile(wanted(nowhere.origin), options()))).toContain("a redirect to nowhere");
  });

  it("asks nothing of the network offline", async () => {
    const {origin, requests} = await hostileServer(serve(content));
    const message = await fault(pullFile(wanted(origin), options({offline: true})));
    expect(message).toContain("not pulled yet, expected to be online once, or a mirror");
    expect(requests).toEqual([]);
  });

  it("takes the copy in a mirror, by address or name, if it is the same", async () => {
    const {origin, requests} = await hostileServer(serve(content));
    const mirror = temporaryFolder();
    const named = join(mirror, "raw.csv");
    writeFileSync(named, content);
    expect(await pullFile(wanted(origin), options({mirror, offline: true}))).toBe(named);
    const placed = join(mirror, new URL(origin).host, "folder/raw.csv");
    mkdirSync(dirname(placed), {recursive: true});
    writeFileSync(placed, content);
    expect(await pullFile(wanted(origin), options({mirror}))).toBe(placed);
    writeFileSync(placed, other);
    expect(await fault(pullFile(wanted(origin), options({mirror})))).toContain("wrong checksum");
    expect(requests).toEqual([]);
    await pullFile(wanted(origin, {file: "elsewhere.csv", url: `${origin}/elsewhere.csv`}), options({mirror}));
    expect(requests).toHaveLength(1);
  });

  it("says where nothing listens", async () => {
    expect(await fault(pullFile(wanted("http://127.0.0.1:1"), options()))).toContain(
      "cannot be pulled: connection broke"
    );
  });

  it("gets the file however often and wherever the connection breaks", async () => {
    const small = content.subarray(0, 5000);
    const hash = createHash("sha256").update(small).digest("hex");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({min: 1, max: 2000}), {maxLength: 4}), async (breaks) => {
        const {origin, onBytes} = await hostileServer(...breaks.map((bytes) => breakAfter(bytes, small)), serve(small));
        const path = await pullFile(wanted(origin, {sha256: hash}), options({onBytes, limits: {attempts: 5}}));
        expect(readFileSync(path).equals(small)).toBe(true);
      }),
      {numRuns: 20}
    );
  });
});

describe("pullAddress(text, file)", () => {
  it("takes https, and http on this machine", () => {
    for (const text of ["https://example.org/x", "http://localhost:1/x", "http://127.0.0.2/x", "http://[::1]/x"])
      expect(pullAddress(text, "x").href).toBe(text);
  });

  it.each(["http://example.org/x", "ftp://example.org/x", "file:///x", "x", "http://127.0.0.1.example.org/"])(
    "refuses %s",
    (text) => expect(() => pullAddress(text, "raw.csv")).toThrow(SourceError)
  );

  it("refuses a password without showing it", () => {
    expect(() => pullAddress("https://me:secret@example.org/x", "raw.csv")).toThrow(
      "raw.csv: an address with a password, expected an environment variable that holds it"
    );
  });
});

describe("redirectAddress(from, location, file)", () => {
  it("never leads from https to http, not even on this machine", () => {
    const from = new URL("https://example.org/a");
    expect(redirectAddress(from, "/b", "x").href).toBe("https://example.org/b");
    expect(() => redirectAddress(from, "http://localhost/b", "x")).toThrow("a redirect from https to http");
  });
});

describe("backoff(failed, asked, limits, random)", () => {
  it("doubles, is spread, and stays within its bounds", () => {
    const limits = {firstWait: 100, longestWait: 1000};
    expect([1, 2, 3, 4, 5, 99].map((failed) => backoff(failed, undefined, limits, () => 1))).toEqual([
      100, 200, 400, 800, 1000, 1000
    ]);
    expect(backoff(1, undefined, limits, () => 0)).toBe(50);
    expect(backoff(1, 700, limits, () => 0)).toBe(700);
    expect(backoff(1, 7000, limits, () => 0)).toBe(1000);
  });
});

describe("retryAfter(header, now)", () => {
  it("reads seconds and dates", () => {
    expect(retryAfter("3", 0)).toBe(3000);
    expect(retryAfter("Thu, 01 Jan 1970 00:00:05 GMT", 2000)).toBe(3000);
    expect(retryAfter("Thu, 01 Jan 1970 00:00:05 GMT", 9000)).toBe(0);
    expect(retryAfter("soon", 0)).toBeUndefined();
    expect(retryAfter(null, 0)).toBeUndefined();
  });
});

/** A key and a certificate that nobody has signed; undefined where there is no openssl. */
function selfSigned(folder: string): {key: Buffer; cert: Buffer} | undefined {
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const args = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost".split(
    " "
  );
  const made = spawnSync("openssl", [...args, "-keyout", key, "-out", cert], {encoding: "utf8"});
  return made.status === 0 ? {key: readFileSync(key), cert: readFileSync(cert)} : undefined;
}

describe("a server with a certificate that nobody has signed", () => {
  it("is not trusted, and not asked again", async (context) => {
    const made = selfSigned(temporaryFolder());
    if (made === undefined) return context.skip("no openssl on this machine");
    let asked = 0;
    const server = createServer(made, (_, response) => response.end(content));
    server.on("connection", () => ++asked);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const {port} = server.address() as AddressInfo;
    const clock = quickClock();
    const message = await fault(pullFile(wanted(`https://localhost:${port}`), options({clock})));
    server.close();
    expect(message).toMatch(/the certificate of the server is not trusted: (?:DEPTH_ZERO_)?SELF_SIGNED_CERT/u);
    expect(message).toContain("expected a certificate that this machine trusts");
    expect([asked, clock.waits]).toEqual([1, []]);
  });
});
