import type {Browser} from "playwright-core";

/** What a first visit to a page took, over the network given. */
export interface ColdVisit {
  /** Bytes received until the page was loaded and quiet, bodies as compressed and headers. */
  readonly bytes: number;
  /** Of them, those of DuckDB and the rows that it reads. */
  readonly databaseBytes: number;
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

const database = /\/_file\/duckdb\/|\.arrow$/;
/** Longest wait in milliseconds: for DuckDB over a slow network. */
const patience = 180_000;
const firstFigure = "main figure svg, main figure canvas, main table, .canvas svg";

/** Visits a page with an empty cache over a throttled network, with or without JavaScript. */
export async function coldVisit(
  browser: Browser,
  address: string,
  {latency, down}: Network,
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
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency,
      downloadThroughput: down / 8,
      uploadThroughput: down / 8
    });
    const addresses = new Map<string, string>();
    let [bytes, databaseBytes] = [0, 0];
    session.on("Network.requestWillBeSent", ({requestId, request}) => addresses.set(requestId, request.url));
    session.on("Network.loadingFinished", ({requestId, encodedDataLength}) => {
      bytes += encodedDataLength;
      if (database.test(addresses.get(requestId) ?? "")) databaseBytes += encodedDataLength;
    });
    await page.goto(address, {waitUntil: "commit"});
    const found = page.waitForSelector(firstFigure, {state: "visible", timeout: patience});
    const figure = await found.then(
      () => page.evaluate(() => performance.now()),
      () => null
    );
    await page.waitForLoadState("networkidle", {timeout: patience});
    const contentful = await page.evaluate(
      () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN
    );
    return {bytes, databaseBytes, contentful, figure};
  } finally {
    await context.close();
  }
}
