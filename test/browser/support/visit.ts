import {chromium, type Browser, type BrowserContextOptions, type Page} from "playwright-core";

/** A page under observation: everything it asked for and everything that went wrong on it. */
export interface Visit {
  readonly page: Page;
  /** Every address requested, in order. */
  readonly requests: string[];
  /** Console errors, uncaught exceptions and policy violations. */
  readonly problems: string[];
  readonly close: () => Promise<void>;
}

/**
 * Parts of Chromium that are not started: those that Playwright leaves out, whose list a list of our own replaces, and the list
 * of suggestions below the address bar, a page of its own that every new window would draw unseen.
 */
const withoutFeatures = [
  ...["AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"],
  ...[
    "HttpsFirstBalancedModeAutoEnable",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning"
  ],
  ...["AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled"],
  ...["PreconnectToSearch", "WebUIOmniboxPopup", "WebUIOmniboxAimPopup"]
];

const switches = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"],
  `--disable-features=${withoutFeatures.join(",")}`
];

let browser: Promise<Browser> | undefined;

/** The one Chromium of this run, found by the test command and named in HEMIOLA_CHROMIUM. */
export function launch(): Promise<Browser> {
  const executablePath = process.env.HEMIOLA_CHROMIUM;
  if (!executablePath) throw new Error("HEMIOLA_CHROMIUM is not set: run the browser tests with npm test");
  browser ??= chromium.launch({executablePath, args: switches});
  return browser;
}

/** Closes the Chromium, if one was started. */
export async function quit(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

/**
 * Opens an address in a fresh context (no cache, no storage) and watches it from its first request on. Service workers are
 * refused unless asked for: each visit would fetch the whole site.
 */
export async function visit(address: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await (
    await launch()
  ).newContext({viewport: {width: 1440, height: 900}, serviceWorkers: "block", ...options});
  // Of a busy machine's time.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  const requests: string[] = [];
  const problems: string[] = [];
  context.on("request", (request) => requests.push(request.url()));
  page.on("requestfailed", (request) => problems.push(`request failed: ${request.url()}`));
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
  });
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`exception: ${error.message}`));
  await page.goto(address, {waitUntil: "load"});
  return {page, requests, problems, close: () => context.close()};
}

/** The addresses that left the site's own origin; `data:` and `blob:` never leave the page. */
export function foreign(requests: readonly string[], origin: string): string[] {
  return requests.filter((url) => !url.startsWith(origin) && !/^(data|blob):/.test(url));
}

/** A number held by an element's `data-*` attribute. */
export async function dataNumber(page: Page, selector: string, name: string): Promise<number> {
  const value = await page.locator(selector).first().getAttribute(`data-${name}`);
  if (value === null) throw new Error(`missing data-${name} on ${selector}`);
  return Number(value);
}
