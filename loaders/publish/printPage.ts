import type {Browser} from "playwright-core";
import {withoutPdfTimes} from "./withoutPdfTimes.js";

/** Width in CSS pixels of the text of an A4 sheet with margins of 20 mm: figures are drawn for it. */
const textWidth = 643;

/**
 * A page of a served site as PDF, as browsers print it: A4, with the head and foot of every sheet that the site's own style
 * gives, vectors and text. The same page gives the same bytes in the same Chromium.
 */
export async function printPage(browser: Browser, address: string): Promise<Uint8Array> {
  const context = await browser.newContext({
    viewport: {width: textWidth, height: 900},
    colorScheme: "light",
    serviceWorkers: "block"
  });
  try {
    const page = await context.newPage();
    await page.emulateMedia({media: "print", colorScheme: "light"});
    await page.goto(address, {waitUntil: "networkidle"});
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const pdf = await page.pdf({preferCSSPageSize: true, printBackground: true, tagged: true, outline: true});
    return withoutPdfTimes(pdf);
  } finally {
    await context.close();
  }
}
