/** A file of a built site. */
export interface SiteFile {
  /** Path inside the site, with forward slashes. */
  readonly path: string;
  /** Text of pages and scripts; empty for other files. */
  readonly text: string;
}

const rules: readonly {readonly pattern: RegExp; readonly only: RegExp; readonly says: string}[] = [
  {pattern: /observablehq--error/, only: /\.html$/, says: "a cell failed to compile"},
  {
    pattern: /(?:from|import)\s*\(?\s*["'`](?:npm:|jsr:|https?:)/,
    only: /(?:\.html$|^_import\/.*\.js$)/,
    says: "imports from another origin"
  },
  {
    pattern: /<(?:script|link|img|iframe|source)\b[^>]*\s(?:src|href)="(?:https?:)?\/\//,
    only: /\.html$/,
    says: "loads from another origin"
  },
  {pattern: /url\("?\/_file\//, only: /\.html$/, says: "names a font that was not published"},
  {pattern: /(?=)/, only: /^_npm\//, says: "comes from a CDN"},
  {pattern: /lastModified"?\s*:\s*\d/, only: /(?:\.html$|^_import\/.*\.js$)/, says: "holds a file time"}
];

/** What must not be published, one line per file and fault; empty if the site is fit. */
export function checkSite(files: readonly SiteFile[]): string[] {
  const faults = files.flatMap(({path, text}) =>
    rules.filter(({only, pattern}) => only.test(path) && pattern.test(text)).map(({says}) => `${path}: ${says}`)
  );
  if (!files.some(({path}) => path === "index.html")) faults.push("index.html: missing");
  return faults;
}
