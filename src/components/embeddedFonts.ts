/**
 * The typefaces of the page that a drawing names, as `@font-face` rules which hold the fonts themselves: a picture that is
 * drawn apart from the page cannot fetch them. Empty where the page has none, or a font cannot be had; the page then shows
 * the fallback of its list too.
 */
export async function embeddedFonts(svg: string): Promise<string> {
  const rules = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule): rule is CSSFontFaceRule => rule instanceof CSSFontFaceRule)
    .filter(({style}) => svg.includes(style.getPropertyValue("font-family").replaceAll(/["']/g, "")));
  return (await Promise.all(rules.map(embedded))).join("");
}

async function embedded({style, parentStyleSheet}: CSSFontFaceRule): Promise<string> {
  const address = /url\(["']?([^"')]+)["']?\)/.exec(style.getPropertyValue("src"))?.[1];
  if (address === undefined) return "";
  const response = await fetch(new URL(address, parentStyleSheet?.href ?? document.baseURI));
  if (!response.ok) return "";
  const bytes = new Uint8Array(await response.arrayBuffer());
  const letters: string[] = [];
  for (let i = 0; i < bytes.length; i += 8192) letters.push(String.fromCharCode(...bytes.subarray(i, i + 8192)));
  const family = style.getPropertyValue("font-family");
  const weight = style.getPropertyValue("font-weight");
  return `@font-face{font-family:${family};font-weight:${weight};src:url("data:font/woff2;base64,${btoa(letters.join(""))}")}`;
}
