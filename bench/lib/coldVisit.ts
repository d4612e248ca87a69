import type {Browser} from "playwright-core";

/** What a first visit to a page took, over the network given. Bytes are those of bodies, as compressed. */
export interface ColdVisit {
  /** Bytes received until the page was loaded and quiet. */
  readonly bytes: number;
  /** Of them, those that had come when the first figure stood, without the database's; all such, where a page has none. */
  readonly figureBytes: number;
  /** Of all, those of DuckDB's modules and the rows that it reads; what its worker fetches itself, the wasm, is not seen. */
  readonly databaseBytes: number;
  /** Files that had come when the first figure stood, and the bytes of their headers, which HTTP/1.1 does not compress. */
  readonly figureFiles: number;
  readonly figureHeaderBytes: number;
  /** Milliseconds to the first content. */
  readonly contentful: number;
  /** Milliseconds to the first figure, or the first table where a page has no figure; null if it has neither. */
  readonly figure: number | null;
}

/** A network: latency in milliseconds, bits a second down. */
export interface Network {
  readonly latency: number;
  readonly down: number;
}

const database = /\/_file\/duckdb\/|\/duckDb[^/]*\.js$|\.arrow$/;
/** Longest wait in milliseconds: for DuckDB over a slow network. */
const patience = 180_000;
/** Milliseconds given to the last drawing once the network is quiet. */
const settling = 2000;
const firstFigure = "main figure svg, main figure canvas, main table, .canvas svg";

/** Visits a page with an empty cache over a throttled network (null: as fast as it is), with or without JavaScript. */
export async function coldVisit(
  browser: Browser,
  address: string,
  network: Network | null,
  javaScriptEnabled = true
): Promise<ColdVisit> {
  const context = await browser.newContext({
    viewport: {width: 1440, height: 900},
    serviceWorkers: "block",
    javaScriptEnabled
  });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    if (network !== null) {
      const throughput = network.down / 8;
      await session.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: network.latency,
        downloadThroughput: throughput,
        uploadThroughput: throughput
      });
    }
    const addresses = new Map<string, string>();
    const headers = new Map<string, number>();
    let [files, bytes, headerBytes, databaseBytes] = [0, 0, 0, 0];
    session.on("Network.requestWillBeSent", ({requestId, request}) => addresses.set(requestId, request.url));
    session.on("Network.responseReceived", ({requestId, response}) =>
      headers.set(requestId, response.encodedDataLength)
    );
    session.on("Network.loadingFinished", ({requestId, encodedDataLength}) => {
      const ofHeaders = Math.min(headers.get(requestId) ?? 0, encodedDataLength);
      files += 1;
      headerBytes += ofHeaders;
      bytes += encodedDataLength - ofHeaders;
      if (database.test(addresses.get(requestId) ?? "")) databaseBytes += encodedDataLength - ofHeaders;
    });
    const before = () => ({
      figureBytes: bytes - databaseBytes,
      figureFiles: files,
      figureHeaderBytes: headerBytes
    });
    await page.goto(address, {waitUntil: "commit"});
    let figure: number | null = null;
    let atFigure: ReturnType<typeof before> | null = null;
    const found = page.waitForSelector(firstFigure, {state: "visible", timeout: patience}).then(
      async () => {
        atFigure = before();
        figure = await page.evaluate(() => performance.now());
      },
      // A page without figures, or closed by now.
      () => undefined
    );
    await page.waitForLoadState("networkidle", {timeout: patience});
    await Promise.race([found, page.waitForTimeout(settling)]);
    const contentful = await page.evaluate(
      () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN
    );
    // What is there before anything is painted is seen with the first content.
    return {
      bytes,
      databaseBytes,
      ...(atFigure ?? before()),
      contentful,
      figure: figure === null ? null : Math.max(figure, contentful)
    };
  } finally {
    await context.close();
  }
}
