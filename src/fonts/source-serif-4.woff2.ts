import {readFileSync} from "node:fs";
import {createRequire} from "node:module";

const path = createRequire(import.meta.url).resolve(
  "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2"
);
process.stdout.write(readFileSync(path));
