import type {Browser} from "playwright-core";
import {reproduciblePdf} from "./reproduciblePdf.js";

/** Text of a page is 16 pixels high; on paper 9.6 points are enough, and tables have the room that they have on a screen. */
const scale = 0.8;
/** Width in CSS pixels of the text of an A4 sheet with margins of 20 mm: figures are drawn for it. */
const textWidth = Math.floor(643 / scale);

/**
 * A page of a served site as PDF, as browsers print it: A4, with the head and foot of every sheet that the site's own style
 * gives, vectors and text. The same page gives the same bytes in the same Chromium.
 *
 * @param server address of the site while it is printed, ending with a slash
 * @param published address at which readers of the PDF find the site, ending with a slash; null: its links to other pages
 * of the site become plain text
 */
export async function printPage(
  browser: Browser,
  server: string,
  path: string,
  published: string | null
): Promise<Uint8Array> {
  const context = await browser.newContext({
    viewport: {width: textWidth, height: 900},
    colorScheme: "light",
    serviceWorkers: "block"
  });
  try {
    const page = await context.newPage();
    await page.emulateMedia({media: "print", colorScheme: "light"});
    await page.goto(server + path, {waitUntil: "networkidle"});
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await page.evaluate(redirectLinks, {server, published});
    const pdf = await page.pdf({scale, preferCSSPageSize: true, printBackground: true, tagged: true, outline: true});
    return reproduciblePdf(pdf);
  } finally {
    await context.close();
  }
}

/** Runs in the page: links to other pages of the site must not lead to the server that serves it while it is printed. */
function redirectLinks({server, published}: {server: string; published: string | null}): void {
  const here = location.href.split("#")[0];
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[href]")) {
    if (!link.href.startsWith(server) || link.href.split("#")[0] === here) continue;
    if (published === null) link.removeAttribute("href");
    else link.href = published + link.href.slice(server.length);
  }
}
