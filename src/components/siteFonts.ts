/** The typefaces of the site, shipped with it: family and file below `fonts/`. */
const fonts = [
  {family: "Inter", file: "inter.woff2", weights: "100 900"},
  {family: "Source Serif 4", file: "source-serif-4.woff2", weights: "200 900"}
] as const;

/**
 * Preloads the typefaces and declares them. Framework gives the preloaded files their published addresses; the build
 * then writes the same ones into the declarations. In a preview the addresses hold as they are.
 */
export function siteFonts(): string {
  const links = fonts.map(
    ({file}) => `<link rel="preload" href="/fonts/${file}" as="font" type="font/woff2" crossorigin>`
  );
  const faces = fonts.map(
    ({family, file, weights}) =>
      `@font-face{font-family:"${family}";font-style:normal;font-weight:${weights};font-display:swap;` +
      `src:url("/_file/fonts/${file}") format("woff2")}`
  );
  return `${links.join("\n")}\n<style>${faces.join("\n")}</style>`;
}
